import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sqlitePlace } from '#testing/stores.ts';
import { still, writeQueue } from './write-queue.ts';

it('LOG-7: a writer that writes again as soon as it is answered keeps nobody else waiting', async () => {
  const place = await sqlitePlace();
  const store = await place.open();
  try {
    const queue = writeQueue(store);
    let wasServed = false;
    setImmediate(() => setImmediate(() => (wasServed = true)));
    let writes = 0;
    while (!wasServed && writes < 1_000) writes += await queue.add(() => Promise.resolve(still(1)));
    assert.ok(writes < 10, `another request was served after ${writes} writes`);
  } finally {
    await store.close();
    await place.remove();
  }
});

it('LOG-7: between two large ones that wait together others are served', async () => {
  const place = await sqlitePlace();
  const store = await place.open();
  try {
    const queue = writeQueue(store);
    const order: string[] = [];
    const add = (name: string, isLarge: boolean): Promise<number> => {
      return queue.add(() => Promise.resolve(still(order.push(name))), isLarge);
    };
    setImmediate(() => setImmediate(() => order.push('page')));
    await Promise.all([add('small', false), add('large', true), add('another', true), add('third', true)]);
    assert.deepEqual(order.slice(0, 2), ['small', 'large']);
    assert.ok(order.indexOf('page') < order.indexOf('third'), order.join());
  } finally {
    await store.close();
    await place.remove();
  }
});
