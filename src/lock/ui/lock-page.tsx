import { useState } from 'preact/hooks';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { shownMoment } from '#people/ui/office-format.ts';
import { OfficePage } from '#people/ui/office-page.tsx';
import { useFile, useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { LockState } from '../routes.ts';
import './lock.css';

/** The lock of the server's disk: is it on, who wakes the server, and the code on the sheet in the safe. */
export function LockPage() {
  const say = useSay();
  const { session } = useApp();
  const { value, failure, again } = useAsk<LockState>('/lock/state');
  const isHead = session.value?.posts.some((post) => post.role === 'head') ?? false;
  return (
    <OfficePage title={say('lock.title')} lead={say('lock.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <Message tone={value.isOn ? 'good' : 'wait'}>
            <p>{say(value.isOn ? 'lock.is-on' : 'lock.is-off')}</p>
          </Message>
          {!isHead && <p>{say('lock.head-only')}</p>}
          <Code state={value} isHead={isHead} changed={again} />
          {isHead && <Switch state={value} changed={again} />}
          {value.isOn && <Keys state={value} isHead={isHead} changed={again} />}
        </>
      )}
    </OfficePage>
  );
}

type Part = { readonly state: LockState; readonly isHead: boolean; readonly changed: () => void };

function Code({ state: { codeSince }, isHead, changed }: Part) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [isAsked, setAsked] = useState(false);
  const [code, setCode] = useState<string>();
  const make = async (): Promise<void> => {
    const made = await send(api.post<{ code: string }>('/lock/code'));
    setAsked(false);
    if (made) setCode(made.code);
  };
  const close = (): void => {
    setCode(undefined);
    changed();
  };
  return (
    <section class="sheet lock-part">
      <h2>{say('lock.code')}</h2>
      <p>
        {codeSince ? say('lock.code.since', { time: shownMoment(codeSince, language.value) }) : say('lock.code.none')}
      </p>
      {failure && <Failed failure={failure} />}
      {isHead && (
        <button
          type="button"
          class={codeSince ? 'button' : 'button main'}
          disabled={isBusy}
          onClick={() => (codeSince ? setAsked(true) : void make())}
        >
          {say(codeSince ? 'lock.code.new' : 'lock.code.make')}
        </button>
      )}
      {isAsked && (
        <Dialog title={say('lock.code.new')} onClose={() => setAsked(false)}>
          <p>{say('lock.code.new.what')}</p>
          <button type="button" class="button main" disabled={isBusy} onClick={() => void make()}>
            {say('lock.code.new')}
          </button>
        </Dialog>
      )}
      {code && <NewCode code={code} onClose={close} />}
    </section>
  );
}

/** Shown once: nobody can ask for it again. */
function NewCode({ code, onClose }: { code: string; onClose: () => void }) {
  const say = useSay();
  const { open, isBusy, failure } = useFile();
  const print = (): void => void open({ address: '/api/lock/paper', name: `${say('lock.code')}.pdf`, body: { code } });
  return (
    <Dialog title={say('lock.code')} onClose={onClose}>
      <p>{say('lock.code.once')}</p>
      <output class="office-code lock-code">{code}</output>
      {failure && <Failed failure={failure} again={print} />}
      <button type="button" class="button main" disabled={isBusy} onClick={print}>
        {say('lock.code.print')}
      </button>
    </Dialog>
  );
}

function Switch({ state: { isOn, codeSince }, changed }: Omit<Part, 'isHead'>) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const turn = async (): Promise<void> => {
    if (await send(isOn ? api.delete<LockState>('/lock/on') : api.put<LockState>('/lock/on'))) changed();
  };
  return (
    <section class="sheet lock-part">
      <h2>{say(isOn ? 'lock.off' : 'lock.on')}</h2>
      <p>{say(isOn ? 'lock.off.what' : codeSince ? 'lock.on.what' : 'lock.on.code-first')}</p>
      {failure && <Failed failure={failure} />}
      <button
        type="button"
        class={isOn ? 'button' : 'button main'}
        disabled={isBusy || !codeSince}
        onClick={() => void turn()}
      >
        {say(isOn ? 'lock.off' : 'lock.on')}
      </button>
    </section>
  );
}

function Keys({ state: { tablets, people }, isHead, changed }: Part) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [isAsked, setAsked] = useState(false);
  const take = async (): Promise<void> => {
    if (!(await send(api.delete<LockState>('/lock/keys')))) return;
    setAsked(false);
    changed();
  };
  return (
    <section class="sheet lock-part">
      <h2>{say('lock.keys')}</h2>
      <p>{say('lock.keys.count', { tablets, people })}</p>
      <p class="quiet">{say('lock.keys.what')}</p>
      {isHead && (
        <button type="button" class="button" disabled={tablets + people === 0} onClick={() => setAsked(true)}>
          {say('lock.keys.take')}
        </button>
      )}
      {isAsked && (
        <Dialog title={say('lock.keys.take')} onClose={() => setAsked(false)}>
          <p>{say('lock.keys.take.what')}</p>
          {failure && <Failed failure={failure} />}
          <button type="button" class="button main" disabled={isBusy} onClick={() => void take()}>
            {say('lock.keys.take')}
          </button>
        </Dialog>
      )}
    </section>
  );
}
