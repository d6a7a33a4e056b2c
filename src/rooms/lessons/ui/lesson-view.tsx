import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import type { BuiltLesson } from '#rooms/library/model/pack.ts';
import { LessonHtml, LessonLine } from '#rooms/library/ui/lesson-html.tsx';
import { ListenButton } from '#rooms/library/ui/listen-button.tsx';
import { useApp, useSay, useTitle, type Session } from '#web/app.ts';
import { Message, Waiting } from '#web/parts/message.tsx';
import { Contents } from './contents.tsx';
import { EndStep } from './end-step.tsx';
import { QuestionCard } from './question-card.tsx';
import { shownState, type Progress } from './progress.ts';
import { stepsOf, type Step } from './steps.ts';
import { SubjectSign } from './subject-sign.tsx';
import type { Today } from './tasks.ts';
import { useNews } from './use-news.ts';
import { useProgress, type ProgressHold } from './use-progress.ts';

export type Speech = {
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly speak: (language: Language) => void;
};
type About = {
  readonly pack: string;
  readonly file: string;
  readonly assignment?: string;
  readonly known?: string;
  readonly lesson: BuiltLesson;
};

/** A lesson, one step at a time: text, questions, the end. */
export function LessonView({ session, about, speech }: { session: Session; about: About; speech: Speech }) {
  const say = useSay();
  const { lesson, file, pack } = about;
  const at = { pack, id: lesson.id, file, language: lesson.language, assignment: about.assignment, known: about.known };
  const { progress, change, put, isFull, beginAnew } = useProgress(session, at);
  useTitle(lesson.title);
  useHandSeenTo(session.person, progress, change);
  if (!progress) return isFull ? <Full /> : <Waiting />;
  const steps = stepsOf(lesson);
  const place = Math.min(progress.step, steps.length - 1);
  const step = steps[place] as Step;
  const go = (to: number): void => change((before) => ({ ...before, step: to }));
  return (
    <article class="lesson">
      <LessonHead lesson={lesson} speech={speech} steps={steps} place={place} progress={progress} go={go} />
      {isFull && <Full />}
      <StepPlace key={`${progress.attempt} ${place}`}>
        {step.kind === 'read' && <ReadStep step={step} listen={place === 0 ? lesson.listen : undefined} />}
        {step.kind === 'ask' && (
          <QuestionCard
            step={step}
            number={lesson.questions.indexOf(step.question) + 1}
            of={lesson.questions.length}
            file={file}
            hold={{ progress, change, put }}
            next={() => go(place + 1)}
            isTest={lesson.isTest}
          />
        )}
        {step.kind === 'end' && (
          <EndStep lesson={lesson} steps={steps} hold={{ progress, change, put }} go={go} beginAnew={beginAnew} />
        )}
      </StepPlace>
      <nav class="turn" aria-label={say('lessons.turn')}>
        <button type="button" class="button" disabled={place === 0} onClick={() => go(place - 1)}>
          {say('web.back')}
        </button>
        {(step.kind === 'read' || isOpen(step, lesson, progress)) && (
          <button type="button" class={step.kind === 'read' ? 'button main' : 'button'} onClick={() => go(place + 1)}>
            {say(step.kind === 'read' ? 'lessons.next' : 'lessons.skip')}
          </button>
        )}
      </nav>
    </article>
  );
}

/** A hand that the teacher lowered is down here too, once all that was said before is at the school. */
function useHandSeenTo(person: string, progress: Progress | undefined, change: ProgressHold['change']): void {
  const { api, outbox } = useApp();
  useNews(person, () => {
    if (!progress?.isHandUp || outbox.lights(person).value.waiting > 0) return;
    void api.get<Today>('/lessons/today').then((answer) => {
      const task = answer.ok ? answer.value.tasks.find(({ done }) => done?.attempt === progress.attempt) : undefined;
      if (task?.done?.isHandUp === false) change((before) => ({ ...before, isHandUp: false }));
    });
  });
}

function isOpen(step: Step, lesson: BuiltLesson, progress: Progress): boolean {
  if (lesson.isTest && progress.finishedAt !== undefined) return false;
  return step.kind === 'ask' && ['open', 'tried'].includes(shownState(lesson, progress, step.question.id));
}

function Full() {
  return (
    <Message tone="wrong" isNews>
      <p>{useSay()('web.outbox-full')}</p>
    </Message>
  );
}

type HeadProps = {
  lesson: BuiltLesson;
  speech: Speech;
  steps: readonly Step[];
  place: number;
  progress: Progress;
  go: (to: number) => void;
};

function LessonHead({ lesson, speech, steps, place, progress, go }: HeadProps) {
  const say = useSay();
  return (
    <header class="lesson-head">
      <h1 class="subject" lang={lesson.language}>
        <SubjectSign subject={lesson.subject} />
        <span class="lesson-title">{lesson.title}</span>
      </h1>
      <div class="lesson-tools">
        {speech.languages.length > 1 && (
          <div class="languages" role="group" aria-label={say('lessons.language')}>
            {speech.languages.map((each) => (
              <button
                key={each}
                type="button"
                lang={each}
                aria-pressed={speech.language === each}
                onClick={() => speech.speak(each)}
              >
                {say(`lessons.in-${each}`)}
              </button>
            ))}
          </div>
        )}
        <Contents steps={steps} place={place} progress={progress} isTest={lesson.isTest === true} go={go} />
      </div>
      <Track lesson={lesson} steps={steps} place={place} progress={progress} />
    </header>
  );
}

/** How far the lesson has come, at a glance; in words it stands in the contents. */
function Track({ lesson, steps, place, progress }: Pick<HeadProps, 'lesson' | 'steps' | 'place' | 'progress'>) {
  return (
    <div class="track" aria-hidden="true">
      {steps.map((step, at) => {
        const read = at < place ? 'seen' : 'open';
        const state = step.kind === 'ask' ? shownState(lesson, progress, step.question.id) : read;
        return <span key={at} class={at === place ? `${state} here` : state} />;
      })}
    </div>
  );
}

/** Where the step stands; takes the focus when the step changes, so that who listens hears the new one. */
function StepPlace({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <div class="step-place" ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}

function ReadStep({ step, listen }: { step: Extract<Step, { kind: 'read' }>; listen: string | undefined }) {
  const say = useSay();
  return (
    <section class="read">
      <h2 class={step.title ? 'section-title' : 'spoken'}>
        {step.title ? <LessonLine html={step.title} /> : say('lessons.beginning')}
      </h2>
      {listen && <ListenButton sound={listen} listen={say('lessons.listen')} stop={say('lessons.stop')} />}
      <LessonHtml html={step.html} />
    </section>
  );
}
