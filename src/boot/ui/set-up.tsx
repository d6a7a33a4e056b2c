import { useState } from 'preact/hooks';
import { useFile, useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import type { Joined } from '../unset.ts';
import { BringBack } from './bring-back.tsx';
import { useStage } from './use-stage.ts';
import './set-up.css';

/** A server that belongs to no school yet: with the region's code it becomes one's, or takes a burnt one's place. */
export function SetUp() {
  const say = useSay();
  useTitle(say('boot.set-up'));
  const [joined, setJoined] = useState<Joined>();
  if (joined) return <Done joined={joined} />;
  return <Join onJoined={setJoined} />;
}

function Join({ onJoined }: { onJoined: (joined: Joined) => void }) {
  const say = useSay();
  const [ticket, setTicket] = useState('');
  const [isLocked, setLocked] = useState(true);
  useStage();
  return (
    <section class="set-up">
      <h1>{say('boot.set-up')}</h1>
      <p>{say('boot.unset')}</p>
      <ol class="set-up-steps">
        <li>
          <h2>{say('boot.ticket')}</h2>
          <p class="quiet">{say('boot.ticket.how')}</p>
          <Field
            label={say('boot.ticket.label')}
            class="input set-up-ticket"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={ticket}
            onInput={(event) => setTicket(event.currentTarget.value)}
          />
        </li>
        <li>
          <h2>{say('boot.lock')}</h2>
          <label class="set-up-choice">
            <input type="checkbox" checked={isLocked} onChange={(event) => setLocked(event.currentTarget.checked)} />
            <span>{say('boot.lock.label')}</span>
          </label>
          <p class="quiet">{say('boot.lock.how')}</p>
        </li>
        <li>
          <h2>{say('boot.join')}</h2>
          <div class="set-up-ways">
            <OverNetwork ticket={ticket} isLocked={isLocked} onJoined={onJoined} />
            <ByFiles ticket={ticket} isLocked={isLocked} onJoined={onJoined} />
          </div>
        </li>
      </ol>
      <details class="set-up-other">
        <summary>{say('boot.bring.other')}</summary>
        <p>{say('boot.bring.rather')}</p>
        <BringBack isLocked={isLocked} />
      </details>
    </section>
  );
}

type WayProps = {
  readonly ticket: string;
  readonly isLocked: boolean;
  readonly onJoined: (joined: Joined) => void;
};

function OverNetwork({ ticket, isLocked, onJoined }: WayProps) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [url, setUrl] = useState('');
  const join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const address = /^https?:\/\//.test(url) ? url : `https://${url}`;
    const joined = await send(api.post<Joined>('/boot/join', { ticket, url: address, isLocked }, { patience: 60_000 }));
    if (joined) onJoined(joined);
  };
  return (
    <form class="sheet" onSubmit={(event) => void join(event)}>
      <h3>{say('boot.network')}</h3>
      <Field
        label={say('boot.address')}
        placeholder="https://"
        inputMode="url"
        autocomplete="off"
        required
        value={url}
        onInput={(event) => setUrl(event.currentTarget.value)}
      />
      {failure && <Failed failure={failure} />}
      <button type="submit" class="button main" disabled={isBusy || ticket === ''}>
        {say(isBusy ? 'boot.joining' : 'boot.join.do')}
      </button>
    </form>
  );
}

function ByFiles({ ticket, isLocked, onJoined }: WayProps) {
  const say = useSay();
  const { api } = useApp();
  const request = useFile();
  const answer = useSend();
  const take = async (file: File): Promise<void> => {
    const joined = await answer.send(api.post<Joined>(`/boot/answer?locked=${isLocked ? 1 : 0}`, file));
    if (joined) onJoined(joined);
  };
  return (
    <div class="sheet">
      <h3>{say('boot.files')}</h3>
      <p>{say('boot.files.how')}</p>
      <button
        type="button"
        class="button"
        disabled={request.isBusy || ticket === ''}
        onClick={() =>
          void request.download({ address: '/api/boot/request', name: 'tirek-enrol-server.request', body: { ticket } })
        }
      >
        {say('boot.files.request')}
      </button>
      {request.failure && <Failed failure={request.failure} />}
      <ChooseFiles
        words={say('boot.files.answer')}
        accept=".answer"
        isOff={answer.isBusy}
        onChosen={([file]) => void take(file)}
      />
      {answer.failure && <Failed failure={answer.failure} />}
    </div>
  );
}

/** The recovery code is shown once: only who says that it is on paper goes on. */
function Done({ joined }: { joined: Joined }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [isNoted, setNoted] = useState(joined.code === undefined);
  const go = async (): Promise<void> => {
    if (await send(api.post('/boot/done'))) location.assign('/');
  };
  return (
    <section class="set-up">
      <h1>{say('boot.done')}</h1>
      <Message tone="good" isNews>
        {say('boot.done.what')}
      </Message>
      {joined.code && (
        <div class="sheet">
          <h2>{say('boot.code')}</h2>
          <p>{say('boot.code.how')}</p>
          <output class="set-up-code">{joined.code}</output>
          <button type="button" class="button" onClick={() => print()}>
            {say('boot.code.print')}
          </button>
          <label class="set-up-choice">
            <input type="checkbox" checked={isNoted} onChange={(event) => setNoted(event.currentTarget.checked)} />
            <span>{say('boot.code.noted')}</span>
          </label>
        </div>
      )}
      {failure && <Failed failure={failure} />}
      <button type="button" class="button main" disabled={isBusy || !isNoted} onClick={() => void go()}>
        {say('boot.go-on')}
      </button>
    </section>
  );
}
