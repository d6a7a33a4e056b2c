import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digitsOf, plain, readCode, wordsOf } from './code.ts';
import { kazakhWords } from './words-kk.ts';
import { russianWords } from './words-ru.ts';

const code = fc.uint8Array({ minLength: 8, maxLength: 8 });
const lists = [
  ['kk', kazakhWords],
  ['ru', russianWords],
] as const;

describe('codes', () => {
  it('ASM-21: what is read from digits or words of either language is the code', () => {
    fc.assert(
      fc.property(code, (bytes) => {
        for (const text of [
          digitsOf(bytes).join(' '),
          digitsOf(bytes).join(''),
          wordsOf(bytes, 'kk').join(', '),
          wordsOf(bytes, 'ru').join('\n').toUpperCase(),
          plain(wordsOf(bytes, 'kk').join(' ')),
        ]) {
          const read = readCode(text);
          assert.ok(read.ok && Buffer.from(read.value).equals(Buffer.from(bytes)), text);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('ASM-21: one wrong digit, or two swapped in a group, names the group and no other', () => {
    fc.assert(
      fc.property(code, fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 9 }), (bytes, group, at, by) => {
        const groups = digitsOf(bytes);
        const digits = [...(groups[group] ?? '')];
        digits[at] = String((Number(digits[at]) + by) % 10);
        const read = readCode(groups.with(group, digits.join('')).join(' '));
        assert.deepEqual(read, { ok: false, error: { kind: 'check', groups: [group + 1] } });
        const swapped = [...(groups[group] ?? '')];
        const next = Math.min(at, 3);
        [swapped[next], swapped[next + 1]] = [swapped[next + 1] ?? '', swapped[next] ?? ''];
        const again = readCode(groups.with(group, swapped.join('')).join(' '));
        assert.equal(again.ok, swapped[next] === swapped[next + 1]);
      }),
      { numRuns: 100 },
    );
  });

  it('ASM-21: a word heard as its nearest neighbour, and two groups that changed places, are found', () => {
    fc.assert(
      fc.property(code, fc.nat(7), fc.constantFrom('kk', 'ru'), (bytes, at, language) => {
        const words = language === 'kk' ? kazakhWords : russianWords;
        const groups = wordsOf(bytes, language);
        const [word = '', digit] = groups[at]?.split(' ') ?? [];
        for (const near of words.filter((each) => each !== word && distance(plain(each), plain(word)) <= 2)) {
          const read = readCode(groups.with(at, `${near} ${digit}`).join(' '));
          assert.deepEqual(read, { ok: false, error: { kind: 'check', groups: [at + 1] } });
        }
        const other = (at + 1) % 8;
        const swapped = groups.with(at, groups[other] ?? '').with(other, groups[at] ?? '');
        const read = readCode(swapped.join(' '));
        assert.ok(!read.ok && read.error.kind === 'check' && read.error.groups.length === 2);
      }),
      { numRuns: 40 },
    );
  });

  it('ASM-21: an unknown word, a missing digit, too few groups and nothing at all are said', () => {
    const groups = wordsOf(new Uint8Array(8), 'kk');
    assert.deepEqual(readCode(''), { ok: false, error: { kind: 'empty' } });
    assert.deepEqual(readCode('123'), { ok: false, error: { kind: 'groups', have: 0, need: 5 } });
    assert.deepEqual(readCode(groups.slice(1).join(' ')).ok, false);
    assert.deepEqual(readCode(groups.with(2, 'зебраа 1').join(' ')), {
      ok: false,
      error: { kind: 'unknown', group: 3 },
    });
    assert.deepEqual(readCode(groups.with(4, 'алма').join(' ')), { ok: false, error: { kind: 'no-digit', group: 5 } });
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => !readCode(text).ok),
      { numRuns: 40 },
    );
  });

  for (const [language, words] of lists) {
    it(`ASM-21: 256 ${language} words, none within one letter or one sound of another, near ones with other check digits`, () => {
      assert.equal(new Set(words.map(plain)).size, 256);
      for (const [a, one] of words.entries()) {
        assert.ok(one.length >= 3 && one.length <= 10, one);
        for (let b = a + 1; b < words.length; b++) {
          const other = words[b] ?? '';
          const letters = distance(plain(one), plain(other));
          const sounds = distance(sound(one), sound(other));
          assert.ok(letters >= 2 && sounds >= 2, `${one} ${other}`);
          if (letters === 2 || sounds === 2) assert.notEqual(a % 10, b % 10, `${one} ${other}`);
        }
      }
    });
  }
});

/** As a bad line carries it: voiced and voiceless, unstressed vowels and doubled letters are one. */
function sound(word: string): string {
  const from = 'бвгджзщоиыюяцчх';
  const into = 'пфктшсшаееуасшк';
  const heard = Array.from(plain(word), (letter) => into[from.indexOf(letter)] ?? letter);
  return heard.filter((letter, at) => letter !== heard[at - 1]).join('');
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, x] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, y] of [...b].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (x === y ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
