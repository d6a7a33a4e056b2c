import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchPath } from './router.ts';
import { findScreen, type Screen } from './screen.ts';
import { fill, loadWords, sayer } from './words.ts';

const screen = (path: string, roles: Screen['roles']): Screen => ({
  path,
  roles,
  words: [],
  load: async () => () => null,
});

describe('addresses', () => {
  it('match part by part, and give their parameters', () => {
    assert.deepEqual(matchPath('/lesson/:pack/:lesson', '/lesson/week-5-7/g7-physics-1/'), {
      pack: 'week-5-7',
      lesson: 'g7-physics-1',
    });
    assert.deepEqual(matchPath('/', '/'), {});
    assert.equal(matchPath('/lesson/:pack', '/lesson'), undefined);
    assert.equal(matchPath('/lesson/:pack', '/other/x'), undefined);
    assert.deepEqual(matchPath('/class/:name', '/class/5%20%D0%90'), { name: '5 А' });
    assert.deepEqual(
      matchPath('/class/:name', '/class/%E0%A4%A'),
      { name: '%E0%A4%A' },
      'a broken address breaks no page',
    );
  });
  it('lead to the first screen for one of the roles', () => {
    const table = [screen('/', ['pupil']), screen('/', ['head']), screen('/:any', ['teacher'])];
    assert.equal(findScreen(table, '/', ['teacher', 'head'])?.screen, table[1]);
    assert.equal(findScreen(table, '/x', ['pupil']), undefined);
    assert.deepEqual(findScreen(table, '/x', ['teacher'])?.params, { any: 'x' });
  });
});

describe('words', () => {
  it('take their values, and show a key that has no sentence', () => {
    assert.equal(fill('{a} / {of}, {a}', { a: 3, of: 8 }), '3 / 8, 3');
    assert.equal(fill('{missing}', {}), '{missing}');
    assert.equal(sayer({ 'x.y': 'Сәлем, {name}!' })('x.y', { name: 'Әлия' }), 'Сәлем, Әлия!');
    assert.equal(sayer({})('x.z'), 'x.z');
  });
  it('come set by set, in one language only', async () => {
    const asked: string[] = [];
    const file = (name: string) => async () => (asked.push(name), { [name]: name });
    const files = { './a/kk.json': file('a.kk'), './a/ru.json': file('a.ru'), './b/x.kk.json': file('b.kk') };
    assert.deepEqual(await loadWords(files, ['a/', 'b/x.'], 'kk'), { 'a.kk': 'a.kk', 'b.kk': 'b.kk' });
    assert.deepEqual(asked, ['a.kk', 'b.kk']);
    await assert.rejects(loadWords(files, ['b/x.'], 'ru'));
  });
});
