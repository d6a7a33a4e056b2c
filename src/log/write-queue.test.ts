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
