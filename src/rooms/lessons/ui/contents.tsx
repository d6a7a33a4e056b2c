import { useRef } from 'preact/hooks';
import { LessonLine } from '#rooms/library/ui/lesson-html.tsx';
import { useSay } from '#web/app.ts';
import { shownState, type Progress } from './progress.ts';
import type { Step } from './steps.ts';

type Props = {
  steps: readonly Step[];
  place: number;
  progress: Progress;
  isTest: boolean;
  go: (to: number) => void;
};

/** The lesson's steps with what became of each question, and the way to any of them. */
export function Contents({ steps, place, progress, isTest, go }: Props) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const choose = (to: number): void => {
    dialog.current?.close();
    go(to);
  };
  return (
    <>
      <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
        {say('lessons.contents')}
      </button>
      <dialog ref={dialog} aria-labelledby="contents-title">
        <h2 id="contents-title">{say('lessons.contents')}</h2>
        <ol class="contents">
          {steps.map((step, at) => (
            <li key={at}>
              <button type="button" aria-current={at === place ? 'step' : undefined} onClick={() => choose(at)}>
                <StepName step={step} steps={steps} progress={progress} isTest={isTest} />
              </button>
            </li>
          ))}
        </ol>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {say('web.close')}
        </button>
      </dialog>
    </>
  );
}

function StepName({ step, steps, progress, isTest }: Omit<Props, 'place' | 'go'> & { step: Step }) {
  const say = useSay();
  if (step.kind === 'end') return <b>{say('lessons.end')}</b>;
  if (step.kind === 'read') return <b>{step.title ? <LessonLine html={step.title} /> : say('lessons.beginning')}</b>;
  const number = steps.filter((each) => each.kind === 'ask').indexOf(step) + 1;
  const state = shownState({ isTest }, progress, step.question.id);
  return (
    <span class={`question-name ${state}`}>
      {say('lessons.question', { number })} <span class="small">{say(`lessons.state-${state}`)}</span>
    </span>
  );
}
