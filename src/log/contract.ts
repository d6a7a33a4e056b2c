import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId, Scope, TabletId } from '#kernel/ids.ts';
import { dumpRows, fakeClock, nodeKeys, onSampleLog, sampleLog, seededRandomness } from '#testing/logs.ts';
import { announced, forgotten, joined, left, sampleProjection, scored } from '#testing/sample-room.ts';
import type { StorePlace } from '#testing/stores.ts';
import { isGenuine } from './chain.ts';
import type { Log } from './log.ts';
import { decodeRecord, RecordTooLarge, type StreamId } from './record.ts';
import { isWrappedUnder, rewrapKeys } from './rewrap.ts';

const scope = 'school:s1' as Scope;
const anna = 'anna' as PersonId;

/** What every engine keeps: `docs/protocol/records.md`. An engine's test file supplies only the place of its store. */
export function describeLogContract(engine: string, makePlace: () => Promise<StorePlace>): void {
  const withLog = onSampleLog(makePlace);
  const score = (log: Log, person: string, task: string, points: number): Promise<string> => {
    return log.write(() => ({ records: [scored.draft(scope, person, { person, task, points })], answer: task }));
  };
  const stream: StreamId = { node: 'n1' as StreamId['node'], epoch: 1, scope };

  describe(`log on ${engine}`, () => {
    it('LOG-2: numbers each stream from 1 without gaps, each scope on its own', async () => {
      await withLog(async (log) => {
        await Promise.all([score(log, 'a', 't', 1), score(log, 'b', 't', 1), score(log, 'c', 't', 1)]);
        await log.write(() => ({ records: [announced.draft('region' as Scope, 'x', { text: 'hi' })], answer: 0 }));
        assert.deepEqual(
          log.streams().map((head) => [head.stream.scope, head.next]),
          [
            ['region', 2],
            [scope, 4],
          ],
        );
        assert.equal((await log.recordsFrom(stream, 1, 10)).length, 3);
        assert.equal((await log.recordsFrom(stream, 3, 10)).length, 1);
      });
    });

    it('LOG-4: refuses a body over 16 KB alone; its neighbours in the same flush are kept', async () => {
      await withLog(async (log) => {
        const large = score(log, 'a', 'x'.repeat(17_000), 1);
        const small = score(log, 'b', 't', 1);
        await assert.rejects(large, RecordTooLarge);
        assert.equal(await small, 't');
        assert.equal(log.head(stream)?.next, 2);
      });
    });

    it('LOG-5, LOG-6: a checkpoint signs the running hash, and is the same hash after a restart', async () => {
      await withLog(async (log, reopen, keys) => {
        await score(log, 'a', 't', 1);
        const early = await log.checkpoint(stream);
        await score(log, 'a', 't', 2);
        const again = await reopen();
        const late = await again.checkpoint(stream);
        assert.ok(isGenuine(early, keys.publicKey) && isGenuine(late, keys.publicKey));
        assert.notDeepEqual(early.hash, late.hash);
        assert.equal(Buffer.compare((await again.checkpoint(stream, 1)).hash, early.hash), 0);
        assert.ok(!isGenuine({ ...late, seq: 1 }, keys.publicKey));
      });
    });

    it('LOG-7: decisions of one flush see each other, in order', async () => {
      await withLog(async (log) => {
        const once = () =>
          log.write(async (on) => {
            const row = await on.get('select person from sample_points where person = ?', 'a');
            if (row) return { records: [], answer: 'already' };
            return { records: [scored.draft(scope, 'a', { person: 'a', task: 't', points: 1 })], answer: 'new' };
          });
        assert.deepEqual(await Promise.all([once(), once(), once()]), ['new', 'already', 'already']);
      });
    });

    it('LOG-7: a decision that throws is refused alone', async () => {
      await withLog(async (log) => {
        const bad = log.write(() => {
          throw new Error('no');
        });
        const good = score(log, 'a', 't', 1);
        await assert.rejects(bad, /no/);
        assert.equal(await good, 't');
      });
    });

    it('LOG-8: insert, upsert, add and delete leave the rows that they say', async () => {
      await withLog(async (log) => {
        await log.write((on) => ({
          records: [
            joined.draft(scope, anna, { person: anna, name: on.seal(anna, scope, 'Анна') }),
            scored.draft(scope, anna, { person: anna, task: 't1', points: 2 }),
            scored.draft(scope, anna, { person: anna, task: 't1', points: 3 }),
            scored.draft(scope, 'b', { person: 'b', task: 't1', points: 1 }),
          ],
          answer: 0,
        }));
        const sql = 'select person, task, points, times from sample_points order by person';
        assert.deepEqual(
          (await log.read.all(sql)).map((row) => ({ ...(row as object) })),
          [
            { person: 'anna', task: 't1', points: 5, times: 2 },
            { person: 'b', task: 't1', points: 1, times: 1 },
          ],
        );
        await log.write(() => ({ records: [left.draft(scope, anna, { person: anna })], answer: 0 }));
        assert.equal((await log.read.all(sql)).length, 1);
        assert.equal((await log.read.all('select person from sample_people')).length, 1);
      });
    });

    it('LOG-10: a record of an owner that its node is not stays without effect', async () => {
      await withLog(async (_, reopen) => {
        const log = await reopen({ mayWrite: (_stream, owner) => owner !== 'region' });
        await log.write(() => ({ records: [announced.draft(scope, 'x', { text: 'forged' })], answer: 0 }));
        assert.deepEqual(await log.read.all('select text from sample_news'), []);
        assert.equal(log.head(stream)?.next, 2);
      });
    });

    it('LOG-11: rebuilt rows are equal, also while records arrive; the old rows serve until the swap', async () => {
      await withLog(async (log) => {
        await Promise.all(Array.from({ length: 300 }, (_, n) => score(log, `p${n % 7}`, `t${n % 5}`, n)));
        const rebuilding = log.rebuild('sample');
        await Promise.all(Array.from({ length: 50 }, (_, n) => score(log, `p${n % 7}`, 'late', n)));
        await rebuilding;
        const first = await dumpRows(log.read, sampleProjection);
        await log.rebuild('sample');
        assert.deepEqual(await dumpRows(log.read, sampleProjection), first);
        assert.equal(first['sample_points']?.length, 42);
        assert.equal(log.progress('sample').ready, true);
      });
    });

    it('LOG-11: what is written in the very flush of the swap takes effect in the new rows', async () => {
      await withLog(async (log) => {
        await Promise.all(Array.from({ length: 100 }, (_, n) => score(log, `p${n % 7}`, 't', n)));
        let isOver = false;
        let writes = 0;
        const rebuilding = log.rebuild('sample').finally(() => (isOver = true));
        // Each of a few writers always has one write waiting, so that every flush of the rebuild is shared with some.
        const writer = async (): Promise<void> => {
          while (!isOver) await score(log, 'late', `t${writes++}`, 1);
        };
        await Promise.all([rebuilding, writer(), writer(), writer()]);
        const swapped = await dumpRows(log.read, sampleProjection);
        await log.rebuild('sample');
        assert.deepEqual(await dumpRows(log.read, sampleProjection), swapped);
        assert.equal(swapped['sample_points']?.length, 7 + writes);
      });
    });

    it('LOG-11: a changed projection is built anew at the start and swapped', async () => {
      await withLog(async (log, reopen) => {
        await score(log, 'a', 't', 1);
        const before = await dumpRows(log.read, sampleProjection);
        const changed = await reopen({ projections: [{ ...sampleProjection, version: 2 }] });
        assert.deepEqual(await dumpRows(changed.read, sampleProjection), before);
      });
    });

    it('LOG-12: what is sealed opens for who has the key, and never again after the erasure, nor after a rebuild', async () => {
      await withLog(async (log, reopen) => {
        await log.write((on) => ({
          records: [joined.draft(scope, anna, { person: anna, name: on.seal(anna, scope, 'Анна') })],
          answer: 0,
        }));
        const nameOf = async (from: Log) => {
          const row = await from.read.get<{ name: Uint8Array }>('select name from sample_people');
          return from.vault.open(anna, row?.name as Uint8Array);
        };
        assert.equal(await nameOf(log), 'Анна');
        const [kept] = log.keysSince(scope, 0);
        assert.ok(kept);
        const again = await reopen();
        assert.equal(await nameOf(again), 'Анна');
        await again.write(() => ({ records: [forgotten.draft(scope, 'x', { person: anna })], answer: 0 }));
        assert.equal(await nameOf(again), undefined);
        await again.adoptKeys([kept.key]);
        await again.rebuild('sample');
        assert.equal(await nameOf(again), undefined);
        const restarted = await reopen();
        await restarted.adoptKeys([kept.key]);
        assert.equal(await nameOf(restarted), undefined);
      });
    });

    it('LOG-12: two decisions of one flush about a new person share one key', async () => {
      await withLog(async (log) => {
        const join = () => log.write((on) => ({ records: [], answer: on.seal(anna, scope, 'Анна') }));
        for (const sealed of await Promise.all([join(), join()])) assert.equal(log.vault.open(anna, sealed), 'Анна');
      });
    });

    it('LOG-12: a key belongs to every scope in which something is sealed with it, and goes nowhere else', async () => {
      await withLog(async (log, reopen) => {
        const other = 'school:s2' as Scope;
        await log.write((on) => ({ records: [], answer: on.seal(anna, scope, 'Анна') }));
        const [own] = log.keysSince(scope, 0);
        assert.ok(own);
        assert.deepEqual(log.keysSince(other, 0), []);
        const stranger = 'school:s3' as Scope;
        await log.adoptKeys([{ person: anna, scope: stranger, key: new Uint8Array(32) }]);
        assert.deepEqual(log.keysSince(stranger, 0), [], 'who guesses an id is not given its key');
        await log.write((on) => ({ records: [], answer: on.seal(anna, other, 'Анна') }));
        const again = await reopen();
        assert.deepEqual(
          again.keysSince(other, 0).map((each) => [each.n, each.key.person]),
          [[1, anna]],
        );
        assert.equal(Buffer.compare(again.keysSince(other, 0)[0]?.key.key as Uint8Array, own.key.key), 0);
        await again.write(() => ({ records: [forgotten.draft(scope, 'x', { person: anna })], answer: 0 }));
        assert.deepEqual([again.keysSince(scope, 0), again.keysSince(other, 0)], [[], []]);
      });
    });

    it('LOG-20: sealed under another vault key the same is readable, and under the old one nothing', async () => {
      const place = await makePlace();
      const [before, next] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)];
      const keys = nodeKeys();
      try {
        const log = await sampleLog(await place.open(), 'n1', { keys, vaultKey: before });
        const sealed = await log.write((on) => ({ records: [], answer: on.seal(anna, scope, 'Анна') }));
        await log.close();
        const store = await place.open();
        await rewrapKeys(store, before, next, seededRandomness('rewrap'));
        assert.deepEqual([await isWrappedUnder(store, before), await isWrappedUnder(store, next)], [false, true]);
        await store.close();
        const old = await sampleLog(await place.open(), 'n1', { keys, vaultKey: before });
        assert.equal(old.vault.open(anna, sealed), undefined);
        await old.close();
        const again = await sampleLog(await place.open(), 'n1', { keys, vaultKey: next });
        assert.equal(again.vault.open(anna, sealed), 'Анна');
        assert.deepEqual(
          again.keysSince(scope, 0).map(({ n, key }) => [n, key.person]),
          [[1, anna]],
        );
        await again.close();
      } finally {
        await place.remove();
      }
    });

    it('LOG-13: an entry of a tablet is found by its number, in the record itself and in the table', async () => {
      await withLog(async (log, reopen) => {
        const via = { tablet: 'tab1' as TabletId, n: 7 };
        const body = { person: 'a', task: 't', points: 1 };
        await log.write(() => ({ records: [scored.draft(scope, 'a', body, via)], answer: 0 }));
        const again = await reopen();
        const row = await again.read.get<{ seq: number }>(
          'select seq from log_via where tablet = ? and n = ?',
          'tab1',
          7,
        );
        assert.equal(row?.seq, 1);
        const [stored] = await again.recordsFrom(stream, 1, 1);
        assert.deepEqual(decodeRecord(stream, 1, stored as Uint8Array)?.via, via);
      });
    });

    it('a second program is refused while the first has the store open', async () => {
      const place = await makePlace();
      const store = await place.open();
      await assert.rejects(place.open(), /another program/);
      await store.close();
      await (await place.open()).close();
      await place.remove();
    });

    it('time is stamped once for each decision', async () => {
      await withLog(async (_, reopen) => {
        const clock = fakeClock();
        const log = await reopen({ clock });
        const time = await log.write((on) => {
          clock.advance(1000);
          return { records: [], answer: on.now };
        });
        assert.equal(time, clock.now() - 1000);
      });
    });
  });
}
