import { useSay } from '#web/app.ts';
import type { BuiltLesson } from '#rooms/library/model/pack.ts';
import { shownState, tallyOf } from './progress.ts';
import type { Hold } from './question-card.tsx';
import type { Step } from './steps.ts';

type Props = {
  lesson: BuiltLesson;
  steps: readonly Step[];
  hold: Hold;
  go: (to: number) => void;
  beginAnew: () => void;
};

/** The end: what came out, what is still open, and the way on. */
export function EndStep({ lesson, steps, hold, go, beginAnew }: Props) {
  const say = useSay();
  const { progress, change, put } = hold;
  const { right, answered } = tallyOf(progress);
  const of = lesson.questions.length;
  const isFinished = progress.finishedAt !== undefined;
  const isSilent = lesson.isTest === true && !isFinished;
  const finish = async (): Promise<void> => {
    if (await put('lessons.finished', { attempt: progress.attempt })) {
      change((before) => ({ ...before, finishedAt: Date.now(), isHandUp: false }));
    }
  };
  const isMendable = (step: Step): boolean => {
    if (step.kind !== 'ask' || (lesson.isTest && isFinished)) return false;
    return ['open', 'tried'].includes(shownState(lesson, progress, step.question.id));
  };
  const open = steps.findIndex(isMendable);
  const isWhole = isSilent ? answered === of : right === of;
  return (
    <section class="end">
      <h2 class="section-title">{say(isFinished ? 'lessons.done' : 'lessons.almost')}</h2>
      <p class="score">
        <b>{isSilent ? answered : right}</b> / {of}{' '}
        <span class="quiet">{say(isSilent ? 'lessons.test.answered' : 'lessons.right-ones')}</span>
      </p>
      <ol class="seats">
        {steps.map((step, at) => {
          if (step.kind !== 'ask') return null;
          const number = lesson.questions.indexOf(step.question) + 1;
          const state = shownState(lesson, progress, step.question.id);
          return (
            <li key={step.question.id}>
              <button
                type="button"
                class={`seat ${state}`}
                aria-label={`${say('lessons.question', { number })}: ${say(`lessons.state-${state}`)}`}
                onClick={() => go(at)}
              >
                {number}
                <span aria-hidden="true">
                  {state === 'right' ? '✓' : state === 'tried' ? '↺' : state === 'kept' ? '•' : '·'}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p>{say(endWords(lesson, isFinished, isWhole))}</p>
      <div class="deeds">
        {!isFinished && (
          <button type="button" class={isWhole ? 'button main large' : 'button large'} onClick={() => void finish()}>
            {say(lesson.isTest ? 'lessons.test.finish' : 'lessons.finish')}
          </button>
        )}
        {open >= 0 && (
          <button type="button" class={isFinished ? 'button large' : 'button main large'} onClick={() => go(open)}>
            {say(isSilent ? 'lessons.test.open' : 'lessons.mend')}
          </button>
        )}
        {isFinished && (
          <a class="button main large" href="/">
            {say('lessons.to-today')}
          </a>
        )}
        {isFinished && !lesson.isTest && (
          <button type="button" class="button bare" onClick={beginAnew}>
            {say('lessons.again')}
          </button>
        )}
      </div>
    </section>
  );
}

function endWords({ isTest }: BuiltLesson, isFinished: boolean, isWhole: boolean): string {
  if (isTest) return isFinished ? 'lessons.test.done' : isWhole ? 'lessons.test.whole' : 'lessons.test.some-open';
  if (isFinished) return 'lessons.done-more';
  return isWhole ? 'lessons.all-right' : 'lessons.some-open';
}
