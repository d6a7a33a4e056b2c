import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { likelyTwice, type Entry } from './twice.ts';

let made = 0;

function anEntry(family: string, given: string, change: Partial<Entry> = {}): Entry {
  const place = { school: `s${made}` as SchoolId, grade: 5, letter: '', since: '2025-09-01', until: '' };
  return { person: `p${++made}` as PersonId, family, given, patronymic: '', birth: '2014-03-14', ...place, ...change };
}

const likeness = (one: Entry, other: Entry) => likelyTwice([one, other], () => false)[0]?.likeness;

describe('who may be one child', () => {
  it('PPL-40: equal names and date of birth at two schools; a slip of the pen, a keyboard without Kazakh letters', () => {
    const child = anEntry('Сейітова', 'Әлия');
    const likes: readonly [string, string, string | undefined][] = [
      ['Сейітова', 'Әлия', 'same'],
      ['СЕЙІТОВА', 'әлия', 'same'],
      ['Сеитова', 'Алия', 'similar'],
      ['Сейтова', 'Әлия', 'similar'],
      ['Әлия', 'Сейітова', 'similar'],
      ['Сейітова', 'Әлиа', 'similar'],
      ['Сейітова', 'Дария', undefined],
      ['Маратова', 'Әлия', undefined],
    ];
    for (const [family, given, expected] of likes)
      assert.equal(likeness(child, anEntry(family, given)), expected, `${family} ${given}`);
  });

  it('PPL-40: short names that differ by a letter are two names', () => {
    assert.equal(likeness(anEntry('Ким', 'Аня'), anEntry('Ким', 'Ася')), undefined);
  });

  it('PPL-40: not of one school, not with another date of birth, not who was settled already', () => {
    const one = anEntry('Сейітова', 'Әлия', { school: 's' as SchoolId });
    assert.equal(likeness(one, anEntry('Сейітова', 'Әлия', { school: 's' as SchoolId })), undefined);
    assert.equal(likeness(one, anEntry('Сейітова', 'Әлия', { birth: '2014-03-15' })), undefined);
    const other = anEntry('Сейітова', 'Әлия');
    assert.deepEqual(
      likelyTwice([one, other], () => true),
      [],
    );
  });

  it('PPL-40: the surest first; the entry where the child most likely is stands last', () => {
    const [left, here] = [anEntry('Маратов', 'Ерлан', { until: '2026-05-25' }), anEntry('Маратов', 'Ерлан')];
    const near = [anEntry('Ахметов', 'Самат'), anEntry('Ахметов', 'Саматт')];
    const pairs = likelyTwice([...near, here, left], () => false);
    assert.deepEqual(
      pairs.map((each) => each.likeness),
      ['same', 'similar'],
    );
    assert.deepEqual(pairs[0]?.entries, [left, here]);
  });
});
