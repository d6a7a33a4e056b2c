import { useState } from 'preact/hooks';
import { useFile, useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';

/** A school's server is joined to its region by a one-time code: over the network, or by two files on a stick. */
export function JoinRegion({ changed }: { changed: () => void }) {
  const say = useSay();
  const { session } = useApp();
  const mayJoin = session.value?.posts.some((post) => post.role === 'head' || post.role === 'technician') ?? false;
  const [ticket, setTicket] = useState('');
  if (!mayJoin) return <Message tone="help">{say('sync.screen.join.who')}</Message>;
  return (
    <section>
      <h2>{say('sync.screen.join')}</h2>
      <p class="quiet">{say('sync.screen.join.how')}</p>
      <Field
        label={say('sync.screen.join.ticket')}
        class="input sync-ticket-field"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        value={ticket}
        onInput={(event) => setTicket(event.currentTarget.value)}
      />
      <div class="office-columns">
        <OverNetwork ticket={ticket} changed={changed} />
        <ByFiles ticket={ticket} changed={changed} />
      </div>
    </section>
  );
}

function OverNetwork({ ticket, changed }: { ticket: string; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [url, setUrl] = useState('');
  const join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const body = { ticket, url: /^https?:\/\//.test(url) ? url : `https://${url}` };
    if (await send(api.post('/sync/enrolment', body, { patience: 60_000 }))) changed();
  };
  return (
    <form class="sheet" onSubmit={(event) => void join(event)}>
      <h3>{say('sync.screen.join.network')}</h3>
      <Field
        label={say('sync.screen.address')}
        placeholder="https://"
        inputMode="url"
        autocomplete="off"
        required
        value={url}
        onInput={(event) => setUrl(event.currentTarget.value)}
      />
      {failure && <Failed failure={failure} />}
      <button type="submit" class="button main" disabled={isBusy || ticket === ''}>
        {say(isBusy ? 'sync.screen.sending' : 'sync.screen.join.do')}
      </button>
    </form>
  );
}

function ByFiles({ ticket, changed }: { ticket: string; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const request = useFile();
  const answer = useSend();
  const take = async (file: File): Promise<void> => {
    if (await answer.send(api.post('/sync/enrolment/answer', file))) changed();
  };
  const write = (): void => {
    void request.download({ address: '/api/sync/enrolment/request', name: 'tirek-enrol.request', body: { ticket } });
  };
  return (
    <div class="sheet">
      <h3>{say('sync.screen.join.files')}</h3>
      <p>{say('sync.screen.join.files.how')}</p>
      <p>
        <button type="button" class="button" disabled={request.isBusy || ticket === ''} onClick={write}>
          {say('sync.screen.join.request')}
        </button>
      </p>
      {request.failure && <Failed failure={request.failure} />}
      <div class="sync-file">
        <ChooseFiles
          words={say('sync.screen.join.answer')}
          accept=".answer"
          isOff={answer.isBusy}
          onChosen={([file]) => void take(file)}
        />
      </div>
      {answer.failure && <Failed failure={answer.failure} />}
    </div>
  );
}
