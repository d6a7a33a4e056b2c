import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { StorePlace } from '#testing/stores.ts';
import type { RowOp, Table, Value } from './projection.ts';
import type { PhysicalTable, PlacedOp, Store } from './store.ts';

const table: Table = {
  name: 'folded',
  columns: { a: 'text', b: 'int', word: 'text', note: 'text?', sum: 'int', often: 'int?', seal: 'blob' },
  key: ['a', 'b'],
};
const oneByOne: PhysicalTable = { physical: 'folded__1', table, hasOrigin: true };
const together: PhysicalTable = { physical: 'folded__2', table, hasOrigin: true };

const key = fc.record({ a: fc.constantFrom('x', 'y'), b: fc.integer({ min: 0, max: 2 }) });
const word = fc.constantFrom('', 'one', 'two');
const some = fc.record(
  {
    word,
    note: fc.option(word),
    sum: fc.integer({ min: -3, max: 3 }),
    often: fc.option(fc.integer({ min: -3, max: 3 })),
    seal: fc.uint8Array({ maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const adds = fc.record(
  { sum: fc.integer({ min: -5, max: 5 }), often: fc.integer({ min: -5, max: 5 }) },
  { requiredKeys: [] },
);
const operation: fc.Arbitrary<RowOp> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(key, some).map(([k, r]): RowOp => ({ op: 'insert', table: 'folded', row: { ...k, ...r } })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(key, some).map(([k, r]): RowOp => ({ op: 'upsert', table: 'folded', row: { ...k, ...r } })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(key, adds).map(([k, add]): RowOp => ({ op: 'add', table: 'folded', key: k, add })),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      key.map((k): RowOp => ({ op: 'delete', table: 'folded', key: k })),
      key.map(({ a }): RowOp => ({ op: 'delete', table: 'folded', key: { a } })),
    ),
  },
);
const operations = fc.array(fc.tuple(operation, fc.integer({ min: 1, max: 2 })), { maxLength: 40 });

/** Operations that are folded and carried out together leave the rows that they leave one by one. */
export function describeFoldContract(engine: string, makePlace: () => Promise<StorePlace>): void {
  const rows = async (store: Store, { physical }: PhysicalTable): Promise<unknown[]> => {
    const all = await store.all<Record<string, Value>>(`select * from ${physical} order by _origin, a, b`);
    return all.map((row) => ({ ...row, seal: Buffer.from(row['seal'] as Uint8Array).toString('hex') }));
  };

  describe(`folding on ${engine}`, () => {
    it('LOG-8: any operations carried out together leave the rows that they leave one by one', async () => {
      const place = await makePlace();
      const store = await place.open();
      try {
        await store.transaction(async (tx) => {
          for (const target of [oneByOne, together]) await tx.create(target);
        });
        await fc.assert(
          fc.asyncProperty(operations, fc.nat(), async (given, cut) => {
            const on = (target: PhysicalTable): PlacedOp[] => given.map(([op, origin]) => ({ target, op, origin }));
            await store.transaction(async (tx) => {
              for (const target of [oneByOne, together]) {
                for (const origin of [1, 2]) await tx.forget(target, origin);
              }
              for (const op of on(oneByOne)) await tx.apply([op]);
              const first = cut % (given.length + 1);
              await tx.apply(on(together).slice(0, first));
              await tx.apply(on(together).slice(first));
            });
            assert.deepEqual(await rows(store, together), await rows(store, oneByOne));
          }),
          { numRuns: process.env['TIREK_PROOF'] ? 2000 : 60 },
        );
      } finally {
        await store.close();
        await place.remove();
      }
    });
  });
}
