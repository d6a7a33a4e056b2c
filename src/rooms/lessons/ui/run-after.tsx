import { useMemo, useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate, formatNumber, formatTime } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { minute } from '#kernel/time.ts';
import type { Activity } from '../plan/plan.ts';
import type { LaneAfter } from '../run/after.ts';
import { useRunAnswer } from './run-answer.ts';
import { useRunClock } from './run-clock.ts';
import { RunClose } from './run-close.tsx';
import { useDeeds, type KeptDeed } from './run-deeds.ts';
import { laneName } from './run-say.ts';
import { TakeHome } from './run-take-home.tsx';
import type { Titles } from './teacher-say.ts';
import './run.css';
import './run-after.css';

export type AfterLane = LaneAfter & {
  readonly grade: number;
  readonly subject: string;
  readonly topic: string;
  readonly homework: readonly Activity[];
  readonly pupils: number;
  readonly onTask: { readonly milliseconds: number; readonly of: number };
  readonly objectives: readonly { readonly code: string; readonly mastered: number; readonly of: number }[];
};

export type After = {
  readonly now: number;
  readonly run: string;
  readonly day: string;
  readonly title: string;
  readonly startedAt: number;
  readonly closedAt: number;
  readonly isOnPaper: boolean;
  readonly minutes: number;
  readonly lanes: readonly AfterLane[];
  readonly attendance: readonly {
    readonly name: string;
    readonly state: 'present' | 'late' | 'absent';
    readonly minutes?: number;
    readonly reason?: string;
  }[];
  readonly members: number;
  readonly titles: Readonly<Record<string, Titles>>;
  readonly notes: readonly { readonly name: string; readonly at: number; readonly text: string }[];
  readonly pulse: { readonly answers: number; readonly counts: readonly (readonly [number, number, number])[] | null };
};

/** What happened against the plan: one honest page; and, before it, what the lesson was and what is to be done at home. */
export function RunAfter({ params }: ScreenProps) {
  const say = useSay();
  const run = params['run'] ?? '';
  useTitle(say('lessons.run.after'));
  const clock = useRunClock();
  const topics = useMemo(() => [`lessons:run:${run}`], [run]);
  const path = `/lessons/runs/${run}/after`;
  const { value, failure, again } = useRunAnswer<After>(path, { clock, topics, keepAs: `kept-run:${path}` });
  const deeds = useDeeds(run, clock, again);
  const [isChanging, setChanging] = useState(false);
  const [hasClosed, setClosed] = useState(false);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  const closing = deeds.waiting.find((each: KeptDeed) => each.kind === 'closed');
  // Between the school's word that it took the end and its new answer nothing waits any more.
  const isOpen = value.closedAt === 0 && !closing && (!hasClosed || deeds.failure !== undefined);
  const close = (lanes: readonly object[]): void => {
    deeds.put({ kind: 'closed', lanes });
    setChanging(false);
    setClosed(true);
  };
  return (
    <div class="run-after">
      <h1>{say(isOpen ? 'lessons.run.close' : 'lessons.run.after')}</h1>
      {closing && <Message tone="wait">{say('lessons.run.closing')}</Message>}
      {deeds.failure && <Failed failure={deeds.failure} />}
      {(isOpen || isChanging) && <RunClose value={value} close={close} />}
      <Report value={value} />
      <p class="run-ways no-print">
        {!isOpen && !isChanging && (
          <button type="button" class="button" onClick={() => setChanging(true)}>
            {say('lessons.run.change')}
          </button>
        )}
        <button type="button" class="button" onClick={() => print()}>
          {say('lessons.run.print')}
        </button>
        <a class="button" href={`/run/${run}`}>
          {say('lessons.run.panel.leave')}
        </a>
      </p>
    </div>
  );
}

