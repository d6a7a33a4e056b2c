import { useEffect } from 'preact/hooks';
import { useApp, useSay, useTitle, type Session } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { LaneState } from '../run/engine.ts';
import { bringLesson, keepMedia, mediaOf } from './lesson-files.ts';
import { RunActivities, useDone } from './run-activities.tsx';
import { RunEnd } from './run-end.tsx';
import { useOwnRun, useSaid, type OwnRun, type OwnView } from './run-own.ts';
import { clockText } from './run-time.ts';
import { SubjectSign } from './subject-sign.tsx';
import './run-page.css';

/** What do I do now in this lesson? The pupil's own lane, which moves on by itself. */
export function RunPage() {
  const { session } = useApp();
  return session.value ? <PageOf session={session.value} /> : null;
}

function PageOf({ session }: { session: Session }) {
  const say = useSay();
  useTitle(say('lessons.run'));
  const view = useOwnRun(session);
  const { run, at, failure, isAsked, again } = view;
  if (failure && failure.status !== 0) return <Failed failure={failure} again={again} />;
  if (!run || !at) return isAsked ? <NoRun /> : failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  return <Lane session={session} view={view} run={run} at={at} />;
}

function NoRun() {
  const say = useSay();
  return (
    <div class="run-page">
      <p>{say('lessons.run.nothing')}</p>
      <a class="button main large" href="/">
        {say('lessons.to-today')}
      </a>
    </div>
  );
}

type LaneProps = { readonly session: Session; readonly view: OwnView; readonly run: OwnRun; readonly at: LaneState };

function Lane({ session, view, run, at }: LaneProps) {
  const say = useSay();
  const saying = useSaid(session, run, view);
  useKeptRun(session, run);
  const { own } = run;
  return (
    <article class="run-page">
      <header>
        <p class="subject">
          <SubjectSign subject={own.subject} />
          {say(`people.subject.${own.subject}`)}
        </p>
        <h1>{own.topic || run.title || say('lessons.run')}</h1>
        {at.status !== 'over' && (
          <p class={at.status === 'on' ? 'run-page-clock' : 'run-page-clock still'}>
            <b role="timer" aria-label={say('lessons.run.left')}>
              {clockText(at.left)}
            </b>
            <progress max={at.spent + at.left} value={at.spent} aria-hidden="true" />
          </p>
        )}
      </header>
      {saying.isFull && (
        <Message tone="wrong" isNews>
          {say('web.outbox-full')}
        </Message>
      )}
      {view.failure && <p class="quiet small">{say('lessons.run.goes-on')}</p>}
      {at.status === 'over' ? (
        <RunEnd session={session} run={run} saying={saying} />
      ) : (
        <Part session={session} run={run} at={at} saying={saying} />
      )}
    </article>
  );
}

function Part({
  session,
  run,
  at,
  saying: { said, say: tell },
}: {
  session: Session;
  run: OwnRun;
  at: LaneState;
  saying: ReturnType<typeof useSaid>;
}) {
  const say = useSay();
  const part = run.parts[at.phase];
  const done = useDone(session, part?.activities ?? []);
  if (!part) return null;
  const isReady = said.ready > at.phase || (part.activities.length > 0 && done.isAll);
  const waits = at.status === 'waiting';
  const next = run.parts[at.phase + 1];
  const isHandUp = said.isHandUp;
  return (
    <>
      {at.status === 'held' && <Message tone="wait">{say('lessons.run.is-held')}</Message>}
      {waits && <Message tone="wait">{say('lessons.run.teacher-comes')}</Message>}
      <section key={at.phase} class="sheet run-part" aria-live="polite">
        <p class="quiet">{say(`lessons.run.led.${waits ? 'waiting' : part.mode}`)}</p>
        <p class="run-task">{part.pupils}</p>
        <RunActivities activities={part.activities} done={done} />
        <div class="deeds">
          {!isReady && (
            <button
              type="button"
              class="button main large"
              onClick={() => tell('lessons.run-ready', { phase: at.phase }, { ready: at.phase + 1 })}
            >
              {say('lessons.run.i-am-ready')}
            </button>
          )}
          <button
            type="button"
            class={isHandUp ? 'button large hand up' : 'button large hand'}
            aria-pressed={isHandUp}
            onClick={() => tell('lessons.help-asked', { isRaised: !isHandUp }, { isHandUp: !isHandUp })}
          >
            {say(isHandUp ? 'lessons.hand-down' : 'lessons.hand-up')}
          </button>
        </div>
        <p class="small quiet" role="status">
          {isHandUp && say('lessons.hand-is-up')}
        </p>
      </section>
      {(isReady || waits) && <More session={session} run={run} />}
      {next && !isReady && <p class="quiet small">{say('lessons.run.then', { what: next.pupils })}</p>}
    </>
  );
}

/** For who is ready early, or waits for the teacher. */
function More({ session, run: { own } }: { session: Session; run: OwnRun }) {
  const say = useSay();
  const done = useDone(session, own.more);
  return (
    <section class="sheet run-part good">
      <h2>{say('lessons.run.well-done')}</h2>
      <p>{say(own.more.length > 0 ? 'lessons.run.more-to-do' : 'lessons.run.help-others')}</p>
      <RunActivities activities={own.more} done={done} />
      {own.more.length === 0 && (
        <a class="button" href="/">
          {say('lessons.to-today')}
        </a>
      )}
    </section>
  );
}

/** Brings every lesson of the pupil's lane onto the tablet while the server is there (LES-25). */
function useKeptRun(session: Session, run: OwnRun): void {
  const app = useApp();
  useEffect(() => {
    const isGone = (): boolean => app.session.value?.person !== session.person;
    const all = [...run.parts.flatMap((each) => each.activities), ...run.own.more, ...run.own.homework];
    const bring = async (): Promise<void> => {
      for (const each of all) {
        if (each.kind !== 'lesson') continue;
        for (const file of Object.values(each.files)) {
          if (isGone()) return;
          const lesson = await bringLesson(app, file);
          if (!lesson.ok || !(await keepMedia(app, run.media, mediaOf(lesson.value)))) return;
        }
      }
    };
    const timer = setTimeout(() => void bring(), 500);
    return () => clearTimeout(timer);
  }, [run.run, run.lane, run.leader]);
}
