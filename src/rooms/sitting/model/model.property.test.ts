import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstHead, headAfter } from './chain.ts';
import { beatMilliseconds, startClock, switched, tick, timeLeft, type ActiveClock } from './clock.ts';
import { breakCauses, finalCauses, type SittingEvent } from './event.ts';
import { codesOf, flagsOf, outcomeOf } from './outcome.ts';
import { replay } from './replay.ts';
import { carried, packRun, readRun } from './run.ts';
import { hex, sha256 } from './sha256.ts';
import { treeOf, type Run } from './tree.ts';

const of = { attempt: 'a-1', person: 'pupil', form: 'form' };
const wall = fc.integer({ min: 0, max: 2 ** 45 });
const place = fc.integer({ min: 0, max: 59 });
const element = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constant(null),
);
const part = fc.oneof(element, fc.array(element, { maxLength: 6 }));
const response = fc.array(part, { minLength: 1, maxLength: 4 });
const anyEvent: fc.Arbitrary<SittingEvent> = fc.oneof(
  fc.record({ at: fc.constant(0), kind: fc.constant('shown' as const), place }),
  fc.record({ at: fc.constant(0), kind: fc.constant('answered' as const), place, response }),
  fc.record({ at: fc.constant(0), kind: fc.constant('flagged' as const), place, isOn: fc.boolean() }),
  fc.record({ at: fc.constant(0), kind: fc.constant('left' as const), why: fc.constantFrom(...breakCauses), wall }),
  fc.record({ at: fc.constant(0), kind: fc.constant('back' as const), wall }),
  fc.record({ at: fc.constant(0), kind: fc.constant('clock' as const), by: fc.integer({ min: -1e9, max: 1e9 }) }),
  fc.record({ at: fc.constant(0), kind: fc.constant('final' as const), why: fc.constantFrom(...finalCauses) }),
);
const history = fc
  .tuple(wall, fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 9000 })), { minLength: 1, maxLength: 40 }))
  .map(([began, later]): SittingEvent[] => {
    let at = 0;
    return [{ at: 0, kind: 'begun', wall: began }, ...later.map(([event, gap]) => ({ ...event, at: (at += gap) }))];
  });

function runOf(events: readonly SittingEvent[], from: number, to: number, device = 't1'): Run {
  const head = headAfter(firstHead({ ...of, device }), events.slice(0, to));
  return { device, from, head, events: events.slice(from - 1, to) };
}

