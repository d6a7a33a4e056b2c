import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import { dateOf, dayOf } from '../model/day.ts';

const reasons = ['line-down', 'stick-on-its-way', 'unknown'] as const;
const week = 7 * 24 * 3_600_000;

type Words = { readonly title: string; readonly what: string; readonly save: string };

/** Says why a school is silent: its region's staff after a call, or the school itself beforehand. */
export function Explain({ path, now, words, again }: { path: string; now: number; words: Words; again: () => void }) {
  const { api } = useApp();
  const say = useSay();
  const [said, setSaid] = useState<Said>({
    reason: 'line-down',
    from: dateOf(dayOf(now)),
    until: dateOf(dayOf(now + week)),
  });
  const [state, setState] = useState<Failure | 'saved' | 'saving' | undefined>();
  const save = async (): Promise<void> => {
    setState('saving');
    const answer = await api.post(path, said);
    setState(answer.ok ? 'saved' : answer.error);
    if (answer.ok) again();
  };
  return (
    <section class="sheet region-explain" aria-label={words.title}>
      <h2>{words.title}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="quiet">{words.what}</p>
        <SaidFields said={said} change={setSaid} />
        {typeof state === 'object' && <Failed failure={state} />}
        {state === 'saved' && (
          <Message tone="good" isNews>
            {say('monitoring.explain.saved')}
          </Message>
        )}
        <button type="submit" class="button main" disabled={state === 'saving'}>
          {words.save}
        </button>
      </form>
    </section>
  );
}

type Said = { readonly reason: string; readonly from: string; readonly until: string };

function SaidFields({ said, change }: { said: Said; change: (said: Said) => void }) {
  const say = useSay();
  return (
    <>
      <div class="field">
        <label for="explain-reason">{say('monitoring.explain.reason')}</label>
        <select
          id="explain-reason"
          class="input"
          value={said.reason}
          onChange={(event) => change({ ...said, reason: event.currentTarget.value })}
        >
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {say(reason === 'unknown' ? 'monitoring.explain.unknown' : `monitoring.attention.${reason}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="region-row">
        <Field
          label={say('monitoring.explain.from')}
          type="date"
          required
          value={said.from}
          onInput={(event) => change({ ...said, from: event.currentTarget.value })}
        />
        <Field
          label={say('monitoring.explain.until')}
          type="date"
          required
          value={said.until}
          onInput={(event) => change({ ...said, until: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
