import { useEffect, useState } from 'preact/hooks';
import { useApp } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import { stepsOf, type Step } from '../model/step.ts';
import { Apparatus } from './apparatus.tsx';
import type { BenchSession } from './bench-session.ts';
import { NotebookView } from './notebook/notebook-view.tsx';
import { isDone, nowKey } from './progress.ts';
import type { Scene } from './scenes.ts';

/** How often what was done becomes an entry of the outbox, beside whenever the page is left; sooner where a partner looks on. */
const sendMilliseconds = { alone: 15_000, paired: 3000 } as const;
/** Up to this grade everything is larger, and there is less to choose from. */
const oldestYoung = 6;

/** What comes only for work with real apparatus. */
export type RealParts = Pick<typeof import('./real-parts.ts'), 'Briefing' | 'Kit'>;

/** The bench: apparatus and notebook side by side; where there is no room for that, the apparatus stands above while one measures. */
export function BenchView({
  session,
  scene,
  real,
  say,
}: {
  session: BenchSession;
  scene: Scene;
  real: RealParts | undefined;
  say: Say;
}) {
  const { spec, task, stored, bench, trouble } = session;
  const { session: who } = useApp();
  const found = stored.value.step as Step;
  const steps = stepsOf(task);
  const [step, setStep] = useState<Step>(steps.includes(found) ? found : 'conclusion');
  const [isShown, setShown] = useState(false);
  useSending(session);
  const go = (to: Step): void => {
    setStep(to);
    setShown(false);
    void session.note((notebook) => notebook, to);
  };
  const { isReal, isBriefed, notebook } = stored.value;
  const isYoung = (who.value?.grade ?? 11) <= oldestYoung;
  const isMeasuring = step === 'table';
  const isSafe = !isReal || isBriefed;
  const now = isSafe ? nowKey(step, spec, task, notebook, bench.value.n, isReal) : 'labs.now.safety';
  return (
    <div class="lab-bench" data-shown={isMeasuring || isShown} data-real={isReal} data-young={isYoung}>
      <header class="lab-head">
        <p class="quiet small">
          {[
            spec.instruments.length > 0 && say(`labs.${spec.lab}.title`),
            stored.value.partner && say('labs.pair.with', { name: stored.value.partner }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <h1 class="lab-title">{say(`labs.${spec.lab}.task.${task.task}`)}</h1>
        <p class="lab-about">{say(`labs.${spec.lab}.about.${task.task}`)}</p>
        {real && <real.Kit lab={spec.lab} task={task.task} />}
        {trouble.value && (
          <Message tone="wrong" isNews>
            {say(trouble.value)}
          </Message>
        )}
        <nav class="lab-steps" aria-label={say('labs.steps')}>
          {steps.map((each, k) => (
            <button
              type="button"
              key={each}
              class="button"
              data-done={isDone(each, spec, task, notebook)}
              aria-current={each === step ? 'step' : undefined}
              onClick={() => go(each)}
            >
              {isDone(each, spec, task, notebook) ? (
                <>
                  <span aria-hidden="true">✓</span>
                  <span class="spoken">{say('labs.step.done')}</span>
                </>
              ) : (
                `${k + 1}.`
              )}{' '}
              {say(`labs.step.${each}`)}
            </button>
          ))}
        </nav>
        <p class="lab-now">
          <b>{say('labs.now')}</b> {say(now)}
        </p>
      </header>
      {isReal ? (
        real && !isBriefed && <real.Briefing session={session} say={say} />
      ) : (
        <Apparatus session={session} scene={scene} say={say} refused={bench.value.refused.at(-1)} />
      )}
      <div class="lab-side">
        {!isReal && !isMeasuring && (
          <button type="button" class="button lab-look" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {say(isShown ? 'labs.bench.hide' : 'labs.bench.show')}
          </button>
        )}
        <NotebookView session={session} say={say} step={step} go={go} isYoung={isYoung} />
      </div>
    </div>
  );
}

function useSending(session: BenchSession): void {
  useEffect(() => {
    const send = (): void => void session.send();
    const timer = setInterval(send, sendMilliseconds[session.stored.value.partner ? 'paired' : 'alone']);
    const leave = (): void => {
      if (document.hidden) send();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', leave);
      send();
    };
  }, [session]);
}
