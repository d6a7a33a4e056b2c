import { bookletsOf } from './booklets.ts';
import type { Reliability } from './estimates.ts';
import type { PersonMeasure } from './persons.ts';
import type { Answers } from './responses.ts';

/**
 * Four answers to one question: how much of the spread is of the pupils and not of chance. α (Cronbach 1951; for items of one point
 * KR-20, Kuder & Richardson 1937) of each booklet, their mean by persons; 1 − mean of squared errors by variance of the WLE
 * (Adams 2005); variance of the EAP by variance of ability (the same). SCL-9: none is clamped; below 0 says too short a test.
 */
export function reliabilityOf(answers: Answers, measures: readonly (PersonMeasure | undefined)[]): Reliability {
  const alpha = alphaOf(answers);
  const there = measures.filter((measure) => measure !== undefined);
  const wle = 1 - mean(there.map(({ se }) => se * se)) / variance(there.map(({ theta }) => theta));
  const expected = there.flatMap(({ expected }) => (expected ? [expected] : []));
  const spread = variance(expected.map(({ theta }) => theta));
  const eap = spread / (spread + mean(expected.map(({ sd }) => sd * sd)));
  const isOfOnes = answers.items.every(({ most }) => most === 1);
  return { ...(isOfOnes ? { kr20: alpha } : {}), alpha, wle, eap };
}

/** NaN where no two persons answered the same items. */
function alphaOf(answers: Answers): number {
  let [sum, persons] = [0, 0];
  for (const booklet of bookletsOf(answers)) {
    const own = alphaOfBooklet(answers, booklet.items, booklet.persons);
    if (!Number.isFinite(own)) continue;
    sum += own * booklet.persons.length;
    persons += booklet.persons.length;
  }
  return sum / persons;
}

function alphaOfBooklet(answers: Answers, items: Int32Array, persons: readonly number[]): number {
  const width = answers.items.length;
  const points = (person: number, item: number): number => answers.points[person * width + item]!;
  const parts = Array.from(items, (item) => variance(persons.map((person) => points(person, item))));
  const whole = variance(persons.map((person) => items.reduce((sum, item) => sum + points(person, item), 0)));
  return (items.length / (items.length - 1)) * (1 - parts.reduce((sum, each) => sum + each, 0) / whole);
}

export function mean(of: readonly number[]): number {
  return of.reduce((sum, each) => sum + each, 0) / of.length;
}

/** With n − 1 below; NaN of fewer than two. */
export function variance(of: readonly number[]): number {
  const middle = mean(of);
  return of.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (of.length - 1 || NaN);
}
