import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { err, ok } from '#kernel/result.ts';
import { noServer, type Api } from './api.ts';
import type { KeptThings } from './kept.ts';
import { keepReceipts } from './receipts.ts';

/** A device and the server that it speaks with. */
function aDevice() {
  const things = new Map<string, unknown>();
  const kept: Pick<KeptThings, 'find' | 'keep'> = {
    find: async <T>(key: string) => things.get(key) as T | undefined,
    keep: async (key, value) => void things.set(key, value),
  };
  const told: string[][] = [];
  const meet = (server: string, receipts: readonly string[], isThere = true): Promise<void> => {
    const api = {
      get: async () => ok({ server, receipts }),
      post: async (_: string, body: { receipts: string[] }) => {
        if (!isThere) return err(noServer);
        told.push(body.receipts);
        return ok({});
      },
    };
    return keepReceipts(api as unknown as Api, kept as KeptThings);
  };
  return { told, meet };
}

describe('receipts on an adult’s device', () => {
  it('PPL-45: are brought to a server that came back, once, and again where that failed', async () => {
    const { told, meet } = aDevice();
    await meet('n/1', ['a']);
    await meet('n/1', ['b']);
    assert.deepEqual(told, [], 'the server that gave them knows');
    await meet('n/2', [], false);
    await meet('n/2', ['c']);
    assert.deepEqual(told, [['a', 'b']]);
    await meet('n/2', []);
    assert.equal(told.length, 1);
    await meet('n/3', []);
    assert.deepEqual(told[1], ['a', 'b', 'c']);
  });

  it('PPL-45: the newest thousand stay, two hundred go at once', async () => {
    const { told, meet } = aDevice();
    for (let n = 0; n < 11; n++)
      await meet(
        'n/1',
        Array.from({ length: 100 }, (_, at) => `${n * 100 + at}`),
      );
    await meet('n/2', []);
    assert.deepEqual([told.length, told[0]?.length, told[0]?.[0]], [5, 200, '100']);
  });
});
