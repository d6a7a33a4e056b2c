import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { handOver } from '#web/hand-over.ts';
import { useApp, useSay } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import { sendFile } from './stick-files.ts';

/** A school without a network sends a request file on a stick, and gets an answer file back. */
export function BringRequest({ changed }: { changed: () => void }) {
  const say = useSay();
  const { session } = useApp();
  const [failure, setFailure] = useState<Failure>();
  const [answer, setAnswer] = useState<string>();
  const take = async (file: File): Promise<void> => {
    setFailure(undefined);
    setAnswer(undefined);
    const answered = await sendFile('/api/sync/enrol', file, session.value?.token ?? '');
    if (!answered.ok) return setFailure(answered.error);
    const name = `${file.name.replace(/\.request$/, '')}.answer`;
    handOver(answered.value, name);
    setAnswer(name);
    changed();
  };
  return (
    <details>
      <summary>{say('sync.screen.request')}</summary>
      <p>{say('sync.screen.request.how')}</p>
      <div class="sync-file">
        <ChooseFiles
          words={say('sync.screen.request.choose')}
          accept=".request"
          onChosen={([file]) => void take(file)}
        />
      </div>
      {failure && <Failed failure={failure} />}
      {answer && (
        <Message tone="good" isNews>
          {say('sync.screen.request.done', { name: answer })}
        </Message>
      )}
    </details>
  );
}
