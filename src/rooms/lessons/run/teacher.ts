import type { MovingLane, MovingRun } from './engine.ts';

/**
 * LES-64: where the teacher is. Nobody is asked to be in two lanes: who leads one stays until its part is over; of the
 * lanes that need the teacher next, the one that waited longest comes first, then the one that stands first. Lanes that
 * share a theme in one phase need the teacher together. While the teacher is away, all that need one wait.
 */
export function callTeacher(run: MovingRun, at: number): void {
  const needing = run.lanes.filter((each) => placeNeeded(run, each) !== undefined);
  const busy = run.isAway ? undefined : placeOfTeacher(run, needing);
  const waiting = needing.toSorted((a, b) => sinceOf(a, at) - sinceOf(b, at) || a.place - b.place);
  const first = waiting[0];
  const next = run.isAway ? undefined : (busy ?? (first && placeNeeded(run, first)));
  for (const lane of run.lanes) {
    const needed = placeNeeded(run, lane);
    lane.hasTeacher = needed !== undefined && needed === next;
    lane.waitsSince = needed === undefined || lane.hasTeacher ? undefined : sinceOf(lane, at);
  }
}

/** The place of a lane that has the teacher, while that lane still needs one. */
function placeOfTeacher(run: MovingRun, needing: readonly MovingLane[]): string | undefined {
  const led = needing.find((each) => each.hasTeacher);
  return led && placeNeeded(run, led);
}

function sinceOf({ waitsSince }: MovingLane, at: number): number {
  return waitsSince ?? at;
}

/** Where in the room the lane's part needs the teacher; undefined where it needs none. A merged lane goes by its leader. */
function placeNeeded({ course }: MovingRun, { leader, phase, place, lane }: MovingLane): string | undefined {
  if (leader !== undefined) return undefined;
  const mode = course.phases[phase]?.parts[place]?.mode;
  if (mode === 'teacher-led') return lane;
  return mode === 'shared' ? `shared-${phase}` : undefined;
}
