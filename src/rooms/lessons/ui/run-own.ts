import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, type Session } from '#web/app.ts';
import { useLive } from '#web/live.ts';
import type { Activity, Form, Mode } from '../plan/plan.ts';
import type { Command } from '../run/command.ts';
import { runAt, type Course, type LaneState } from '../run/engine.ts';
import { useRunAnswer } from './run-answer.ts';
import { useNow, useRunClock, type RunClock } from './run-clock.ts';

type Texts = Readonly<Partial<Record<'kk' | 'ru' | 'en', string>>>;

/** An activity as a tablet has it: with the titles and files of its lesson. */
export type OwnActivity =
  | (Extract<Activity, { kind: 'lesson' }> & {
      readonly subject: string;
      readonly titles: Texts;
      readonly files: Texts;
      readonly questions: number;
    })
  | Extract<Activity, { kind: 'task' }>;

type Orders = {
  readonly lane: string;
  readonly leader: string;
  readonly closedAt: number;
  readonly commands: readonly Command[];
};

/** A pupil's lesson, as `GET /lessons/run` says it: their own lane; of the others only how they are led. */
export type OwnRun = Orders & {
  readonly run: string;
  readonly title: string;
  readonly startedAt: number;
  readonly course: Course;
  readonly own: {
    readonly grade: number;
    readonly subject: string;
    readonly topic: string;
    readonly more: readonly OwnActivity[];
    readonly homework: readonly OwnActivity[];
  };
  readonly parts: readonly {
    readonly mode: Mode;
    readonly form: Form;
    readonly pupils: string;
    readonly activities: readonly OwnActivity[];
  }[];
  readonly isHandUp: boolean;
  /** The phase that the pupil is ready with, from 1; 0 for none. */
  readonly ready: number;
  readonly media: string;
};

export type KeptRun = { readonly now: number; readonly run: OwnRun | null };

export const ownRunKey = (person: string): string => `own-run:${person}`;

const none: readonly string[] = [];

export type OwnView = {
  readonly run: OwnRun | undefined;
  /** Where the pupil's lane is now. */
  readonly at: LaneState | undefined;
  readonly failure: Failure | undefined;
  readonly isAsked: boolean;
  /** The school's time of the newest answer. */
  readonly heardAt: number;
  readonly clock: RunClock;
  readonly again: () => void;
};

/**
 * The lesson that this pupil sits in, going on by the engine whether the school answers or not. An order of the teacher's
 * comes as a small answer of its own; the whole is asked for anew only where the pupil's lane has another leader.
 */
export function useOwnRun({ person }: Session): OwnView {
  const { api, kept } = useApp();
  const clock = useRunClock();
  const answer = useRunAnswer<KeptRun>('/lessons/run', { clock, topics: none, keepAs: ownRunKey(person) });
  const [orders, setOrders] = useState<{ readonly run: string; readonly of: OwnRun; readonly orders: Orders }>();
  const whole = answer.value?.run ?? undefined;
  const isNewer = orders !== undefined && orders.of === whole;
  const run = whole && isNewer ? { ...whole, ...orders.orders } : whole;
  const asking = useRef({ isUnderWay: false, isWanted: false });
  const hearOrders = (): void => {
    if (!whole) return;
    const state = asking.current;
    state.isWanted = state.isUnderWay;
    if (state.isUnderWay) return;
    state.isUnderWay = true;
    const asked = clock.read();
    void api.get<Orders & { now: number }>(`/lessons/run/orders?run=${whole.run}`).then((heard) => {
      state.isUnderWay = false;
      if (!heard.ok) return answer.again();
      const { now, ...rest } = heard.value;
      clock.learn(asked, now);
      const isOther = rest.lane !== whole.lane || rest.leader !== whole.leader || rest.closedAt !== whole.closedAt;
      if (isOther) answer.again();
      else setOrders({ run: whole.run, of: whole, orders: rest });
      void kept.keep(ownRunKey(person), { now, run: { ...whole, ...rest, parts: whole.parts } });
      if (state.isWanted) hearOrders();
      return undefined;
    });
  };
  // One stream for both: a browser has six connections to a server, and a lesson's page needs some besides.
  const orderTopic = whole && `lessons:run:${whole.run}`;
  useLive([`lessons:person:${person}`, ...(orderTopic ? [orderTopic] : [])], (heard) => {
    if (heard.length === 0 || heard.some((topic) => topic !== orderTopic)) answer.again();
    if (orderTopic && heard.includes(orderTopic)) hearOrders();
  });
  const now = useNow(clock);
  const at = useMemo(() => (run ? laneNow(run, now) : undefined), [run, now]);
  return {
    run,
    at,
    failure: answer.failure,
    isAsked: answer.value !== undefined,
    heardAt: answer.value?.now ?? 0,
    clock,
    again: answer.again,
  };
}

export function laneNow(run: OwnRun, now: number): LaneState | undefined {
  const { course, startedAt, commands, closedAt, lane } = run;
  const state = runAt({ course, startedAt, commands }, closedAt || now);
  const found = state.lanes.find((each) => each.lane === lane);
  return found && closedAt > 0 ? { ...found, status: 'over' } : found;
}

/** What a pupil said in a lesson besides answers, as this tablet keeps it: it holds before the school has heard. */
export type Said = { readonly ready: number; readonly isHandUp: boolean; readonly hasPulse: boolean };

export type Saying = {
  readonly said: Said;
  readonly isFull: boolean;
  readonly say: (
    kind: 'lessons.run-ready' | 'lessons.help-asked' | 'lessons.pulse',
    body: object,
    next: Partial<Said>,
  ) => void;
};

export function useSaid({ person, credential = '' }: Session, run: OwnRun, { clock, heardAt }: OwnView): Saying {
  const { kept, outbox } = useApp();
  const key = `run-said:${run.run}:${person}`;
  const [own, setOwn] = useState<Said & { readonly at: number }>();
  const [isFull, setFull] = useState(false);
  useEffect(() => void kept.find<Said>(key).then((found) => found && setOwn({ ...found, at: 0 })), [key]);
  // Once all that was said here is at the school, a later word of the school counts: a teacher may have lowered the hand.
  const isAllUp = outbox.lights(person).value.waiting === 0;
  const isOwn = own !== undefined && (!isAllUp || own.at > heardAt);
  const said: Said = {
    ready: Math.max(run.ready, own?.ready ?? 0),
    isHandUp: isOwn ? own.isHandUp : run.isHandUp,
    hasPulse: own?.hasPulse ?? false,
  };
  const say: Saying['say'] = (kind, body, next) => {
    const after = { ...said, ...next };
    void outbox.put({ credential, kind, body: { run: run.run, ...body } }).then(
      () => {
        setFull(false);
        setOwn({ ...after, at: clock.now() });
        void kept.keep(key, after);
      },
      () => setFull(true),
    );
  };
  return { said, isFull, say };
}