function Report({ value }: { value: After }) {
  const say = useSay();
  const { language } = useApp();
  const end = value.closedAt || value.now;
  const hasSubjects = new Set(value.lanes.map((each) => each.subject)).size > 1;
  return (
    <>
      <p class="quiet">
        {formatDate(language.value, value.day, 'full')}
        {!value.isOnPaper && `, ${formatTime(value.startedAt)}–${formatTime(end)}`} ·{' '}
        {value.title || say('lessons.run.title')}
      </p>
      {value.isOnPaper && <p>{say('lessons.run.on-paper')}</p>}
      <Attendance value={value} />
      {value.lanes.map((lane) => (
        <section key={lane.lane} class="run-after-lane">
          <h2>{laneName(say, lane, hasSubjects)}</h2>
          <p>{lane.topic || say('lessons.run.no-topic')}</p>
          {!value.isOnPaper && <LaneTable lane={lane} />}
          {value.closedAt > 0 && lane.homework.length > 0 && (
            <div class="no-print">
              <TakeHome
                path={`/lessons/runs/${value.run}/home/${lane.lane}`}
                name={say('lessons.run.home.file', { grade: lane.grade, day: value.day })}
              />
            </div>
          )}
        </section>
      ))}
      <Pulse pulse={value.pulse} />
      {value.notes.length > 0 && (
        <section>
          <h2>{say('lessons.run.notes')}</h2>
          <ul>
            {value.notes.map((each, n) => (
              <li key={n}>
                <b>{each.name || '–'}</b>: {each.text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function LaneTable({ lane }: { lane: AfterLane }) {
  const say = useSay();
  const { language } = useApp();
  const minutes = (milliseconds: number): string => {
    return say('lessons.minutes', { minutes: formatNumber(language.value, Math.round(milliseconds / minute)) });
  };
  const planned = lane.phases.reduce((sum, each) => sum + each.planned, 0);
  const held = lane.phases.reduce((sum, each) => sum + each.held, 0);
  const { milliseconds, of } = lane.onTask;
  return (
    <table class="run-table">
      <thead>
        <tr>
          <th scope="col">
            <span class="spoken">{say('lessons.run.after.what')}</span>
          </th>
          <th scope="col">{say('lessons.run.after.planned')}</th>
          <th scope="col">{say('lessons.run.after.held')}</th>
        </tr>
      </thead>
      <tbody>
        <Row name={say('lessons.run.after.all')} planned={minutes(planned)} held={minutes(held)} />
        <Row name={say('lessons.run.after.led')} planned={minutes(lane.led.planned)} held={minutes(lane.led.held)} />
        {lane.waited > 0 && <Row name={say('lessons.run.after.waited')} planned="–" held={minutes(lane.waited)} />}
        {lane.stopped > 0 && <Row name={say('lessons.run.after.stopped')} planned="–" held={minutes(lane.stopped)} />}
        <Row
          name={say('lessons.run.after.on-task', { n: of, of: lane.pupils })}
          planned="–"
          held={of === 0 ? '–' : minutes(milliseconds / of)}
        />
        {lane.objectives.map((each) => (
          <Row
            key={each.code}
            name={say('lessons.run.after.mastered', { objective: each.code })}
            planned="–"
            held={each.of === 0 ? say('lessons.run.after.nobody') : `${each.mastered} / ${each.of}`}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ name, planned, held }: { name: string; planned: string; held: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{planned}</td>
      <td>{held}</td>
    </tr>
  );
}

function Attendance({ value }: { value: After }) {
  const say = useSay();
  const of = (state: string): After['attendance'] => value.attendance.filter((each) => each.state === state);
  const names = (all: After['attendance']): string => all.map((each) => each.name || '–').join(', ');
  const [late, absent] = [of('late'), of('absent')];
  const counts = { present: of('present').length, late: late.length, absent: absent.length };
  return (
    <section>
      <h2>{say('lessons.run.view.attendance')}</h2>
      <p>{say('lessons.run.attendance.counts', { ...counts, unsaid: value.members - value.attendance.length })}</p>
      {late.length > 0 && <p>{say('lessons.run.after.late', { names: names(late) })}</p>}
      {absent.length > 0 && <p>{say('lessons.run.after.absent', { names: names(absent) })}</p>}
    </section>
  );
}

const questions = ['liked', 'understood', 'again'] as const;

/** LES-80: counts alone, and none where so few answered that one could tell whose they are. */
function Pulse({ pulse: { answers, counts } }: { pulse: After['pulse'] }) {
  const say = useSay();
  return (
    <section>
      <h2>{say('lessons.run.after.pulse')}</h2>
      {!counts && <p class="quiet">{say('lessons.run.after.few', { n: answers })}</p>}
      {counts?.map(([yes, some, no], n) => (
        <p key={n}>
          {say(`lessons.run.pulse.${questions[n] ?? 'liked'}`)} {say('lessons.run.after.said', { yes, some, no })}
        </p>
      ))}
    </section>
  );
}
