import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '#web/app.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { OwnDayList } from '#rooms/timetable/ui/own-day.tsx';
import { Message, Waiting } from '#web/parts/message.tsx';
import { keepDay } from './lesson-files.ts';
import { SubjectSign } from './subject-sign.tsx';
import { dayOf, inLanguage, type ShownTask, type Today as TodayAnswer } from './tasks.ts';
import { useNews } from './use-news.ts';
import { useToday } from './use-today.ts';

/** What do I do now? One task in large; what comes after it, and what became of the finished ones, beneath. */
export function Today() {
  const { session } = useApp();
  return session.value ? <TodayOf session={session.value} /> : null;
}

function TodayOf({ session }: { session: Session }) {
  const say = useSay();
  const { today, tasks, failure, again } = useToday(session);
  useTitle(say('lessons.today'));
  useKeptDay(today, session.person);
  useNews(session.person, again);
  if (!tasks) return failure ? <NothingHere isOutage={!session.token} again={again} /> : <Waiting />;
  const { next, later, finished } = dayOf(tasks);
  return (
    <div class="today">
      <p class="hello">{say('lessons.hello', { name: session.givenName })}</p>
      <h1>{say('lessons.today')}</h1>
      {!session.token && <OutageNote />}
      {today?.run && <RunCard />}
      {session.token && <TestCard session={session} />}
      {next ? <NextTask task={next} /> : <AllDone hasTasks={tasks.length > 0} />}
      {later.length > 0 && <TaskList title={say('lessons.later')} tasks={later} />}
      {session.token && <OwnDayList session={session} />}
      {today?.homework && today.homework.length > 0 && <Homework of={today.homework} />}
      {finished.length > 0 && <TaskList title={say('lessons.finished')} tasks={finished} />}
      {session.token && (
        <p class="buttons">
          {/* Laboratory work begins with natural science in grade 3. */}
          {(session.grade === null || session.grade >= 3) && (
            <a class="button" href="/labs">
              {say('labs.to-labs')}
            </a>
          )}
          <a class="button" href="/own">
            {say('lessons.own-results')}
          </a>
        </p>
      )}
    </div>
  );
}

/** A lesson goes on: the way into it comes before all else. Its code comes now, for the server may go away. */
function RunCard() {
  const say = useSay();
  useEffect(() => void import('./run-tablet.ts').catch(() => undefined), []);
  return (
    <a class="sheet run-now" href="/run">
      <b>{say('lessons.run')}</b>
      <span class="button main large">{say('lessons.run.open')}</span>
    </a>
  );
}

/** What a pupil does not wait for: its code comes once the day is there. */
const testAfterMilliseconds = 2000;

