import type { BreakCause, FinalCause, SittingEvent } from './event.ts';
import type { ItemResponse } from '#rooms/bank/index.ts';

/** A span in which the clock of an attempt stood, in the tablet's own time. */
export type Break = { readonly why: BreakCause; readonly from: number; readonly to: number | undefined };

/** What follows from the events of an attempt. Times are tenths of a second. */
export type AttemptState = {
  readonly count: number;
  /** The active time so far. */
  readonly at: number;
  /** The item on the screen; -1 before the first. */
  readonly place: number;
  readonly answers: ReadonlyMap<number, ItemResponse>;
  readonly shown: ReadonlySet<number>;
  readonly flagged: ReadonlySet<number>;
  /** For how long each item was on the screen while the clock ran. */
  readonly times: ReadonlyMap<number, number>;
  readonly breaks: readonly Break[];
  readonly isRunning: boolean;
  /** Seconds by which the tablet's clock was set. */
  readonly jumps: readonly number[];
  readonly final: FinalCause | undefined;
  /** Events after the end: kept, never scored (SIT-6). */
  readonly late: number;
};

export const nothingYet: AttemptState = {
  count: 0,
  at: 0,
  place: -1,
  answers: new Map(),
  shown: new Set(),
  flagged: new Set(),
  times: new Map(),
  breaks: [],
  isRunning: false,
  jumps: [],
  final: undefined,
  late: 0,
};

/** Replays an attempt: the same events always make the same state (SIT-3). Total: nothing that it reads makes it throw. */
export function replay(events: readonly SittingEvent[], from: AttemptState = nothingYet): AttemptState {
  return events.reduce(afterEvent, from);
}

export function afterEvent(state: AttemptState, event: SittingEvent): AttemptState {
  const count = state.count + 1;
  if (state.final !== undefined) return { ...state, count, late: state.late + 1 };
  const next = { ...withTime(state, event), count };
  switch (event.kind) {
    case 'begun':
      return { ...next, isRunning: true, breaks: closed(next.breaks, event.wall) };
    case 'shown':
      return { ...next, place: event.place, shown: new Set(next.shown).add(event.place) };
    case 'answered':
      return {
        ...next,
        place: event.place,
        shown: new Set(next.shown).add(event.place),
        answers: new Map(next.answers).set(event.place, event.response),
      };
    case 'flagged': {
      const flagged = new Set(next.flagged);
      if (event.isOn) flagged.add(event.place);
      else flagged.delete(event.place);
      return { ...next, flagged };
    }
    case 'left':
      return {
        ...next,
        isRunning: false,
        breaks: [...closed(next.breaks, event.wall), { why: event.why, from: event.wall, to: undefined }],
      };
    case 'back':
      return { ...next, isRunning: true, breaks: closed(next.breaks, event.wall) };
    case 'clock':
      return { ...next, jumps: [...next.jumps, event.by] };
    case 'final':
      return { ...next, final: event.why, isRunning: false };
  }
}

/** Gives the time since the last event to the item that was on the screen. Time never goes back. */
function withTime(state: AttemptState, { at }: SittingEvent): AttemptState {
  const passed = Math.max(0, at - state.at);
  if (passed === 0) return state;
  const times = new Map(state.times).set(state.place, (state.times.get(state.place) ?? 0) + passed);
  return { ...state, at: state.at + passed, times };
}

function closed(breaks: readonly Break[], wall: number): readonly Break[] {
  const last = breaks.at(-1);
  return last && last.to === undefined ? [...breaks.slice(0, -1), { ...last, to: wall }] : breaks;
}

/** Whether a response says anything at all: one that was taken back is none. */
export function isGiven(response: ItemResponse | undefined): response is ItemResponse {
  return response !== undefined && response.some(isPartGiven);
}

function isPartGiven(part: ItemResponse[number]): boolean {
  if (part === null || part === '') return false;
  return Array.isArray(part) ? part.some((each) => each !== null && each !== '') : true;
}
