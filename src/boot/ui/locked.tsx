import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import { CodeField } from './code-field.tsx';
import { useStage } from './use-stage.ts';

/** A server whose disk is locked, seen by a device that has no key for it: what to do. */
export function Locked() {
  const say = useSay();
  const { api } = useApp();
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  useTitle(say('boot.locked.title'));
  useStage();
  const open = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await api.post('/boot/wake', { code });
    if (answer.ok) return location.reload();
    setBusy(false);
    setFailure(answer.error);
  };
  return (
    <section class="sheet">
      <h1>{say('boot.locked.title')}</h1>
      <Message tone="wait">
        <p>{say('boot.locked')}</p>
      </Message>
      <p>{say('boot.locked.device')}</p>
      <form onSubmit={(event) => void open(event)}>
        <CodeField
          label={say('boot.locked.code-field')}
          code={code}
          onTyped={(typed) => {
            setCode(typed);
            setFailure(undefined);
          }}
        />
        {failure && <Failed failure={failure} />}
        <button type="submit" class="button main" disabled={isBusy || code.trim() === ''}>
          {say('boot.locked.open')}
        </button>
      </form>
    </section>
  );
}
