import { minute } from '#kernel/time.ts';
import type { Plan } from '../plan/plan.ts';
import type { Span } from './engine.ts';

/** What a lane's lesson was, against what the plan meant. Times in milliseconds. */
export type LaneAfter = {
  readonly lane: string;
  /** The teacher with this lane, alone or with a shared theme. */
  readonly led: { readonly planned: number; readonly held: number };
  readonly phases: readonly { readonly planned: number; readonly held: number }[];
  /** The clock was stopped, or the lane waited for the teacher. */
  readonly stopped: number;
  readonly waited: number;
};

const needsTeacher = (mode: string | undefined): boolean => mode === 'teacher-led' || mode === 'shared';

/**
 * LES-82: minutes of a lesson as they were. While a lane is held, its time is not the phase's, but the teacher who is with
 * it stays with it, and that counts as led.
 */
export function afterOf({ lanes, phases }: Plan, spans: readonly Span[]): readonly LaneAfter[] {
  return lanes.map(({ lane }, place) => {
    const own = spans.filter((each) => each.lane === lane);
    const planned = phases.filter((each) => needsTeacher(each.parts[place]?.mode));
    return {
      lane,
      led: {
        planned: sum(planned.map((each) => each.minutes * minute)),
        held: lengthOf(own, (each) => each.hasTeacher && (each.status === 'on' || each.status === 'held')),
      },
      phases: phases.map((each, phase) => ({
        planned: each.minutes * minute,
        held: lengthOf(own, (span) => span.phase === phase && span.status === 'on'),
      })),
      stopped: lengthOf(own, (each) => each.status === 'held'),
      waited: lengthOf(own, (each) => each.status === 'waiting'),
    };
  });
}

function lengthOf(spans: readonly Span[], counts: (span: Span) => boolean): number {
  return sum(spans.filter(counts).map((each) => each.to - each.from));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

/** What pupils did at lessons with an objective. */
export type Worked = { readonly person: string; readonly right: number; readonly questions: number };

/** LES-83: who has at least four of five questions right at the newest try has mastered it. */
const masteredShare = 0.8;

/** How many of those who worked at an objective have mastered it. Both numbers are kept, and none is a share. */
export function masteredOf(worked: readonly Worked[]): { readonly mastered: number; readonly of: number } {
  const people = Map.groupBy(worked, (each) => each.person);
  const all = [...people.values()].map((own) => {
    const questions = sum(own.map((each) => each.questions));
    return questions > 0 && sum(own.map((each) => each.right)) >= masteredShare * questions;
  });
  return { mastered: all.filter(Boolean).length, of: all.length };
}

/** Of fewer answers nothing is shown: one could tell whose they are. */
export const fewestPulses = 5;

export type Pulse = { readonly a: number; readonly b: number; readonly c: number };

/** LES-80: for each question how many said yes, so-so and no; undefined where too few answered. */
export function pulseCounts(
  pulses: readonly Pulse[],
): readonly (readonly [yes: number, some: number, no: number])[] | undefined {
  if (pulses.length < fewestPulses) return undefined;
  const count = (pick: (each: Pulse) => number, value: number): number =>
    pulses.filter((each) => pick(each) === value).length;
  return [(each: Pulse) => each.a, (each: Pulse) => each.b, (each: Pulse) => each.c].map((pick) => {
    return [count(pick, 2), count(pick, 1), count(pick, 0)] as const;
  });
}
