import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId, Scope } from '#kernel/ids.ts';
import { onSampleLog } from '#testing/logs.ts';
import { forgotten, joined, sampleProjection, sampleTypes, scored } from '#testing/sample-room.ts';
import type { StorePlace } from '#testing/stores.ts';
import type { Log } from './log.ts';

const scope = 'school:s1' as Scope;
const anna = 'anna' as PersonId;

/** What a later program makes of records that an older one kept without knowing them, on every engine. */
export function describeLaterContract(engine: string, makePlace: () => Promise<StorePlace>): void {
  const withLog = onSampleLog(makePlace);

  describe(`an older and a later program on ${engine}`, () => {
    it('LOG-10: an unknown type and a newer version are kept without effect, and take effect after an update', async () => {
      await withLog(async (log, reopen) => {
        const body = { person: 'a', task: 't', points: 4 };
        const draft = { scope, actor: 'a', body };
        await log.write(() => ({
          records: [
            { ...draft, type: 'sample.danced', version: 1 },
            { ...draft, type: 'sample.scored', version: 3 },
            { ...draft, type: 'sample.scored', version: 1, body: { person: 'a', points: 2 } },
          ],
          answer: 0,
        }));
        const sql = 'select task, points from sample_points';
        const rows = async (from: Log) => (await from.read.all(sql)).map((row) => ({ ...(row as object) }));
        assert.deepEqual(await rows(log), [{ task: 'unnamed', points: 2 }]);
        const newer = {
          ...sampleProjection,
          effects: sampleProjection.effects.map((effect) =>
            effect.type === scored.type
              ? {
                  ...effect,
                  version: 3,
                  run: (record: Parameters<typeof effect.run>[0]) =>
                    effect.run({ ...record, version: Math.min(record.version, 2) }),
                }
              : effect,
          ),
        };
        const updated = await reopen({ projections: [newer] });
        assert.deepEqual(
          new Set(await rows(updated)),
          new Set([
            { task: 'unnamed', points: 2 },
            { task: 't', points: 4 },
          ]),
        );
      });
    });

    it('LOG-10, LOG-12: an erasure that an older program kept without knowing it destroys its key after the update', async () => {
      await withLog(async (_, reopen) => {
        const old = await reopen({ types: sampleTypes.filter(({ type }) => type !== forgotten.type) });
        const name = await old.write((on) => {
          const sealed = on.seal(anna, scope, 'Анна');
          const records = [joined.draft(scope, anna, { person: anna, name: sealed })];
          return { records, answer: sealed };
        });
        const erasing = { scope, actor: 'x', type: forgotten.type };
        await old.write(() => ({
          records: [
            { ...erasing, version: 1, body: { person: anna } },
            { ...erasing, version: 1, body: null },
            { ...erasing, version: 2, body: { person: 'another' } },
          ],
          answer: 0,
        }));
        assert.equal(old.vault.open(anna, name), 'Анна');
        const [kept] = old.keysSince(scope, 0);
        const updated = await reopen({ projections: [{ ...sampleProjection, version: 2 }] });
        assert.equal(updated.vault.open(anna, name), undefined);
        const restarted = await reopen({ projections: [{ ...sampleProjection, version: 2 }] });
        if (kept) await restarted.adoptKeys([kept.key]);
        assert.equal(restarted.vault.open(anna, name), undefined);
      });
    });
  });
}
