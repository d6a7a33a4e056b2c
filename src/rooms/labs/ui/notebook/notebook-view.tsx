import { useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import type { AnyLab, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { stepsOf, type Step } from '../../model/step.ts';
import type { BenchSession } from '../bench-session.ts';
import { StepConclusion } from './step-conclusion.tsx';
import { StepHypothesis, StepPlan } from './step-hypothesis.tsx';
import { StepPlot } from './step-plot.tsx';
import { StepTable } from './step-table.tsx';

export type StepProps = {
  readonly session: BenchSession;
  readonly spec: AnyLab;
  readonly task: LabTask;
  readonly notebook: Notebook;
  readonly isReal: boolean;
  /** For the youngest there is less to choose from. */
  readonly isYoung: boolean;
  readonly say: Say;
  readonly note: (change: (notebook: Notebook) => Notebook) => Promise<void>;
};

const views = {
  hypothesis: StepHypothesis,
  plan: StepPlan,
  table: StepTable,
  plot: StepPlot,
  conclusion: StepConclusion,
} as const;

/** The notebook beside the bench, a page for each step of the work; pages can be turned in any order. */
export function NotebookView({
  session,
  say,
  step,
  go,
  isYoung,
}: {
  session: BenchSession;
  say: Say;
  step: Step;
  go: (step: Step) => void;
  isYoung: boolean;
}) {
  const { spec, task, stored } = session;
  const { notebook, isReal } = stored.value;
  const note: StepProps['note'] = (change) => session.note(change, step);
  const View = views[step];
  const steps = stepsOf(task);
  const next = steps[steps.indexOf(step) + 1];
  return (
    <section class="lab-notebook" aria-label={say('labs.notebook')}>
      <h2>{say(`labs.step.${step}`)}</h2>
      <p class="quiet">{say(isReal && step === 'table' ? 'labs.step.table.what-real' : `labs.step.${step}.what`)}</p>
      <View {...{ session, spec, task, notebook, isReal, isYoung, say, note }} />
      <Hints session={session} step={step} say={say} />
      {next ? (
        <button type="button" class="button main" onClick={() => go(next)}>
          {say('labs.next', { step: say(`labs.step.${next}`) })}
        </button>
      ) : (
        <HandIn session={session} say={say} />
      )}
    </section>
  );
}

/** LAB-14: three hints for a step, each a little more; how many were opened is said to the pupil and to the teacher. */
function Hints({ session, step, say }: { session: BenchSession; step: Step; say: Say }) {
  const { hints } = session.stored.value.notebook;
  const level = Math.max(0, ...hints.filter((each) => each.step === step).map((each) => each.level));
  const own = (n: number): string => {
    const key = `labs.${session.spec.lab}.hint.${step}.${n}`;
    return say(key) === key ? say(`labs.hint.${step}.${n}`) : say(key);
  };
  return (
    <div class="lab-hints">
      {Array.from({ length: level }, (_, k) => (
        <p key={k} class="message help" role="status">
          {own(k + 1)}
        </p>
      ))}
      {level < 3 && (
        <button
          type="button"
          class="button bare"
          onClick={() =>
            void session.note((now) => ({ ...now, hints: [...now.hints, { step, level: level + 1 }] }), step)
          }
        >
          {say('labs.hint.ask', { n: level + 1 })}
        </button>
      )}
      {hints.length > 0 && <p class="small quiet">{say('labs.hint.count', { n: hints.length })}</p>}
    </div>
  );
}

function HandIn({ session, say }: { session: BenchSession; say: Say }) {
  const [isAsked, setAsked] = useState(false);
  const { isHandedIn, isNoteSent, notebook } = session.stored.value;
  const { identity, without } = session.task;
  if (isHandedIn && isNoteSent) {
    return (
      <p class="message good" role="status">
        {say('labs.handed-in')}
      </p>
    );
  }
  const missing = [
    notebook.rows.length === 0 && 'table',
    !identity && !(without?.includes('fit') ? notebook.plot.y : notebook.plot.fit) && 'plot',
    !(identity ? notebook.conclusion.result : notebook.conclusion.direction) && 'conclusion',
  ].filter((each) => each !== false);
  return (
    <div class="lab-hand-in">
      {isAsked && missing.length > 0 && (
        <p class="message wait" role="status">
          {say('labs.hand-in.missing', { what: missing.map((each) => say(`labs.step.${each}`)).join(', ') })}
        </p>
      )}
      <button
        type="button"
        class="button main"
        onClick={() => (missing.length > 0 && !isAsked ? setAsked(true) : void session.handIn())}
      >
        {say(
          isAsked && missing.length > 0 ? 'labs.hand-in.anyway' : isHandedIn ? 'labs.hand-in.again' : 'labs.hand-in',
        )}
      </button>
    </div>
  );
}
