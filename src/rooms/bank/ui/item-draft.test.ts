import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { anItem, sampleParts } from '../testing.ts';
import { draftOf, sourceOf } from './item-draft.ts';

test('BNK-27: what the form was given it gives back, for every kind', () => {
  for (const part of Object.values(sampleParts)) {
    const source = anItem({ parts: [part], task: { kk: 'Оқы', ru: 'Читай' }, stimulus: 'p8-s1' });
    deepEqual(sourceOf(draftOf(source)), source, part.kind);
  }
  const fields = {
    kind: 'gap',
    lines: { kk: '{0} су', ru: '{0} вода' },
    right: [['a', 'b'], { kk: ['су'], ru: ['вода'] }],
  };
  const source = anItem({ parts: [fields] });
  deepEqual(sourceOf(draftOf(source)), source);
});
