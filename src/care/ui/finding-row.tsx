import { shownMoment } from '#people/ui/office-format.ts';
import { sizeOf } from '#sync/ui/sync-model.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatNumber, formatPercent } from '#web/format.ts';
import type { CareFacts } from '../facts.ts';
import type { Action, Finding } from '../findings.ts';

type Row = {
  readonly finding: Finding;
  readonly facts: CareFacts;
  readonly act: (action: Action) => Promise<void>;
};

/** How one thing is, what to do, and the button that does it. */
export function FindingRow({ finding, facts, act }: Row) {
  const say = useSay();
  const values = useValues(finding);
  const { state, key, name, action } = finding;
  const busy = action && busyWords(action, facts);
  const refusal = action === 'backup' ? facts.refusals['backup'] : action === 'leave' && facts.refusals['leaving'];
  return (
    <li class={state}>
      <StateSign state={state} />
      <div>
        <h2>{say(`care.name.${name}`)}</h2>
        <p>
          <span class="spoken">{say(`care.state.${state}`)} </span>
          {say(key, values)}
          {name === 'clock' && state !== 'good' && <span class="care-uncertain">{say('care.time-uncertain')}</span>}
        </p>
        {state !== 'good' && <p class="quiet">{say(`${key}.do`, values)}</p>}
        {refusal && <p class="care-refusal">{say(refusal)}</p>}
        {busy && (
          <p role="status" class="quiet">
            {say(busy.key, busy.values)}
          </p>
        )}
      </div>
      {action && (
        <button
          type="button"
          class={state === 'good' ? 'button' : 'button main'}
          disabled={busy !== undefined}
          onClick={() => void act(action)}
        >
          {say(`care.do.${action}`)}
        </button>
      )}
    </li>
  );
}

function useValues({ values, times, bytes }: Finding): Record<string, string | number> {
  const { language } = useApp();
  const say = useSay();
  const shown: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) shown[name] = formatNumber(language.value, value);
  for (const [name, at] of Object.entries(times)) shown[name] = at === 0 ? '–' : shownMoment(at, language.value);
  for (const [name, size] of Object.entries(bytes)) {
    const { unit, value, digits } = sizeOf(size);
    shown[name] = say(`care.size.${unit}`, { size: formatNumber(language.value, value, digits) });
  }
  return shown;
}

function busyWords(action: Action, facts: CareFacts) {
  if (action === 'backup' && facts.isCopying) return { key: 'care.busy.backup', values: {} };
  if (action === 'leave' && facts.isSealing) return { key: 'care.busy.leave', values: {} };
  if (action !== 'check' || !facts.checking) return undefined;
  const { done, total } = facts.checking;
  return { key: 'care.busy.check', values: { share: formatPercent('kk', done, total) } };
}

/** A shape beside the colour: a tick, a clock, a triangle. */
function StateSign({ state }: { state: Finding['state'] }) {
  const shapes = {
    good: 'M4 13l5 5L20 6',
    wait: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18Zm0 4v5l3 2',
    wrong: 'M12 3.5 22 20.5H2ZM12 10v5m0 2v.5',
  } as const;
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
      <path d={shapes[state]} stroke-linejoin="round" stroke-linecap="round" />
    </svg>
  );
}
