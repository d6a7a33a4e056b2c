import { minute } from '#kernel/time.ts';
import type { Mode } from '../plan/plan.ts';
import type { Command } from './command.ts';
import { applyOrder } from './orders.ts';
import { callTeacher } from './teacher.ts';

/** What the engine reads of a plan: a tablet that knows only the modes of other lanes computes the same. */
export type Course = {
  readonly lanes: readonly { readonly lane: string }[];
  readonly phases: readonly { readonly minutes: number; readonly parts: readonly { readonly mode: Mode }[] }[];
};

export type RunFacts = {
  readonly course: Course;
  readonly startedAt: number;
  readonly commands: readonly Command[];
};

/** `waiting`: the part needs the teacher, who is with another lane; its time does not run, and pupils go on by themselves. */
export type LaneStatus = 'on' | 'held' | 'waiting' | 'over';

export type LaneState = {
  readonly lane: string;
  /** The lane that it goes with after a merge; else itself. */
  readonly leader: string;
  /** Which phase, from 0; the number of phases when over. */
  readonly phase: number;
  readonly status: LaneStatus;
  /** Milliseconds of the phase that are over, and that are left; holds and waits are not counted. */
  readonly spent: number;
  readonly left: number;
  readonly hasTeacher: boolean;
};

export type RunState = {
  readonly lanes: readonly LaneState[];
  /** The teacher was called away. */
  readonly isAway: boolean;
  readonly isOver: boolean;
  /** Lanes to which pupils were moved by name, over those of their grades. */
  readonly moved: ReadonlyMap<string, string>;
};

/** A lane while time passes over it. Only its leader's clock runs. */
export type MovingLane = {
  readonly lane: string;
  readonly place: number;
  leader: string | undefined;
  phase: number;
  /** Milliseconds, by phase. */
  spent: number[];
  length: number[];
  isHeld: boolean;
  /** Since when it waits for the teacher; undefined while it does not. */
  waitsSince: number | undefined;
  hasTeacher: boolean;
};

export type MovingRun = {
  readonly course: Course;
  readonly lanes: readonly MovingLane[];
  isAway: boolean;
  readonly moved: Map<string, string>;
};

/** What a lane did from one moment to another; spans of a lane follow each other without a gap. */
export type Span = {
  readonly lane: string;
  readonly phase: number;
  readonly status: LaneStatus;
  readonly hasTeacher: boolean;
  readonly isAway: boolean;
  readonly from: number;
  readonly to: number;
};

/**
 * LES-60: where every lane is at a moment. The same on server, panel, remote and tablets: lanes move on by themselves, and
 * nobody has to be told. It depends on the set of commands alone: sent twice, late or in another order they come to the
 * same (LES-62).
 */
export function runAt(facts: RunFacts, now: number): RunState {
  return stateOf(walk(facts, now));
}

/** LES-82: what each lane did until a moment, in time. */
export function spansUntil(facts: RunFacts, now: number): readonly Span[] {
  const spans: Span[] = [];
  walk(facts, now, (span) => void addSpan(spans, span));
  return spans;
}

/** The lane of a pupil: where the teacher moved them, else that of their grade in the group. */
export function laneOfPupil(
  { moved }: Pick<RunState, 'moved'>,
  person: string,
  own: string | undefined,
): string | undefined {
  return moved.get(person) ?? own;
}

/** Once each, by time; of two at one instant the one with the smaller number. Nothing happened before the start. */
export function inOrder(commands: readonly Command[], startedAt: number): readonly Command[] {
  const once = new Map<string, Command>();
  for (const each of commands) {
    const known = once.get(each.deed);
    if (!known || each.at < known.at) once.set(each.deed, { ...each, at: Math.max(each.at, startedAt) });
  }
  return [...once.values()].toSorted((a, b) => a.at - b.at || compareDeeds(a.deed, b.deed));
}

function compareDeeds(a: string, b: string): number {
  const [deviceA = '', numberA = ''] = a.split('-');
  const [deviceB = '', numberB = ''] = b.split('-');
  if (deviceA !== deviceB) return deviceA < deviceB ? -1 : 1;
  return Number(numberA) - Number(numberB);
}

function walk({ course, startedAt, commands }: RunFacts, now: number, trace?: (span: Span) => void): MovingRun {
  const run = begin(course);
  let at = startedAt;
  callTeacher(run, at);
  for (const command of inOrder(commands, startedAt)) {
    if (command.at > now) break;
    pass(run, at, command.at, trace);
    at = command.at;
    applyOrder(run, command);
    callTeacher(run, at);
  }
  pass(run, at, Math.max(at, now), trace);
  return run;
}

function begin(course: Course): MovingRun {
  const lanes = course.lanes.map(({ lane }, place): MovingLane => ({
    lane,
    place,
    leader: undefined,
    phase: 0,
    spent: course.phases.map(() => 0),
    length: course.phases.map((phase) => phase.minutes * minute),
    isHeld: false,
    waitsSince: undefined,
    hasTeacher: false,
  }));
  return { course, lanes, isAway: false, moved: new Map() };
}

/** Lets time go by; stops wherever a phase ends, for then the teacher may come free. */
function pass(run: MovingRun, from: number, to: number, trace?: (span: Span) => void): void {
  for (let at = from; at < to;) {
    const running = run.lanes.filter((each) => each.leader === undefined && statusOf(run, each) === 'on');
    const step = Math.min(to - at, ...running.map(leftOf));
    if (trace) for (const span of spansOf(run, at, at + step)) trace(span);
    for (const lane of running) {
      lane.spent[lane.phase] = (lane.spent[lane.phase] ?? 0) + step;
      if (leftOf(lane) <= 0) lane.phase++;
    }
    at += step;
    callTeacher(run, at);
  }
}

function leftOf({ length, spent, phase }: MovingLane): number {
  return Math.max(0, (length[phase] ?? 0) - (spent[phase] ?? 0));
}

function statusOf({ course }: MovingRun, lane: MovingLane): LaneStatus {
  if (lane.phase >= course.phases.length) return 'over';
  if (lane.isHeld) return 'held';
  return lane.waitsSince === undefined ? 'on' : 'waiting';
}

function leaderOf(run: MovingRun, lane: MovingLane): MovingLane {
  return run.lanes.find((each) => each.lane === lane.leader) ?? lane;
}

function stateOf(run: MovingRun): RunState {
  const lanes = run.lanes.map((each): LaneState => {
    const leader = leaderOf(run, each);
    const { phase, spent, hasTeacher } = leader;
    const status = statusOf(run, leader);
    return {
      lane: each.lane,
      leader: leader.lane,
      phase,
      status,
      spent: spent[phase] ?? 0,
      left: leftOf(leader),
      hasTeacher,
    };
  });
  return { lanes, isAway: run.isAway, isOver: lanes.every((each) => each.status === 'over'), moved: run.moved };
}

function spansOf(run: MovingRun, from: number, to: number): readonly Span[] {
  return run.lanes.map((each) => {
    const leader = leaderOf(run, each);
    const { phase, hasTeacher } = leader;
    return { lane: each.lane, phase, status: statusOf(run, leader), hasTeacher, isAway: run.isAway, from, to };
  });
}

/** A span that goes on with what its lane did before makes that one longer. */
function addSpan(spans: Span[], span: Span): void {
  const place = spans.findLastIndex((each) => each.lane === span.lane);
  const last = spans[place];
  const isSame =
    last?.phase === span.phase &&
    last.status === span.status &&
    last.hasTeacher === span.hasTeacher &&
    last.isAway === span.isAway;
  if (last && isSame) spans[place] = { ...last, to: span.to };
  else spans.push(span);
}
