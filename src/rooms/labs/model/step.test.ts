import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skills } from './rubric/skill.ts';
import { isPast } from './step.ts';

test('LAB-15: points of a work in progress count for the pages that were turned, and for no others', () => {
  const past = (step: string): readonly string[] => skills.filter((skill) => isPast(skill, step));
  assert.deepEqual(past('hypothesis'), []);
  assert.deepEqual(past('table'), ['hypothesis']);
  assert.deepEqual(past('plot'), ['hypothesis', 'control', 'measuring', 'recording']);
  assert.deepEqual(past('conclusion'), ['hypothesis', 'control', 'measuring', 'recording', 'processing']);
  assert.deepEqual(past('a page of a later version'), []);
});
