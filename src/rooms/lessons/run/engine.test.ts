import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { minute } from '#kernel/time.ts';
import type { Mode } from '../plan/plan.ts';
import type { Command } from './command.ts';
import { runAt, spansUntil, type Course, type LaneState, type RunFacts } from './engine.ts';

const lanes = ['a', 'b', 'c', 'd'] as const;
const start = 1_000_000;
const at = (minutes: number): number => start + minutes * minute;

function course(...phases: readonly (readonly [number, ...Mode[]])[]): Course {
  const count = (phases[0]?.length ?? 1) - 1;
  return {
    lanes: lanes.slice(0, count).map((lane) => ({ lane })),
    phases: phases.map(([minutes, ...modes]) => ({ minutes, parts: modes.map((mode) => ({ mode })) })),
  };
}

const two = course([10, 'teacher-led', 'independent'], [15, 'independent', 'teacher-led'], [5, 'shared', 'shared']);
const facts = (commands: readonly Command[], of = two): RunFacts => ({ course: of, startedAt: start, commands });
const lane = (run: RunFacts, minutes: number, id: string): LaneState => {
  const found = runAt(run, at(minutes)).lanes.find((each) => each.lane === id);
  assert.ok(found);
  return found;
};

const aim = fc.record({ lane: fc.constantFrom(...lanes), phase: fc.integer({ min: 0, max: 4 }) });
const aims = fc.array(aim, { maxLength: 4 });
const order = fc.oneof(
  fc.record({ do: fc.constantFrom('hold' as const, 'resume' as const, 'next' as const, 'back' as const), lanes: aims }),
  fc.record({ do: fc.constant('lengthen' as const), lanes: aims, minutes: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constantFrom('leave' as const, 'return' as const) }),
  fc.record({ do: fc.constant('merge' as const), lane: fc.constantFrom(...lanes), into: fc.constantFrom(...lanes) }),
  fc.record({ do: fc.constant('split' as const), lane: fc.constantFrom(...lanes) }),
  fc.record({ do: fc.constant('move' as const), person: fc.constantFrom('p1', 'p2'), lane: fc.constantFrom(...lanes) }),
);
const commands = fc
  .array(fc.record({ order, minutes: fc.integer({ min: -5, max: 90 }), device: fc.constantFrom('x', 'y') }), {
    maxLength: 20,
  })
  .map((all) =>
    all.map(({ order: what, minutes, device }, n) => ({ ...what, deed: `${device}-${n}`, at: at(minutes) }) as Command),
  );
const mode = fc.constantFrom<Mode>('teacher-led', 'independent', 'shared', 'remote-led');
const anyCourse = fc.integer({ min: 1, max: 4 }).chain((count) => {
  const phase = fc.record({
    minutes: fc.integer({ min: 1, max: 20 }),
    parts: fc.array(
      mode.map((each) => ({ mode: each })),
      { minLength: count, maxLength: count },
    ),
  });
  return fc
    .array(phase, { minLength: 1, maxLength: 5 })
    .map((phases): Course => ({ lanes: lanes.slice(0, count).map((each) => ({ lane: each })), phases }));
});
const run = fc.record({ course: anyCourse, startedAt: fc.constant(start), commands });
const moment = fc.integer({ min: -10, max: 240 }).map(at);

