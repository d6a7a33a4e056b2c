import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { mintId, type PersonId, type Scope } from '#kernel/ids.ts';
import { sampleLog, seededRandomness } from '#testing/logs.ts';
import { forgotten, joined } from '#testing/sample-room.ts';
import { openSqliteStore } from './store.ts';

const scope = 'school:s1' as Scope;
/** So many that pages of the table split again and again, which leaves copies of rows where nobody looks. */
const persons = 3000;

describe('keys that went', () => {
  it('LOG-12: no byte of the key of an erased person is in the files of the store, wherever it once lay', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-scrub-'));
    const file = join(folder, 'node.db');
    const log = await sampleLog(openSqliteStore(file), 'n1');
    try {
      const dice = seededRandomness('persons');
      const all = Array.from({ length: persons }, () => mintId<PersonId>(dice));
      for (let n = 0; n < persons; n += 50) {
        await log.write((on) => ({
          records: all.slice(n, n + 50).map((person) => {
            return joined.draft(scope, person, { person, name: on.seal(person, scope, 'Анна') });
          }),
          answer: 0,
        }));
      }
      const keys = await log.read.all<{ person: PersonId; sealed: Uint8Array }>('select person, sealed from log_keys');
      const sealedOf = new Map(keys.map(({ person, sealed }) => [person, Buffer.from(sealed)]));
      const isStored = (person: PersonId): boolean => {
        const files = [file, `${file}-wal`].map((each) => readFileSync(each));
        return files.some((bytes) => bytes.includes(sealedOf.get(person) as Buffer));
      };
      assert.ok(isStored(all[0] as PersonId), 'the test sees a key that is there');

      const gone = all.filter((_, n) => n % 10 === 0);
      for (const person of gone) {
        await log.write(() => ({ records: [forgotten.draft(scope, 'x', { person })], answer: 0 }));
      }
      assert.deepEqual(gone.filter(isStored), []);
      assert.ok(isStored(all[1] as PersonId), 'nobody else is touched');
    } finally {
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
