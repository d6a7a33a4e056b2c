import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { day, hour, minute, type Instant } from '#kernel/time.ts';
import { correctedClock } from './clock.ts';

const autumn = Date.UTC(2026, 9, 5, 4);

/** The machine's own clock, which a test sets. */
function machine(at: number) {
  let now = at;
  return { now: () => now as Instant, set: (to: number) => (now = to), go: (by: number) => (now += by) };
}

describe('a clock without a battery', () => {
  it('CARE-20: begins at its newest record, runs on from there, and is doubtful', () => {
    const system = machine(Date.UTC(2000, 0, 1));
    const clock = correctedClock(system);
    clock.begin(autumn, 0, 0);
    assert.equal(clock.now(), autumn);
    system.go(hour);
    assert.equal(clock.now(), autumn + hour);
    assert.equal(clock.state().doubtfulSince, autumn);
  });

  it('CARE-20: on an empty store it is never before the release was built', () => {
    const clock = correctedClock(machine(0));
    clock.begin(0, 0, autumn);
    assert.equal(clock.now(), autumn);
    assert.equal(clock.state().doubtfulSince, autumn);
  });

  it('CARE-20: a machine that is years ahead of its newest record is doubtful too', () => {
    const clock = correctedClock(machine(autumn + 500 * day));
    clock.begin(autumn, 0, 0);
    assert.equal(clock.state().doubtfulSince, autumn + 500 * day);
  });

  it('CARE-21: takes the time from an adult’s device, and says which times were wrong', () => {
    const system = machine(Date.UTC(2000, 0, 1));
    const clock = correctedClock(system);
    clock.begin(autumn, 0, 0);
    system.go(3 * hour);
    const found = clock.hear(autumn + 16 * hour, 'adult');
    assert.deepEqual(found, { from: autumn, to: autumn + 3 * hour, by: 'adult', offset: 13 * hour });
    assert.equal(clock.now(), autumn + 16 * hour);
    assert.equal(clock.state().doubtfulSince, undefined);
  });

  it('CARE-21: a device that agrees confirms it and changes nothing', () => {
    const clock = correctedClock(machine(autumn));
    clock.begin(autumn - day, 0, 0);
    assert.equal(clock.hear(autumn + minute, 'adult'), undefined);
    assert.equal(clock.now(), autumn);
    assert.equal(clock.state().confirmed?.by, 'adult');
  });

  it('CARE-21: the region counts more than a device', () => {
    const clock = correctedClock(machine(autumn));
    clock.begin(autumn - day, 0, 0);
    clock.hear(autumn + 2 * hour, 'region');
    assert.equal(clock.hear(autumn - 300 * day, 'adult'), undefined);
    assert.equal(clock.now(), autumn + 2 * hour);
  });

  it('CARE-20: never goes back before the newest record: it stands there until that time comes', () => {
    const system = machine(autumn + day);
    const clock = correctedClock(system);
    clock.begin(autumn, 0, 0);
    clock.wrote(clock.now());
    const found = clock.hear(autumn, 'adult');
    assert.equal(found?.offset, -day);
    assert.equal(clock.now(), autumn + day);
    assert.ok(clock.state().isHeld);
    system.go(day + hour);
    assert.equal(clock.now(), autumn + day + hour);
    assert.ok(!clock.state().isHeld);
  });

  it('CARE-20: a kept offset holds over a restart of the program, and is dropped where the machine lost its time anew', () => {
    const running = correctedClock(machine(Date.UTC(2001, 0, 1)));
    const offset = autumn - Date.UTC(2001, 0, 1);
    running.begin(autumn - hour, offset, 0);
    assert.equal(running.now(), autumn);
    assert.equal(running.state().doubtfulSince, undefined);
    const lost = correctedClock(machine(Date.UTC(2000, 0, 1)));
    lost.begin(autumn, offset, 0);
    assert.equal(lost.now(), autumn);
    assert.equal(lost.state().doubtfulSince, autumn);
  });

  it('CARE-21: a telephone that lost its own time is not believed', () => {
    const clock = correctedClock(machine(autumn));
    clock.begin(autumn - day, 0, autumn - 2 * day);
    assert.equal(clock.hear(0, 'adult'), undefined);
    assert.equal(clock.now(), autumn);
    assert.equal(clock.state().confirmed, undefined);
  });
});