describe('the engine of a lesson', () => {
  it('LES-60: lanes move on by themselves, and the lesson ends when its last phase does', () => {
    assert.deepEqual([lane(facts([]), 4, 'a').phase, lane(facts([]), 4, 'a').left], [0, 6 * minute]);
    assert.deepEqual([lane(facts([]), 12, 'a').phase, lane(facts([]), 12, 'b').hasTeacher], [1, true]);
    assert.equal(runAt(facts([]), at(29)).isOver, false);
    assert.equal(runAt(facts([]), at(30)).isOver, true);
    assert.equal(runAt(facts([]), at(-3)).lanes[0]?.left, 10 * minute);
  });

  it('LES-65: the time of a hold is not counted, for one lane or for all', () => {
    const held: Command[] = [
      {
        deed: 'x-1',
        at: at(4),
        do: 'hold',
        lanes: [
          { lane: 'a', phase: 0 },
          { lane: 'b', phase: 0 },
        ],
      },
      {
        deed: 'x-2',
        at: at(24),
        do: 'resume',
        lanes: [
          { lane: 'a', phase: 0 },
          { lane: 'b', phase: 0 },
        ],
      },
    ];
    assert.deepEqual([lane(facts(held), 20, 'a').status, lane(facts(held), 20, 'a').left], ['held', 6 * minute]);
    assert.equal(lane(facts(held), 25, 'b').left, 5 * minute);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 1, max: 300 }), (when, length) => {
        const all = [0, 1].map((place) => ({ lane: lanes[place] ?? 'a', phase: 0 }));
        const stop: Command[] = [
          { deed: 'x-1', at: at(when), do: 'hold', lanes: all },
          { deed: 'x-2', at: at(when + length), do: 'resume', lanes: all },
        ];
        assert.deepEqual(runAt(facts(stop), at(when + length + 1)).lanes, runAt(facts([]), at(when + 1)).lanes);
      }),
    );
  });

  it('LES-63: next counts only for the phase in which the lane was seen', () => {
    const both: Command[] = ['x', 'y'].map((device) => ({
      deed: `${device}-1`,
      at: at(6),
      do: 'next',
      lanes: [{ lane: 'a', phase: 0 }],
    }));
    assert.equal(lane(facts(both), 7, 'a').phase, 1);
    const long: Command = { deed: 'x-2', at: at(9), do: 'lengthen', lanes: [{ lane: 'b', phase: 0 }], minutes: 5 };
    assert.equal(lane(facts([long]), 12, 'b').left, 3 * minute);
  });

  it('LES-63: back undoes a next that was pressed too soon', () => {
    const next: Command = { deed: 'x-1', at: at(4), do: 'next', lanes: [{ lane: 'a', phase: 0 }] };
    const back: Command = { deed: 'x-2', at: at(5), do: 'back', lanes: [{ lane: 'a', phase: 1 }] };
    assert.deepEqual(
      [lane(facts([next, back]), 5, 'a').phase, lane(facts([next, back]), 5, 'a').left],
      [0, 6 * minute],
    );
  });

  it('LES-64: a lane that needs the teacher waits while the teacher is in another, and then goes on whole', () => {
    const long: Command = { deed: 'x-1', at: at(5), do: 'lengthen', lanes: [{ lane: 'a', phase: 0 }], minutes: 5 };
    const late = facts([long]);
    assert.deepEqual([lane(late, 13, 'b').phase, lane(late, 13, 'b').status], [1, 'waiting']);
    assert.deepEqual([lane(late, 16, 'b').status, lane(late, 16, 'b').left], ['on', 14 * minute]);
  });

  it('LES-66: while the teacher is away, lanes that need nobody go on', () => {
    const away: Command = { deed: 'x-1', at: at(2), do: 'leave' };
    const back: Command = { deed: 'x-2', at: at(8), do: 'return' };
    assert.deepEqual([lane(facts([away]), 6, 'a').status, lane(facts([away]), 6, 'b').left], ['waiting', 4 * minute]);
    assert.deepEqual(
      [lane(facts([away, back]), 9, 'a').status, lane(facts([away, back]), 9, 'a').left],
      ['on', 7 * minute],
    );
  });

  it('LES-67: a merged lane goes with the other; split, it goes on from where both are', () => {
    const merge: Command = { deed: 'x-1', at: at(12), do: 'merge', lane: 'b', into: 'a' };
    const split: Command = { deed: 'x-2', at: at(20), do: 'split', lane: 'b' };
    const next: Command = { deed: 'x-3', at: at(14), do: 'next', lanes: [{ lane: 'b', phase: 1 }] };
    assert.equal(lane(facts([merge, next]), 15, 'b').leader, 'a');
    assert.equal(lane(facts([merge, next]), 15, 'a').phase, 2);
    assert.equal(lane(facts([merge, split]), 20, 'b').left, lane(facts([merge, split]), 20, 'a').left);
    assert.equal(lane(facts([merge, split]), 21, 'b').leader, 'b');
  });

  it('LES-61: any commands leave a lawful state, with the teacher in one place', () => {
    fc.assert(
      fc.property(run, moment, (given, now) => {
        const { lanes: all } = runAt(given, now);
        const places = new Set<string>();
        for (const [place, each] of all.entries()) {
          assert.ok(each.phase >= 0 && each.phase <= given.course.phases.length);
          assert.equal(each.status === 'over', each.phase === given.course.phases.length);
          assert.ok(each.left >= 0 && each.spent >= 0);
          assert.ok(each.status === 'over' || each.status === 'held' || each.left > 0);
          assert.ok(all.find(({ lane: id }) => id === each.leader)?.leader === each.leader, 'a leader leads itself');
          const leads = each.leader === each.lane;
          const asked = given.course.phases[each.phase]?.parts[place]?.mode;
          if (leads && each.hasTeacher) places.add(asked === 'shared' ? `shared ${each.phase}` : each.lane);
          if (leads && each.status === 'on' && (asked === 'teacher-led' || asked === 'shared'))
            assert.ok(each.hasTeacher);
        }
        assert.ok(places.size <= 1, 'the teacher is asked for in two places');
      }),
      { numRuns: 500 },
    );
  });

  it('LES-62: commands that come twice, late or in another order come to the same', () => {
    fc.assert(
      fc.property(run, moment, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (given, now, dice) => {
        const shuffled = [...given.commands, ...given.commands]
          .map((each) => ({ each, key: dice.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ each }) => each);
        assert.deepEqual(runAt({ ...given, commands: shuffled }, now), runAt(given, now));
      }),
    );
  });

  it('LES-68: a power cut changes nothing: who knew the commands until then is where all others are', () => {
    fc.assert(
      fc.property(run, moment, (given, now) => {
        const known = given.commands.filter((each) => each.at <= now);
        assert.deepEqual(runAt({ ...given, commands: known }, now), runAt(given, now));
      }),
    );
  });

  it('LES-82: spans of a lane follow each other without a gap and end where the lane is', () => {
    fc.assert(
      fc.property(run, moment, (given, now) => {
        const spans = spansUntil(given, now);
        for (const each of runAt(given, now).lanes) {
          const own = spans.filter(({ lane: id }) => id === each.lane);
          for (const [n, span] of own.entries()) assert.equal(span.from, own[n - 1]?.to ?? start);
          if (now > start) assert.equal(own.at(-1)?.to, now);
        }
      }),
    );
  });
});
