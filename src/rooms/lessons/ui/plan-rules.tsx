import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { OwnPlanRules, planLimits, PlanRules as Rules } from '../plan/rules.ts';
import './plan.css';

type Answer = {
  readonly rules: Rules;
  readonly own: readonly OwnPlanRules[];
  readonly limits: typeof planLimits;
  readonly today: string;
};

/** The minutes that plans of this school keep; the head changes them from a day on. */
export function PlanRulesScreen() {
  const say = useSay();
  useTitle(say('lessons.plan.rules'));
  const { value, failure, again } = useAsk<Answer>('/lessons/plan-rules');
  return (
    <div class="plan-rules">
      <p>
        <a href="/plans">← {say('lessons.plan.title')}</a>
      </p>
      <h1>{say('lessons.plan.rules')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <Form key={value.own.length} answer={value} changed={again} />}
    </div>
  );
}

function Form({ answer: { rules, own, limits, today }, changed }: { answer: Answer; changed: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const first = rules.alone.find(({ isHard }) => isHard)?.most ?? limits.firstAlone.least;
  const [wanted, setWanted] = useState({ from: today, firstAlone: first, least: rules.least });
  const [isDone, setDone] = useState(false);
  const { isBusy, failure, send } = useSend();
  const save = async (): Promise<void> => {
    if (await send(api.put('/lessons/plan-rules', wanted))) {
      setDone(true);
      changed();
    }
  };
  return (
    <form
      class="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {!rules.checked && <Message tone="wait">{say('lessons.plan.rules.unchecked')}</Message>}
      <Field
        label={say('lessons.plan.rules.first-alone')}
        note={say('lessons.plan.rules.limits', limits.firstAlone)}
        type="number"
        min={limits.firstAlone.least}
        max={limits.firstAlone.most}
        value={wanted.firstAlone}
        onInput={(event) => setWanted({ ...wanted, firstAlone: Number(event.currentTarget.value) })}
      />
      <Field
        label={say('lessons.plan.rules.least')}
        note={say('lessons.plan.rules.limits', limits.least)}
        type="number"
        min={limits.least.least}
        max={limits.least.most}
        value={wanted.least}
        onInput={(event) => setWanted({ ...wanted, least: Number(event.currentTarget.value) })}
      />
      <Field
        label={say('lessons.plan.rules.from')}
        type="date"
        min={today}
        value={wanted.from}
        onInput={(event) => setWanted({ ...wanted, from: event.currentTarget.value })}
      />
      <button type="submit" class="button main" disabled={isBusy}>
        {say('lessons.plan.save')}
      </button>
      {failure && <Failed failure={failure} />}
      {isDone && (
        <Message tone="good" isNews>
          {say('lessons.plan.rules.done')}
        </Message>
      )}
      {own.length > 0 && (
        <>
          <h2>{say('lessons.plan.rules.own')}</h2>
          <ul>
            {own.map(({ from, firstAlone, least }) => (
              <li key={from}>
                {say('lessons.plan.rules.line', {
                  day: formatDate(language.value, from, 'full'),
                  first: firstAlone,
                  least,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </form>
  );
}
