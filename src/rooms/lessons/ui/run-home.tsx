import { signal } from '@preact/signals';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import type { BuiltLesson } from '#rooms/library/model/pack.ts';
import { LessonHtml, LessonLine, LessonPlaceContext } from '#rooms/library/ui/lesson-html.tsx';
import { AppContext, useSay, type App } from '#web/app.ts';
import type { Dictionary } from '#web/words.ts';
import '#web/tokens.css';
import '#web/base.css';
import '#rooms/library/ui/answer-form.css';
import '#rooms/library/ui/lesson-html.css';
import '#rooms/library/ui/math.css';
import { newProgress, stateOf, tallyOf, type Progress } from './progress.ts';
import { QuestionCard } from './question-card.tsx';
import { HomeSheet } from './run-home-sheet.tsx';
import { stepsOf } from './steps.ts';
import './lesson.css';
import './run-home.css';

/** All that a page of homework holds: nothing is fetched, neither by the page nor later. */
export type HomePage = {
  /** `run-a`: under it the page keeps what was answered, where the browser keeps anything. */
  readonly id: string;
  readonly language: Language;
  readonly school: string;
  readonly heading: string;
  readonly topic: string;
  readonly tasks: readonly string[];
  readonly lessons: readonly { readonly built: BuiltLesson; readonly media: Readonly<Record<string, string>> }[];
  readonly words: Dictionary;
};

/**
 * Homework that works without any network, from a stick or in a telephone's downloads (LES-85). Answers are checked here and
 * kept here; nobody hears of them.
 */
function Home({ page }: { page: HomePage }) {
  const say = useSay();
  return (
    <main class="home">
      <header>
        <p class="quiet">
          {page.school} · {page.heading}
        </p>
        <h1>{page.topic || say('lessons.run.homework')}</h1>
      </header>
      {page.tasks.length > 0 && (
        <section class="sheet">
          <h2>{say('lessons.run.homework')}</h2>
          <ul>
            {page.tasks.map((each, n) => (
              <li key={n}>{each}</li>
            ))}
          </ul>
        </section>
      )}
      {page.lessons.map(({ built, media }) => (
        <LessonPlaceContext.Provider
          key={built.id}
          value={{ language: built.language, ofMedia: (ref) => media[ref] ?? '', ofLesson: () => '#' }}
        >
          <HomeLesson id={page.id} lesson={built} />
          <HomeSheet lesson={built} />
        </LessonPlaceContext.Provider>
      ))}
    </main>
  );
}

/** A lesson as in school, one step after the other. */
function HomeLesson({ id, lesson }: { id: string; lesson: BuiltLesson }) {
  const say = useSay();
  const key = `tirek-home-${id}-${lesson.id}`;
  const [progress, setProgress] = useState<Progress>(
    () => keptProgress(key) ?? newProgress(key, undefined, lesson.language),
  );
  const steps = stepsOf(lesson);
  const place = Math.min(progress.step, steps.length - 1);
  const step = steps[place];
  const change = (by: (before: Progress) => Progress): void => {
    setProgress((before) => keep(key, by(before)));
  };
  const go = (to: number): void => {
    change((before) => ({ ...before, step: to }));
    scrollTo(0, 0);
  };
  const { right } = tallyOf(progress);
  const open = steps.findIndex((each) => each.kind === 'ask' && stateOf(progress, each.question.id) !== 'right');
  return (
    <article class="lesson sheet screen-only">
      <h2 lang={lesson.language}>{lesson.title}</h2>
      {step?.kind === 'read' && (
        <section class="read">
          {step.title && (
            <h3>
              <LessonLine html={step.title} />
            </h3>
          )}
          <LessonHtml html={step.html} />
        </section>
      )}
      {step?.kind === 'ask' && (
        <QuestionCard
          key={step.question.id}
          step={step}
          number={lesson.questions.indexOf(step.question) + 1}
          of={lesson.questions.length}
          file=""
          hold={{ progress, change, put: () => Promise.resolve(true) }}
          next={() => go(place + 1)}
          isAlone
        />
      )}
      {step?.kind === 'end' && (
        <section class="end">
          <p class="score">
            <b>{right}</b> / {lesson.questions.length} <span class="quiet">{say('lessons.right-ones')}</span>
          </p>
          {open >= 0 && (
            <button type="button" class="button main large" onClick={() => go(open)}>
              {say('lessons.mend')}
            </button>
          )}
        </section>
      )}
      <nav class="turn" aria-label={say('lessons.turn')}>
        <button type="button" class="button" disabled={place === 0} onClick={() => go(place - 1)}>
          {say('lessons.run.home.back')}
        </button>
        {step?.kind !== 'end' && (
          <button type="button" class="button" onClick={() => go(place + 1)}>
            {say('lessons.next')}
          </button>
        )}
      </nav>
    </article>
  );
}

/** A browser that keeps nothing for a page of a stick still lets it be worked through. */
function keptProgress(key: string): Progress | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '') as Progress;
  } catch {
    return undefined;
  }
}

function keep(key: string, progress: Progress): Progress {
  try {
    localStorage.setItem(key, JSON.stringify(progress));
  } catch {
    // It holds as long as the page is open.
  }
  return progress;
}

const root = document.getElementById('home');
const written = document.getElementById('home-page')?.textContent;
if (root && written) {
  const page = JSON.parse(written) as HomePage;
  document.title = page.topic || page.heading;
  // What is shown here asks the app for words alone: there is no server behind it.
  const app = { words: signal(page.words), language: signal(page.language) } as unknown as App;
  render(
    <AppContext.Provider value={app}>
      <Home page={page} />
    </AppContext.Provider>,
    root,
  );
}
