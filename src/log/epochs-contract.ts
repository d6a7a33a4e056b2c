import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Scope, TabletId } from '#kernel/ids.ts';
import { dumpRows, nodeKeys, sampleLog, type NodeKeys } from '#testing/logs.ts';
import { left, sampleProjection, scored } from '#testing/sample-room.ts';
import type { StorePlace } from '#testing/stores.ts';
import type { Log, Segment } from './log.ts';
import type { Draft, StreamId, Via } from './record.ts';

const scope = 'school:s1' as Scope;

function points(task: string, n: number, via?: Via): Draft {
  return scored.draft(scope, 'x', { person: 'anna', task, points: n }, via);
}

function entry(n: number): Via {
  return { tablet: 't' as TabletId, n };
}

/** What every engine keeps of a node that was put back from a backup or restored: LOG-14 to LOG-17. */
export function describeEpochsContract(engine: string, makePlace: () => Promise<StorePlace>): void {
  type World = {
    /** A log of node n1 in this epoch, or of another node. */
    readonly open: (node: string, epoch?: number) => Promise<Log>;
    readonly keys: NodeKeys;
  };
  const withWorld = async (test: (world: World) => Promise<void>): Promise<void> => {
    const keys = nodeKeys();
    const opened: Log[] = [];
    const places: StorePlace[] = [];
    const open = async (node: string, epoch = 1): Promise<Log> => {
      const place = await makePlace();
      places.push(place);
      const log = await sampleLog(await place.open(), node, { keys, epoch });
      opened.push(log);
      return log;
    };
    try {
      await test({ open, keys });
    } finally {
      for (const log of opened) await log.close();
      for (const place of places) await place.remove();
    }
  };
  const write = (log: Log, ...records: Draft[]): Promise<void> => log.write(() => ({ records, answer: undefined }));
  const segmentOf = async (log: Log, stream: StreamId, from = 1): Promise<Segment> => {
    const { signature } = await log.checkpoint(stream);
    return { stream, from, records: await log.recordsFrom(stream, from, 1000), signature };
  };
  const streamOf = (epoch: number): StreamId => ({ node: 'n1' as StreamId['node'], epoch, scope });
  const rowsOf = (log: Log) => dumpRows(log.read, sampleProjection);

  describe(`epochs on ${engine}`, () => {
    it('LOG-15: records of an earlier epoch that come late have their rows when the log settles', async () => {
      await withWorld(async ({ open, keys }) => {
        const [first, second] = [await open('n1', 1), await open('n1', 2)];
        await write(first, points('a', 1), left.draft(scope, 'x', { person: 'anna' }));
        await write(second, points('b', 2));
        const [inOrder, late] = [await open('reader'), await open('reader2')];
        const [early, later] = [await segmentOf(first, streamOf(1)), await segmentOf(second, streamOf(2))];
        for (const segment of [early, later]) await inOrder.receive(segment, keys.publicKey);
        for (const segment of [later, early]) await late.receive(segment, keys.publicKey);
        assert.equal(inOrder.isUnsettled(), false);
        assert.equal(late.isUnsettled(), true);
        assert.equal((await rowsOf(late))['sample_points']?.length, 1, 'a late record does nothing by itself');
        await late.settle();
        assert.equal(late.isUnsettled(), false);
        assert.deepEqual(await rowsOf(late), await rowsOf(inOrder));
      });
    });

    it('LOG-14: an entry that came in two epochs counts once, where it came first, in any order and after a rebuild', async () => {
      await withWorld(async ({ open, keys }) => {
        const [first, second] = [await open('n1', 1), await open('n1', 2)];
        await write(first, points('a', 1, entry(1)), points('b', 1, entry(2)));
        await write(second, points('b', 1, entry(2)), points('c', 1, entry(3)));
        const segments = [await segmentOf(first, streamOf(1)), await segmentOf(second, streamOf(2))];
        const readers = [await open('reader'), await open('reader2')];
        for (const segment of segments) await readers[0]?.receive(segment, keys.publicKey);
        for (const segment of segments.toReversed()) await readers[1]?.receive(segment, keys.publicKey);
        for (const reader of readers) {
          await reader.settle();
          const sum = 'select sum(times) as times from sample_points';
          assert.equal(Number((await reader.read.get<{ times: number }>(sum))?.times), 3);
          const before = await rowsOf(reader);
          await reader.rebuild('sample');
          assert.deepEqual(await rowsOf(reader), before);
        }
        assert.deepEqual(await rowsOf(readers[0] as Log), await rowsOf(readers[1] as Log));
      });
    });

    it('LOG-16: loose records count at once and once; when their stream is whole the rows are those of the stream', async () => {
      await withWorld(async ({ open, keys }) => {
        const [first, restored, reader] = [await open('n1', 1), await open('n1', 2), await open('reader')];
        for (let n = 1; n <= 4; n++) await write(first, points(`t${n}`, n, entry(n)));
        const whole = await segmentOf(first, streamOf(1));
        const loose = [2, 4].map((seq) => ({ seq, bytes: whole.records[seq - 1] as Uint8Array }));
        assert.equal(await restored.receiveLoose(streamOf(1), loose), 2);
        assert.equal(await restored.receiveLoose(streamOf(1), loose), 0);
        assert.equal((await rowsOf(restored))['sample_points']?.length, 2);
        assert.equal(await restored.write(async (on) => ({ records: [], answer: await on.hasEntry(entry(4)) })), true);
        await write(restored, points('new', 5, entry(5)));
        await restored.receive(whole, keys.publicKey);
        await restored.settle();
        const newer = await segmentOf(restored, streamOf(2));
        for (const segment of [whole, newer]) await reader.receive(segment, keys.publicKey);
        assert.deepEqual(await rowsOf(restored), await rowsOf(reader));
        assert.deepEqual(await restored.read.all('select * from log_loose'), []);
      });
    });

    it('LOG-17: what does not fit is set aside, known all the while, and finds its place where nobody has it', async () => {
      await withWorld(async ({ open, keys }) => {
        const [first, other] = [await open('n1', 1), await open('n1', 1)];
        const shared = points('a', 1, entry(1));
        for (const log of [first, other]) await write(log, shared);
        await write(first, points('b', 1, entry(2)), points('c', 1, entry(3)));
        await write(other, points('b', 1, entry(2)), points('d', 1, entry(4)), points('e', 1));
        // `other` goes on in the next epoch, with what it had as its own first epoch's.
        const restored = await open('n1', 2);
        await restored.receive(await segmentOf(other, streamOf(1)), keys.publicKey);
        assert.equal(await restored.setAside(streamOf(1), 2), 3);
        assert.equal(restored.head(streamOf(1))?.next, 2);
        const knows = (n: number) =>
          restored.write(async (on) => ({ records: [], answer: await on.hasEntry(entry(n)) }));
        assert.deepEqual([await knows(1), await knows(4), await knows(9)], [true, true, false]);
        const taken = await restored.receive(await segmentOf(first, streamOf(1)), keys.publicKey);
        assert.ok(taken.ok);
        assert.equal(await restored.takeBack(), 2, 'd and e; b is in the stream');
        await restored.settle();
        const tasks = await restored.read.all<{ task: string; times: number }>(
          'select task, times from sample_points order by task',
        );
        assert.deepEqual(
          tasks.map(({ task, times }) => [task, Number(times)]),
          ['a', 'b', 'c', 'd', 'e'].map((task) => [task, 1]),
        );
        assert.deepEqual(await restored.read.all('select * from log_aside'), []);
      });
    });
  });
}
