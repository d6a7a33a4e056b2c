import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, matchesAny, scriptOf } from './spelling.ts';

test('LIB-16: case does not matter, for Kazakh letters either', () => {
  assert.ok(matchesAny('ӘЖЕ ҒАЛЫМ ҚОЙ ЖАҢА ӨЗЕН ҰЛТ ҮЙ ЖИҺАЗ ІНІ', ['әже ғалым қой жаңа өзен ұлт үй жиһаз іні']));
});

test('LIB-16: composed and decomposed letters are the same', () => {
  assert.ok(matchesAny('й'.normalize('NFD'), ['й']));
  assert.ok(matchesAny('Ё'.normalize('NFD'), ['е']));
});

test('LIB-16: outer and double spaces do not matter, no-break spaces either', () => {
  assert.ok(matchesAny('  қазақ \u00a0 хандығы ', ['Қазақ хандығы']));
  assert.ok(!matchesAny('қазақхандығы', ['Қазақ хандығы']));
});

test('LIB-16: a letter of the other script that looks the same is taken for a word of one script', () => {
  assert.ok(matchesAny('cay', ['сау']));
  assert.ok(matchesAny('іні'.replaceAll('і', 'i'), ['іні']));
  assert.ok(matchesAny('жиhаз', ['жиһаз']));
  assert.ok(matchesAny('СО2', ['CO₂']));
  assert.ok(matchesAny('НЕ', ['he']));
  assert.ok(!matchesAny('в', ['b']));
});

test('LIB-16: lookalikes of a word of both scripts are left as they are', () => {
  assert.equal(scriptOf('pH ортасы'), 'mixed');
  assert.ok(matchesAny('PH ОРТАСЫ', ['pH ортасы']));
  assert.ok(!matchesAny('рН ортасы', ['pH ортасы']));
});

test('LIB-16: keyboards differ in apostrophes, dashes, lowered and raised digits, decimal commas', () => {
  assert.ok(matchesAny('don’t', ["don't"]) && matchesAny('donʼt', ["don't"]));
  assert.ok(matchesAny('ақ–қара', ['ақ-қара']));
  assert.ok(matchesAny('H2SO4', ['H₂SO₄']));
  assert.ok(matchesAny('м^2', ['м²']) && !matchesAny('м2', ['м²']));
  assert.ok(matchesAny('2.5', ['2,5']) && matchesAny('−3', ['-3']));
});

test('LIB-16: spelling itself matters', () => {
  assert.ok(!matchesAny('казак', ['қазақ']));
  assert.ok(!matchesAny('', ['а']));
  assert.ok(matchesAny('екінші', ['бірінші', 'екінші']));
});

test('LIB-16: folding twice changes nothing more, and a text always matches itself', () => {
  const script = fc.constantFrom('cyrillic', 'latin', 'mixed', 'none');
  const text = fc.string({ unit: fc.constantFrom(...'aAеЕHнһҺіIqқҚÉ ²₂’-,1йё\u00a0') });
  fc.assert(fc.property(text, script, (one, of) => assert.equal(fold(fold(one, of), of), fold(one, of))));
  fc.assert(fc.property(text, (one) => assert.ok(matchesAny(one, [one]))));
});
