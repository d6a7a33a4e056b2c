import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { handOver } from '#web/hand-over.ts';
import { Failed } from '#web/parts/message.tsx';

/** Hands the homework over as one file that opens without any network (LES-85). */
export function TakeHome({ path, name }: { path: string; name?: string }) {
  const say = useSay();
  const { api, language } = useApp();
  const [failure, setFailure] = useState<Failure>();
  const take = async (): Promise<void> => {
    const answer = await api.file(`/api${path}?language=${language.value}`);
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) handOver(answer.value, `${name ?? say('lessons.run.homework')}.html`);
  };
  return (
    <>
      {failure && <Failed failure={failure} />}
      <button type="button" class="button" onClick={() => void take()}>
        {say('lessons.run.take-home')}
      </button>
    </>
  );
}
