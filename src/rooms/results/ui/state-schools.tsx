import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';

/** Tells each school how it stands among all (RES-16). */
export function StateSchools({ year }: { year: number }) {
  const say = useSay();
  const { api } = useApp();
  const [state, setState] = useState<{ isBusy?: boolean; stated?: number; failure?: Failure }>({});
  const send = async (): Promise<void> => {
    setState({ isBusy: true });
    const answer = await api.post<{ stated: number }>('/results/stated', { year });
    setState(answer.ok ? { stated: answer.value.stated } : { failure: answer.error });
  };
  return (
    <section class="sheet">
      <h2>{say('results.stated.title')}</h2>
      <p>{say('results.stated.what')}</p>
      <button type="button" class="button" disabled={state.isBusy} onClick={() => void send()}>
        {say(state.isBusy ? 'results.stated.busy' : 'results.stated.do')}
      </button>
      {state.failure && <Failed failure={state.failure} />}
      {state.stated !== undefined && (
        <Message tone="good" isNews>
          {say('results.stated.done', { cells: state.stated })}
        </Message>
      )}
    </section>
  );
}