/** The way into a test that waits, where one does. */
function TestCard({ session }: { session: Session }) {
  const [Card, setCard] = useState<ComponentType<{ session: Session }>>();
  useEffect(() => {
    const bring = (): void => {
      void import('#rooms/sitting/ui/sitting-card.tsx').then(
        ({ SittingCard }) => setCard(() => SittingCard),
        () => undefined,
      );
    };
    const timer = setTimeout(bring, testAfterMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  return Card ? <Card session={session} /> : null;
}

/** Who came in with the teacher's code; once the school answers again, the own secret opens the own day. */
function OutageNote() {
  const { isReached, signOut } = useApp();
  const say = useSay();
  return (
    <Message tone="help">
      <p>{say('lessons.outage')}</p>
      {isReached.value && (
        <button type="button" class="button" onClick={() => void signOut()}>
          {say('people.outage.over')}
        </button>
      )}
    </Message>
  );
}

/** Brings the day's lessons onto the tablet, once the pupil has what they came for; goes on while they work. */
function useKeptDay(today: TodayAnswer | undefined, person: string): void {
  const app = useApp();
  useEffect(() => {
    if (!today) return;
    const isStopped = (): boolean => app.session.value?.person !== person;
    setTimeout(() => void keepDay(app, today, isStopped), 6000);
  }, [today]);
}

function NothingHere({ isOutage, again }: { isOutage: boolean; again: () => void }) {
  const say = useSay();
  return (
    <Message tone="wait" isNews>
      <p>{say(isOutage ? 'lessons.none-kept-outage' : 'lessons.none-kept')}</p>
      <button type="button" class="button" onClick={again}>
        {say('web.again')}
      </button>
    </Message>
  );
}

function AllDone({ hasTasks }: { hasTasks: boolean }) {
  const say = useSay();
  return (
    <div class="sheet next-task">
      <p class="task-title">{say(hasTasks ? 'lessons.all-done' : 'lessons.nothing-given')}</p>
      <p class="quiet">{say(hasTasks ? 'lessons.all-done-more' : 'lessons.nothing-given-more')}</p>
    </div>
  );
}

const addressOf = ({ pack, lesson }: ShownTask): string => `/lesson/${pack}/${lesson}`;

function NextTask({ task }: { task: ShownTask }) {
  const { language } = useApp();
  const say = useSay();
  return (
    <article class="sheet next-task">
      <p class="subject">
        <SubjectSign subject={task.subject} />
        {say(`people.subject.${task.subject}`)}
      </p>
      <h2 class="task-title" lang={titleLanguage(task, language.value)}>
        {inLanguage(task.titles, language.value)}
      </h2>
      <About task={task} />
      {task.state === 'working' && <Bar task={task} />}
      {task.done?.comment && <p class="comment">«{task.done.comment}»</p>}
      {task.done?.mark && <p>{say('lessons.mark', { mark: task.done.mark })}</p>}
      <a class="button main large" href={addressOf(task)}>
        {say(task.state === 'working' ? 'lessons.go-on' : 'lessons.begin')}
      </a>
    </article>
  );
}

function About({ task }: { task: ShownTask }) {
  const { language } = useApp();
  const say = useSay();
  const parts = [
    say('lessons.minutes', { minutes: task.minutes }),
    say('lessons.questions', { count: task.questions }),
    task.due && say('lessons.due', { day: formatDate(language.value, task.due, 'weekday') }),
    task.teacher && say('lessons.from', { teacher: task.teacher }),
  ];
  return (
    <ul class="about quiet">
      {parts.filter(Boolean).map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}

function Bar({ task: { tally, questions } }: { task: ShownTask }) {
  const say = useSay();
  return (
    <div class="bar-row">
      <progress max={questions} value={tally.answered} aria-label={say('lessons.how-far')} />
      <span class="small quiet">{say('lessons.answered-of', { answered: tally.answered, of: questions })}</span>
    </div>
  );
}

function TaskList({ title, tasks }: { title: string; tasks: readonly ShownTask[] }) {
  return (
    <section class="task-list">
      <h2>{title}</h2>
      <ul>
        {tasks.map((task) => (
          <li key={`${task.assignment}/${task.lesson}`}>
            <TaskRow task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was given in words: there is nothing to open. */
function Homework({ of }: { of: NonNullable<TodayAnswer['homework']> }) {
  const { language } = useApp();
  const say = useSay();
  return (
    <section class="task-list">
      <h2>{say('lessons.run.homework')}</h2>
      <ul>
        {of.map(({ subject, day, texts }, n) => (
          <li key={n} class="homework">
            <span class="small quiet">
              {say(`people.subject.${subject}`)} · {formatDate(language.value, day)}
            </span>
            {texts.map((text) => (
              <span key={text}>{text}</span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function TaskRow({ task }: { task: ShownTask }) {
  const { language } = useApp();
  const say = useSay();
  const { done, state, tally, questions } = task;
  const isFinished = state === 'finished';
  return (
    <a class="task-row" href={addressOf(task)}>
      <SubjectSign subject={task.subject} />
      <span class="what">
        <span class="small quiet">{say(`people.subject.${task.subject}`)}</span>
        <b lang={titleLanguage(task, language.value)}>{inLanguage(task.titles, language.value)}</b>
        {task.due && !isFinished && (
          <span class="small quiet">{say('lessons.due', { day: formatDate(language.value, task.due, 'day') })}</span>
        )}
        {done?.comment && <span class="comment">«{done.comment}»</span>}
      </span>
      {isFinished && <span class="tally">{say('lessons.right-of', { right: tally.right, of: questions })}</span>}
      {state === 'working' && (
        <span class="tally">{say('lessons.answered-of', { answered: tally.answered, of: questions })}</span>
      )}
      {done?.mark && (
        <span class="mark" aria-label={say('lessons.mark', { mark: done.mark })}>
          {done.mark}
        </span>
      )}
    </a>
  );
}

/** So that a screen reader says a Russian title in Russian where no Kazakh one is. */
function titleLanguage({ titles }: ShownTask, wanted: 'kk' | 'ru' | 'en'): string {
  return titles[wanted] ? wanted : titles.kk ? 'kk' : 'ru';
}
