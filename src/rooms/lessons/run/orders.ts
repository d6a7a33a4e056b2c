import { minute } from '#kernel/time.ts';
import type { Command } from './command.ts';
import type { MovingLane, MovingRun } from './engine.ts';

/** Who is taken back to a phase that was over has at least this long in it. */
const returnMilliseconds = 2 * minute;

/** LES-61: does what a command says, where it can be done; nothing where it cannot: the run stays lawful whatever comes. */
export function applyOrder(run: MovingRun, command: Command): void {
  switch (command.do) {
    case 'leave':
    case 'return':
      run.isAway = command.do === 'leave';
      return;
    case 'merge':
      merge(run, command.lane, command.into);
      return;
    case 'split':
      split(run, command.lane);
      return;
    case 'move':
      if (run.lanes.some((each) => each.lane === command.lane)) run.moved.set(command.person, command.lane);
      return;
    default:
      for (const { lane, phase } of aimed(run, command.lanes)) steer(run, lane, phase, command);
  }
}

type Aimed = { readonly lane: MovingLane; readonly phase: number };

/** The clocks that are meant, each once: a merged lane means its leader. */
function aimed(run: MovingRun, lanes: readonly { readonly lane: string; readonly phase: number }[]): readonly Aimed[] {
  const found = new Map<string, Aimed>();
  for (const { lane: id, phase } of lanes) {
    const lane = leading(run, id);
    if (lane && !found.has(lane.lane)) found.set(lane.lane, { lane, phase });
  }
  return [...found.values()];
}

function leading(run: MovingRun, id: string): MovingLane | undefined {
  const lane = run.lanes.find((each) => each.lane === id);
  return lane?.leader === undefined ? lane : run.lanes.find((each) => each.lane === lane.leader);
}

type Steered = Extract<Command, { readonly lanes: unknown }>;

function steer(run: MovingRun, lane: MovingLane, seen: number, command: Steered): void {
  if (command.do === 'hold') lane.isHeld = lane.phase < run.course.phases.length;
  if (command.do === 'resume') lane.isHeld = false;
  // LES-63: meant for a phase in which the lane is no more.
  if (seen !== lane.phase) return;
  if (command.do === 'lengthen' && lane.phase < lane.length.length) {
    lane.length[lane.phase] = (lane.length[lane.phase] ?? 0) + command.minutes * minute;
  }
  if (command.do === 'next' && lane.phase < run.course.phases.length) enter(lane, lane.phase + 1);
  if (command.do === 'back' && lane.phase > 0) {
    enter(lane, lane.phase - 1);
    const spent = lane.spent[lane.phase] ?? 0;
    lane.length[lane.phase] = Math.max(lane.length[lane.phase] ?? 0, spent + returnMilliseconds);
  }
}

/** A new phase begins with a running clock, and asks for the teacher anew. */
function enter(lane: MovingLane, phase: number): void {
  lane.phase = phase;
  lane.isHeld = false;
  lane.waitsSince = undefined;
  lane.hasTeacher = false;
}

function merge(run: MovingRun, id: string, intoId: string): void {
  const lane = leading(run, id);
  const into = leading(run, intoId);
  if (!lane || !into || lane === into) return;
  for (const each of run.lanes) if (each === lane || each.leader === lane.lane) each.leader = into.lane;
  lane.hasTeacher = false;
  lane.waitsSince = undefined;
}

/** It goes on from where both are. */
function split(run: MovingRun, id: string): void {
  const lane = run.lanes.find((each) => each.lane === id);
  const leader = lane && leading(run, id);
  if (!lane || !leader || lane === leader) return;
  lane.leader = undefined;
  lane.spent = [...leader.spent];
  lane.length = [...leader.length];
  enter(lane, leader.phase);
  lane.isHeld = leader.isHeld;
}
