import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asFault, faultOf, guardedStore } from './fault.ts';
import { StoreFault, type FaultKind } from './store.ts';
import { openSqliteStore } from './sqlite/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-fault-'));

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

test('CARE-10: what is no store is damaged, and says so when it is opened', () => {
  const file = join(folder, 'no-store.db');
  writeFileSync(file, 'not a store at all, but long enough to be looked at as one'.repeat(100));
  const error = thrownBy(() => openSqliteStore(file));
  assert.equal(faultOf(error), 'damaged');
  assert.ok(asFault(error) instanceof StoreFault);
});

test('CARE-10: errors of the disk are known in every engine, and no other error is taken for one', () => {
  const codes: [string, FaultKind][] = [
    ['ENOSPC', 'full'],
    ['EROFS', 'read-only'],
    ['EIO', 'failing'],
    ['53100', 'full'],
    ['XX001', 'damaged'],
  ];
  for (const [code, kind] of codes) assert.equal(faultOf(Object.assign(new Error(code), { code })), kind);
  const database = new DatabaseSync(':memory:');
  assert.equal(faultOf(thrownBy(() => database.exec('select nothing from nowhere'))), undefined);
  assert.equal(faultOf(new Error('a bug')), undefined);
  assert.equal(faultOf(undefined), undefined);
});

test('CARE-10: a store with no room left refuses the write, keeps nothing of it, tells it, and can still be read', async () => {
  const heard: FaultKind[] = [];
  const file = join(folder, 'small.db');
  const made = new DatabaseSync(file);
  made.exec('pragma page_size = 4096; create table t (a blob); insert into t values (1)');
  made.close();
  const store = guardedStore(openSqliteStore(file), (kind) => {
    heard.push(kind);
    return kind;
  });
  const work = store.transaction(async (tx) => {
    await tx.all('pragma max_page_count = 4');
    await tx.all('insert into t values (zeroblob(100000))');
  });
  await assert.rejects(work, (error) => error instanceof StoreFault && error.kind === 'full');
  assert.deepEqual(heard, ['full']);
  assert.equal((await store.get<{ n: number }>('select count(*) n from t'))?.n, 1);
  await store.close();
});