describe('the heart of a sitting', () => {
  it('SIT-2: SHA-256 in JavaScript is SHA-256', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.equal(hex(sha256(bytes)), createHash('sha256').update(bytes).digest('hex'));
      }),
      { numRuns: 60 },
    );
  });

  it('SIT-13: a run reads back as it was; bytes that are none are no run', () => {
    fc.assert(
      fc.property(history, fc.uint8Array({ maxLength: 60 }), fc.nat(), (events, noise, cut) => {
        const packed = packRun(events);
        assert.deepEqual(readRun(packed), events);
        assert.deepEqual(readRun(packRun(events.slice(1))), events.slice(1));
        const torn = readRun(packed.subarray(0, cut % packed.length));
        if (torn) assert.deepEqual(torn, events.slice(0, torn.length));
        readRun(noise);
      }),
      { numRuns: 80 },
    );
  });

  it('SIT-13: a choice and the step to the next item are five bytes', () => {
    const events: SittingEvent[] = [
      { at: 300, kind: 'answered', place: 0, response: [2] },
      { at: 320, kind: 'shown', place: 1 },
    ];
    const before: SittingEvent[] = [{ at: 0, kind: 'shown', place: 0 }];
    assert.equal(packRun([...before, ...events]).length - packRun(before).length, 5);
  });

  it('SIT-4, SIT-8: runs cut anywhere, doubled and shuffled make the same attempt, each event once', () => {
    const cuts = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 });
    fc.assert(
      fc.property(history, cuts, fc.infiniteStream(fc.nat()), (events, some, dice) => {
        const count = events.length;
        const half = Math.ceil(count / 2);
        const overlapping = some.map(([a, b]) => {
          const [from, to] = [(a % count) + 1, (b % count) + 1].toSorted((x, y) => x - y) as [number, number];
          return runOf(events, from, to);
        });
        const runs = [
          ...overlapping,
          runOf(events, 1, half),
          ...(half < count ? [runOf(events, half + 1, count)] : []),
        ];
        const mixed = runs
          .map((run) => ({ run, key: dice.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ run }) => run);
        const tree = treeOf(of, [...mixed, ...mixed.slice(0, 2)]);
        assert.deepEqual(
          tree.branches.map((branch) => branch.events),
          [events],
        );
        assert.deepEqual([tree.waiting, tree.broken, tree.reached.get('t1')], [[], [], count]);
      }),
      { numRuns: 60 },
    );
  });

  it('SIT-4: what a tablet keeps is what the school reads, whatever its clock says; what no run can carry is not kept', () => {
    const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14 });
    const strange: fc.Arbitrary<SittingEvent> = fc.oneof(
      fc.record({ at: fc.constant(3), kind: fc.constantFrom('begun' as const, 'back' as const), wall: anyNumber }),
      fc.record({
        at: fc.constant(3),
        kind: fc.constant('left' as const),
        why: fc.constantFrom(...breakCauses),
        wall: anyNumber,
      }),
      fc.record({ at: fc.constant(3), kind: fc.constant('clock' as const), by: anyNumber }),
      anyEvent.map((event) => ({ ...event, at: 3 })),
    );
    fc.assert(
      fc.property(fc.array(strange, { minLength: 1, maxLength: 10 }), (events) => {
        const kept = events.flatMap((event) => carried(event) ?? []);
        assert.equal(kept.length, events.length);
        const read = readRun(packRun(kept));
        assert.deepEqual(read, kept);
        assert.deepEqual(treeOf(of, [{ ...runOf(kept, 1, kept.length), events: read ?? [] }]).broken, []);
      }),
      { numRuns: 100 },
    );
    const begun = { at: 0, kind: 'begun' as const, wall: 1_795_000_000_000.37 };
    assert.deepEqual(carried(begun), { ...begun, wall: 1_795_000_000_000 });
    assert.deepEqual(carried({ ...begun, wall: -5 }), { ...begun, wall: 0 });
    assert.equal(carried({ at: 0, kind: 'answered', place: 0, response: ['x'.repeat(501)] }), undefined);
    assert.equal(carried({ at: 0, kind: 'answered', place: 0, response: [0.5] }), undefined);
  });

  it('SIT-4: an edited event, another pupil’s chain and another form’s are no part of an attempt', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.constantFrom('edit', 'drop', 'pupil', 'form'), (events, n, how) => {
        const whole = runOf(events, 1, events.length);
        const at = 1 + (n % (events.length - 1));
        const edited = events.map((event, k) => (k === at ? { ...event, at: event.at + 1 } : event));
        const false_ = {
          edit: { ...whole, events: edited },
          drop: { ...whole, events: events.filter((_, k) => k !== at) },
          pupil: { ...whole, head: headAfter(firstHead({ ...of, person: 'other', device: 't1' }), events) },
          form: { ...whole, head: headAfter(firstHead({ ...of, form: 'other', device: 't1' }), events) },
        }[how];
        const tree = treeOf(of, [false_]);
        assert.deepEqual([tree.branches, tree.broken.length], [[], 1]);
        const beside = treeOf(of, [false_, whole]);
        assert.deepEqual(
          beside.branches.map((branch) => branch.events),
          [events],
        );
      }),
      { numRuns: 60 },
    );
  });

  it('SIT-4: what comes before its beginning waits', () => {
    const events: SittingEvent[] = [
      { at: 0, kind: 'begun', wall: 5 },
      { at: 1, kind: 'shown', place: 0 },
      { at: 90, kind: 'answered', place: 0, response: [1] },
      { at: 95, kind: 'final', why: 'handed-in' },
    ];
    const late = treeOf(of, [runOf(events, 1, 1), runOf(events, 3, 4)]);
    assert.deepEqual([late.waiting.length, late.broken.length, late.reached.get('t1')], [1, 0, 1]);
    assert.equal(outcomeOf(late)?.isComplete, false, 'SIT-5: an end counts only with all that leads to it');
    const whole = treeOf(of, [runOf(events, 1, 1), runOf(events, 3, 4), runOf(events, 2, 2)]);
    assert.equal(outcomeOf(whole)?.isComplete, true);
  });

  it('SIT-9: two tablets that went on in different ways are two branches; the teacher’s word names one', () => {
    const first: SittingEvent[] = [
      { at: 0, kind: 'begun', wall: 5 },
      { at: 1, kind: 'shown', place: 0 },
      { at: 90, kind: 'answered', place: 0, response: [1] },
    ];
    const base = { device: 't1', n: 3, head: headAfter(firstHead({ ...of, device: 't1' }), first) };
    const second: SittingEvent[] = [
      { at: 90, kind: 'begun', wall: 9, base },
      { at: 95, kind: 'shown', place: 1 },
      { at: 200, kind: 'answered', place: 1, response: [3] },
    ];
    const quiet: SittingEvent[] = [...first, { at: 92, kind: 'left', why: 'stopped', wall: 6 }];
    const handed = treeOf(of, [runOf(quiet, 1, 4), runOf(second, 1, 3, 't2')]);
    assert.equal(handed.branches.length, 1, 'a tablet that only went dark is no fork');
    assert.deepEqual(handed.branches[0]?.events, [...first, ...second]);
    const answered: SittingEvent[] = [...first, { at: 99, kind: 'answered', place: 0, response: [2] }];
    const forked = treeOf(of, [runOf(answered, 1, 4), runOf(second, 1, 3, 't2')]);
    assert.equal(forked.branches.length, 2);
    const open = outcomeOf(forked);
    assert.deepEqual([open?.isFork, open?.branch.device], [true, 't2']);
    const chosen = forked.branches.find(({ device }) => device === 't1')?.head;
    const settled = outcomeOf(forked, chosen);
    assert.deepEqual([settled?.isFork, settled?.state.answers.get(0)], [false, [2]]);
  });

  it('SIT-6, SIT-31: what comes after the end is kept and not scored; omitted and not reached are two things', () => {
    const state = replay([
      { at: 0, kind: 'begun', wall: 1 },
      { at: 1, kind: 'shown', place: 0 },
      { at: 100, kind: 'answered', place: 0, response: [1] },
      { at: 120, kind: 'shown', place: 2 },
      { at: 250, kind: 'answered', place: 2, response: ['12,5'] },
      { at: 260, kind: 'shown', place: 3 },
      { at: 265, kind: 'answered', place: 3, response: [null] },
      { at: 300, kind: 'final', why: 'time' },
      { at: 310, kind: 'answered', place: 1, response: [0] },
    ]);
    assert.equal(state.late, 1);
    assert.deepEqual(
      codesOf(state, 6).map((code) => [code.state, code.ms]),
      [
        ['answered', 11_900],
        ['omitted', 0],
        ['answered', 14_000],
        ['omitted', 4000],
        ['not-reached', 0],
        ['not-reached', 0],
      ],
    );
    assert.deepEqual(flagsOf(state, false), []);
  });

  it('SIT-10, SIT-11: time is that of the steady clock in open intervals; jumps, sleep and crashes cost at most a beat', () => {
    const step = fc.oneof(
      { weight: 12, arbitrary: fc.record({ do: fc.constant('work' as const), ms: fc.integer({ min: 1, max: 5000 }) }) },
      fc.record({ do: fc.constant('hide' as const), ms: fc.integer({ min: 0, max: 600_000 }) }),
      fc.record({ do: fc.constant('sleep' as const), ms: fc.integer({ min: 15_000, max: 9_000_000 }) }),
      fc.record({ do: fc.constant('crash' as const), ms: fc.integer({ min: 0, max: 5000 }) }),
      fc.record({ do: fc.constant('jump' as const), ms: fc.integer({ min: -1e12, max: 1e12 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let [steady, now, worked, crashes, jumps, seen] = [0, 1.8e12, 0, 0, 0, 0];
        let clock: ActiveClock = startClock(0, true, { wall: now, steady });
        const beat = (): void => {
          const ticked = tick(clock, { wall: now, steady });
          if (ticked.jumped !== undefined) seen++;
          clock = ticked.sleptAt === undefined ? ticked.clock : switched(ticked.clock, true);
        };
        const pass = (ms: number): void => {
          steady += ms;
          now += ms;
        };
        for (const { do: what, ms } of steps) {
          if (what === 'work') {
            pass(ms);
            worked += ms;
            beat();
          } else if (what === 'hide') {
            clock = switched(clock, false);
            pass(ms);
            beat();
            clock = switched(clock, true);
          } else if (what === 'sleep') {
            pass(ms);
            beat();
          } else if (what === 'crash') {
            pass(ms);
            worked += ms;
            crashes++;
            steady = 0;
            clock = startClock(clock.active, true, { wall: now, steady });
          } else {
            now += ms;
            if (Math.abs(ms) >= 60_000) jumps++;
            beat();
          }
        }
        assert.ok(clock.active <= worked, 'nothing is charged that was not worked');
        assert.ok(worked - clock.active <= crashes * beatMilliseconds, 'a crash costs at most a beat');
        assert.ok(seen >= jumps, 'every jump is recorded');
      }),
      { numRuns: 100 },
    );
  });

  it('SIT-12: extra time is a share of the time, and nobody has less than none', () => {
    assert.equal(timeLeft({ minutes: 40, extra: 25, added: 5 }, 10 * 60_000), 45 * 60_000);
    assert.equal(timeLeft({ minutes: 40, extra: 0, added: 0 }, 41 * 60_000), 0);
  });
});
