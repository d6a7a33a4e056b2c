import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { Attacked } from '../releases.ts';

/** Tries to work out small groups from all that was published (RES-4). */
export function AttackCheck() {
  const say = useSay();
  const { api } = useApp();
  const [state, setState] = useState<{ isBusy?: boolean; found?: number; failure?: Failure }>({});
  const check = async (): Promise<void> => {
    setState({ isBusy: true });
    const answer = await api.get<{ cells: readonly Attacked[] }>('/results/releases/attack');
    if (!answer.ok) return setState({ failure: answer.error });
    setState({ found: answer.value.cells.reduce((all, { found }) => all + found, 0) });
  };
  return (
    <section class="sheet">
      <h2>{say('results.attack.title')}</h2>
      <p>{say('results.attack.what')}</p>
      <button type="button" class="button" disabled={state.isBusy} onClick={() => void check()}>
        {say(state.isBusy ? 'results.attack.busy' : 'results.attack.do')}
      </button>
      {state.failure && <Failed failure={state.failure} />}
      {state.found !== undefined && (
        <Message tone={state.found === 0 ? 'good' : 'wrong'} isNews>
          {say(state.found === 0 ? 'results.attack.none' : 'results.attack.found', { found: state.found })}
        </Message>
      )}
    </section>
  );
}
