import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diceOf, type Dice } from './dice.ts';
import { normalAt, normalBelow, studentAt } from './normal.ts';
import { detectableClosing, detectableGap, detectableGrowth, usualAssumed, type Arm, type Assumed } from './power.ts';

const rural: Arm = { schools: 134, pupils: 6 };
const urban: Arm = { schools: 30, pupils: 25 };

/** The mean that a study of these schools would see, school by school, pupil by pupil. */
function seenMean(dice: Dice, { schools, pupils }: Arm, { sd, icc, reliability }: Assumed): number {
  const noise = sd * Math.sqrt((1 - reliability) / reliability);
  let sum = 0;
  for (let s = 0; s < schools; s++) {
    const school = sd * Math.sqrt(icc) * dice.normal();
    for (let p = 0; p < pupils; p++) sum += school + sd * Math.sqrt(1 - icc) * dice.normal() + noise * dice.normal();
  }
  return sum / (schools * pupils);
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function close(seen: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(seen - expected) <= tolerance, `${seen} is not ${expected} ± ${tolerance}`);
}

describe('the normal and Student’s t', () => {
  it('RES-10: known values come back', () => {
    close(normalBelow(1.96), 0.9750021, 1e-6);
    close(normalAt(0.8), 0.8416212, 1e-5);
    // Tables of Student's t: 0.975 with 10, 30 and 162 degrees of freedom.
    close(studentAt(0.975, 10), 2.2281, 0.01);
    close(studentAt(0.975, 30), 2.0423, 0.001);
    close(studentAt(0.975, 162), 1.9747, 0.0005);
  });
});

describe('what a study could see', () => {
  it('RES-10: 134 schools × 6 against 30 × 25: a gap’s error of about 9, the least gap about 26', () => {
    // The reference gives no SD; a country's spread of 82 with an ICC of 0.25 and a reliability of 0.85 gives its figures.
    const { error, least } = detectableGap(rural, urban, { ...usualAssumed, sd: 82 });
    close(error, 9.2, 0.3);
    close(least, 26, 0.6);
  });

  it('RES-10: the formula says what a simulation of 500 studies finds, and such a study finds the least gap in 80 of 100', () => {
    const dice = diceOf(20_260_901);
    const gaps = Array.from({ length: 500 }, () => {
      return seenMean(dice, rural, usualAssumed) - seenMean(dice, urban, usualAssumed);
    });
    const { error, least } = detectableGap(rural, urban, usualAssumed);
    close(spread(gaps) / error, 1, 0.08);
    const found = gaps.filter((gap) => Math.abs(gap + least) > 1.975 * error).length;
    close(found / gaps.length, 0.8, 0.05);
  });

  it('RES-10: the link’s error bounds growth whatever the number of schools, and drops out where growths are compared', () => {
    const many = { schools: 100_000, pupils: 6 };
    close(detectableGrowth(many, usualAssumed).error, usualAssumed.link, 0.1);
    assert.ok(detectableClosing(many, many, usualAssumed).error < 1);
  });

  it('RES-10: fewer schools, a worse test and more leavers never make a study see more', () => {
    const of = detectableGap(rural, urban, usualAssumed).least;
    assert.ok(detectableGap({ ...rural, schools: 60 }, urban, usualAssumed).least > of);
    assert.ok(detectableGap(rural, urban, { ...usualAssumed, reliability: 0.6 }).least > of);
    const growth = detectableGrowth(rural, usualAssumed).least;
    assert.ok(detectableGrowth(rural, { ...usualAssumed, attrition: 0.4 }).least > growth);
  });
});
