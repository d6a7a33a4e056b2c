import { minute, second } from '#kernel/time.ts';
import type { Command, Order } from '#rooms/lessons/run/command.ts';
import { runAt, type Course } from '#rooms/lessons/run/engine.ts';
import type { Dice } from './dice.ts';

/** A school's pupils as far as one who is moved matters. */
const pupils = ['pupil-1', 'pupil-2', 'pupil-3'] as const;

/**
 * What a teacher does in a lesson: looks at the remote now and then and presses what fits, or something else; two devices may
 * be at hand, and a tap comes twice. In the end nothing is left on hold and the teacher is back.
 */
export function teach(dice: Dice, course: Course, startedAt: number, planned: number): readonly Command[] {
  const commands: Command[] = [];
  const numbers = new Map<string, number>();
  const say = (at: number, order: Order): void => {
    const device = dice.int(5) === 0 ? 'laptop' : 'phone';
    numbers.set(device, (numbers.get(device) ?? 0) + 1);
    commands.push({ deed: `${device}-${numbers.get(device)}`, at, ...order });
  };
  for (let at = startedAt; at < startedAt + planned;) {
    at += (30 + dice.int(300)) * second;
    const order = orderNow(dice, course, commands, startedAt, at);
    say(at, order);
    if (dice.int(6) === 0) say(at + dice.int(400), order);
  }
  const end = startedAt + planned + 10 * minute;
  const all = runAt({ course, startedAt, commands }, end).lanes.map(({ lane, phase }) => ({ lane, phase }));
  say(end, { do: 'return' });
  say(end + 1, { do: 'resume', lanes: all });
  return commands;
}

function orderNow(dice: Dice, course: Course, commands: readonly Command[], startedAt: number, at: number): Order {
  const state = runAt({ course, startedAt, commands }, at);
  const aims = state.lanes.map(({ lane, phase }) => ({ lane, phase }));
  const some = dice.int(2) === 0 ? aims : [dice.pick(aims)];
  const lane = dice.pick(aims).lane;
  switch (dice.int(9)) {
    case 0:
      return { do: 'hold', lanes: some };
    case 1:
      return { do: 'resume', lanes: aims };
    case 2:
      return { do: 'lengthen', lanes: some, minutes: 1 + dice.int(3) };
    case 3:
      return { do: 'back', lanes: [dice.pick(aims)] };
    case 4:
      return { do: state.isAway ? 'return' : 'leave' };
    case 5:
      return { do: 'merge', lane, into: dice.pick(aims).lane };
    case 6:
      return { do: 'split', lane };
    case 7:
      return { do: 'move', person: dice.pick(pupils) as never, lane };
    default:
      return { do: 'next', lanes: some };
  }
}
