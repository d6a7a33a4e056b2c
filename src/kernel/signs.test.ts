import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { printedSigns, readSigns, signsOf } from './signs.ts';

describe('signs that people type', () => {
  const signs = signsOf(randomBytes(22), 22);
  const printed = printedSigns(signs);

  it('are read in any letters, with or without dashes, and with Cyrillic ones in place of Latin', () => {
    assert.match(printed, /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    assert.equal(readSigns(printed, 22), signs);
    assert.equal(readSigns(printed.toLowerCase().replaceAll('-', ' '), 22), signs);
    const cyrillic = printed.replaceAll('A', 'А').replaceAll('0', 'О').replaceAll('1', 'l');
    assert.equal(readSigns(cyrillic, 22), signs);
  });

  it('are refused with any one sign wrong, any two neighbours swapped, one missing or one more', () => {
    const text = printed.replaceAll('-', '');
    for (let n = 0; n < text.length; n++) {
      const other = text[n] === '7' ? '8' : '7';
      assert.equal(readSigns(text.slice(0, n) + other + text.slice(n + 1), 22), undefined);
      const [a = '', b = ''] = text.slice(n, n + 2);
      if (b && a !== b) assert.equal(readSigns(text.slice(0, n) + b + a + text.slice(n + 2), 22), undefined);
    }
    assert.equal(readSigns(text.slice(1), 22), undefined);
    assert.equal(readSigns(`${text}0`, 22), undefined);
    assert.equal(readSigns('', 22), undefined);
  });
});
