import { useEffect, useRef, useState } from 'preact/hooks';
import { feedbackHtml, readiness, score, type Answer, type Question } from '#rooms/library/model/question.ts';
import { shownOrder } from '#rooms/library/model/shuffle.ts';
import { AnswerForm } from '#rooms/library/ui/answer-form.tsx';
import { emptyAnswer } from '#rooms/library/ui/empty-answer.ts';
import { LessonHtml, LessonLine } from '#rooms/library/ui/lesson-html.tsx';
import { PartSign } from '#rooms/library/ui/part-sign.tsx';
import { ListenButton } from '#rooms/library/ui/listen-button.tsx';
import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { HandButton } from './hand-button.tsx';
import { stateOf, withDraft, withHint, withTry, type Tried } from './progress.ts';
import type { Step } from './steps.ts';
import type { ProgressHold } from './use-progress.ts';

export type Hold = Pick<ProgressHold, 'change' | 'put'> & { readonly progress: NonNullable<ProgressHold['progress']> };

type Props = {
  step: Extract<Step, { kind: 'ask' }>;
  number: number;
  of: number;
  /** The file from which the pupil reads: the server counts the points from the same. */
  file: string;
  hold: Hold;
  next: () => void;
  /** At home there is nobody to raise a hand for. */
  isAlone?: boolean;
  /** LES-86: whether the answer is right is said when the test is finished. */
  isTest?: true | undefined;
};

/** After so many wrong tries the way to help is shown first. */
const triesBeforeHelp = 2;

/** One question: answered, checked on the tablet at once, tried again as often as wanted. In a test kept, and checked at its end. */
export function QuestionCard({ step, number, of, file, hold, next, isAlone, isTest }: Props) {
  const say = useSay();
  const { question } = step;
  const { progress, change, put } = hold;
  const [notReady, setNotReady] = useState<'incomplete' | 'unreadable'>();
  const since = useRef(performance.now());
  const tried = progress.tried[question.id];
  const shown = shownOrder(question, progress.attempt);
  const answer = progress.drafts[question.id] ?? tried?.answer ?? emptyAnswer(question, shown);
  const isOver = isTest === true && progress.finishedAt !== undefined;
  const isSilent = isTest === true && !isOver;
  const isRight = !isSilent && stateOf(progress, question.id) === 'right';
  const isLocked = isRight || isOver;
  const isFresh = tried !== undefined && JSON.stringify(answer) === JSON.stringify(tried.answer);
  const edit = (next: Answer): void => {
    setNotReady(undefined);
    change((before) => withDraft(before, question.id, next));
  };
  const check = async (): Promise<void> => {
    const ready = readiness(question, answer);
    setNotReady(ready === 'ready' ? undefined : ready);
    if (ready !== 'ready') return;
    const ms = Math.round(performance.now() - since.current);
    const isHinted = progress.hinted.includes(question.id);
    const body = {
      attempt: progress.attempt,
      file,
      question: question.id,
      answer,
      ms,
      ...(isHinted ? { hinted: true } : {}),
    };
    // Said to be checked only when it is kept: what the screen shows is saved.
    if (!(await put('lessons.answered', body))) return;
    since.current = performance.now();
    change((before) => withTry(before, question.id, answer, score(question, answer)));
    if (isSilent) next();
  };
  const isHelpDue = !isTest && (tried?.tries ?? 0) >= triesBeforeHelp && !isRight;
  return (
    <form
      class={step.recall ? 'ask with-recall' : 'ask'}
      onSubmit={(event) => {
        event.preventDefault();
        if (isLocked || (isSilent && isFresh)) next();
        else void check();
      }}
    >
      {step.recall && <Recall html={step.recall} />}
      <div class="question">
        {step.lead && <LessonHtml html={step.lead} />}
        <h2 class="question-number">{say('lessons.question-of', { number, of })}</h2>
        {question.listen && (
          <ListenButton sound={question.listen} listen={say('lessons.listen')} stop={say('lessons.stop')} />
        )}
        <fieldset class="answer-form">
          <legend>
            <LessonHtml html={question.stem} class="stem" />
          </legend>
          <AnswerForm
            question={question}
            answer={answer}
            change={edit}
            shown={shown}
            parts={isFresh && tried && !isSilent ? score(question, tried.answer).parts : undefined}
            isLocked={isLocked}
            say={say}
          />
        </fieldset>
        <div aria-live="polite">
          {notReady && <Message tone="wait">{say(`lessons.${notReady}`)}</Message>}
          {tried && !notReady && !isSilent && <Feedback question={question} tried={tried} />}
        </div>
        {progress.hinted.includes(question.id) && question.hint && !isTest && !isRight && (
          <Message tone="help">
            <LessonLine html={question.hint} />
          </Message>
        )}
        <div class="deeds">
          <button type="submit" class="button main large">
            {say(
              isLocked || (isSilent && isFresh)
                ? 'lessons.next'
                : isSilent
                  ? 'lessons.test.keep'
                  : tried
                    ? 'lessons.check-again'
                    : 'lessons.check',
            )}
          </button>
          {question.hint && !isTest && !isRight && !progress.hinted.includes(question.id) && (
            <button
              type="button"
              class={isHelpDue ? 'button urged' : 'button'}
              onClick={() => change((before) => withHint(before, question.id))}
            >
              {say('lessons.hint')}
            </button>
          )}
          {!isAlone && (!isLocked || progress.isHandUp) && (
            <HandButton question={question.id} hold={hold} isUrged={isHelpDue} />
          )}
        </div>
      </div>
    </form>
  );
}

/** What the pupil reads after a check. The words for a chosen option or an expected mistake are the lesson's own. */
function Feedback({ question, tried }: { question: Question; tried: Tried }) {
  const say = useSay();
  const { feedback, points, of } = score(question, tried.answer);
  const isRight = points === of;
  const [isLate, setLate] = useState(false);
  // A screen reader says again what is the same words again only if it went away in between.
  useEffect(() => {
    setLate(true);
    const timer = setTimeout(() => setLate(false), 30);
    return () => clearTimeout(timer);
  }, [tried.tries]);
  if (isLate) return null;
  return (
    <Message tone={isRight ? 'good' : 'wait'}>
      {/* Lessons begin their own words for a right answer with "right". */}
      {isRight && <PartSign isRight say={say} />}
      {!isRight && <p class="verdict">{say(points > 0 ? 'lessons.partly' : 'lessons.not-yet', { points, of })}</p>}
      {feedback.map((key) => {
        const html = feedbackHtml(question, key);
        return (
          html && (
            <p key={key}>
              <LessonLine html={html} />
            </p>
          )
        );
      })}
    </Message>
  );
}

/** The section's text, to look up while answering: folded on a small screen, beside the question on a wide one. */
function Recall({ html }: { html: string }) {
  const say = useSay();
  const [isWide] = useState(() => matchMedia('(min-width: 64rem)').matches);
  return (
    <details class="recall" open={isWide}>
      <summary>{say('lessons.recall')}</summary>
      <LessonHtml html={html} />
    </details>
  );
}
