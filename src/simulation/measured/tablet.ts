import type { ItemResponse } from '#rooms/bank/index.ts';
import { firstHead, headAfter } from '#rooms/sitting/model/chain.ts';
import type { SittingEvent } from '#rooms/sitting/model/event.ts';
import { packRun } from '#rooms/sitting/model/run.ts';

/** What a pupil does at one place: an answer, or null where it is passed over; how long in tenths of a second. */
export type Deed = { readonly response: ItemResponse | null; readonly tenths: number };

export type Whose = {
  readonly attempt: string;
  readonly person: string;
  readonly form: string;
  readonly device: string;
};

/** The events of an attempt from its begin to its end, as a tablet writes them. Places after the deeds are not reached. */
export function eventsOf(deeds: readonly Deed[], wall: number, isInTime: boolean): readonly SittingEvent[] {
  const events: SittingEvent[] = [{ at: 0, kind: 'begun', wall }];
  let at = 0;
  for (const [place, { response, tenths }] of deeds.entries()) {
    events.push({ at, kind: 'shown', place });
    at += tenths;
    if (response) events.push({ at, kind: 'answered', place, response });
  }
  return [...events, { at: at + 1, kind: 'final', why: isInTime ? 'handed-in' : 'time' }];
}

/** Events in runs of so many, as the outbox sends them. */
export function runsOf(whose: Whose, events: readonly SittingEvent[], most = 60) {
  const first = firstHead(whose);
  const { attempt, device } = whose;
  const runs = [];
  for (let from = 1; from <= events.length; from += most) {
    const to = Math.min(events.length, from + most - 1);
    const run = Buffer.from(packRun(events.slice(from - 1, to))).toString('base64');
    runs.push({ attempt, device, from, head: headAfter(first, events.slice(0, to)), run });
  }
  return runs;
}
