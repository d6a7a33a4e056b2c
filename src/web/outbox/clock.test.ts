import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { setByServer, startClock, timeOf } from './clock.ts';

const start = { wall: 1_000_000, steady: 0 };

describe('the time of an entry', () => {
  it('OUT-13: is that of the server, as the last page measured it', () => {
    assert.equal(timeOf(startClock(start, 5000), { wall: 1_000_100, steady: 100 }).at, 1_005_100);
  });

  it('OUT-13: is measured anew by an answer, half of whose way counts', () => {
    const clock = setByServer(startClock(start, 0), start, { wall: 1_000_200, steady: 200 }, 3_000_000);
    assert.equal(clock.offset, 1_999_900);
    assert.equal(timeOf(clock, { wall: 1_000_300, steady: 300 }).at, 3_000_200);
  });

  it('OUT-13: an answer that was on its way for long says nothing of the time', () => {
    const clock = startClock(start, 0);
    assert.equal(setByServer(clock, start, { wall: 1_020_000, steady: 20_000 }, 9_000_000), clock);
    assert.equal(setByServer(clock, start, start, Number.NaN), clock);
  });

  it('OUT-13: goes on where somebody sets the clock back, and where the tablet slept', () => {
    const clock = startClock(start, 0);
    assert.equal(timeOf(clock, { wall: 0, steady: 700 }).at, 1_000_700);
    assert.equal(timeOf(clock, { wall: 4_600_000, steady: 800 }).at, 4_600_000);
  });

  it('OUT-13: never goes back within a page, whatever clocks and servers say', () => {
    const step = fc.record({
      wall: fc.integer({ min: -10_000, max: 10_000 }),
      steady: fc.nat(5000),
      server: fc.option(fc.nat(3_000_000)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        let reading = start;
        let clock = startClock(reading, 0);
        let last = -Infinity;
        for (const { wall, steady, server } of steps) {
          const asked = reading;
          reading = { wall: reading.wall + wall, steady: reading.steady + steady };
          if (server !== null) clock = setByServer(clock, asked, reading, server);
          const told = timeOf(clock, reading);
          assert.ok(told.at >= last);
          last = told.at;
          clock = told.clock;
        }
      }),
    );
  });
});
