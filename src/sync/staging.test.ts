import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { regionScope } from '#kernel/ids.ts';
import { minute, second } from '#kernel/time.ts';
import type { Post } from '#http/who.ts';
import { openFileStore, type StagingStore } from './file-store.ts';
import { withKeeper } from './keeper-testing.ts';
import { hung, meet, testRegion, type TestNode } from './testing.ts';

const head: Post = { role: 'head' };
const names = (count: number): string[] => Array.from({ length: count }, () => randomBytes(32).toString('hex'));

function bytesOfParts(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-staging-'));
  try {
    await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Parts as an earlier run of the program left them, the first the oldest. */
function leave(folder: string, parts: readonly (readonly [name: string, bytes: number])[]): void {
  for (const [n, [name, bytes]] of parts.entries()) {
    mkdirSync(join(folder, name.slice(0, 2)), { recursive: true });
    const place = join(folder, name.slice(0, 2), `${name}.part`);
    writeFileSync(place, randomBytes(bytes));
    const at = new Date(Date.now() - (parts.length - n) * minute);
    utimesSync(place, at, at);
  }
}

const partSizes = (store: StagingStore, of: readonly string[]): Promise<number[]> =>
  Promise.all(of.map((name) => store.partSize(name)));

describe('what is still coming in', () => {
  it('SYN-32: never takes more than was set: the part that was written longest ago goes first', async () => {
    await inFolder(async (folder) => {
      const old = names(4);
      leave(
        folder,
        old.map((name) => [name, 250]),
      );
      const store = openFileStore(folder, 1000);
      const [fresh] = names(1) as [string];
      assert.equal(await store.writePart(fresh, 0, randomBytes(300)), true);
      assert.deepEqual(await partSizes(store, [...old, fresh]), [0, 0, 250, 250, 300]);
      assert.equal(await store.writePart(old[2] as string, 250, randomBytes(200)), true, 'goes on, and is fresh now');
      assert.equal(await store.writePart(fresh, 300, randomBytes(100)), true);
      assert.deepEqual(await partSizes(store, [...old, fresh]), [0, 0, 450, 0, 400]);
      assert.ok(bytesOfParts(folder) <= 1000);
    });
  });

  it('SYN-32: what is being fetched stays: another is refused, whole, and comes when there is room', async () => {
    await inFolder(async (folder) => {
      const store = openFileStore(folder, 1000);
      const bytes = randomBytes(600);
      const name = await openFileStore(join(folder, 'elsewhere')).put(bytes);
      const [other, large] = names(2) as [string, string];
      assert.equal(await store.writePart(name, 0, bytes.subarray(0, 500)), true);
      assert.equal(await store.writePart(other, 0, randomBytes(501)), false);
      assert.deepEqual(await partSizes(store, [name, other]), [500, 0]);
      assert.equal(await store.writePart(large, 0, randomBytes(1001)), false, 'larger than all of it');
      assert.equal(await store.writePart(name, 500, bytes.subarray(500)), true);
      assert.equal(await store.finishPart(name), true);
      assert.equal(await store.writePart(other, 0, randomBytes(900)), true, 'what is whole is not staged any more');
      assert.equal(await store.finishPart(other), false);
      assert.equal(await store.writePart(large, 0, randomBytes(1000)), true);
      assert.ok(bytes.equals(await store.read(name)));
    });
  });

  it('SYN-32: over a thousand random steps the bound holds, by the bytes on the disk', async () => {
    await inFolder(async (folder) => {
      const all = names(12);
      leave(
        folder,
        all.slice(0, 6).map((name) => [name, 100]),
      );
      const store = openFileStore(folder, 2000);
      let refused = 0;
      for (let n = 0; n < 1000; n++) {
        const name = all[(n * 7 + (n >> 3)) % all.length] as string;
        const step = n % 11;
        if (step === 9) await store.finishPart(name);
        else if (step === 10) await store.remove(name);
        else if (!(await store.writePart(name, await store.partSize(name), randomBytes((n * 37) % 160)))) refused++;
        if (n % 20 === 0) assert.ok(bytesOfParts(folder) <= 2000, `step ${n}`);
      }
      assert.ok(refused > 0);
    });
  });

  it('SYN-32: a start sweeps what broken writes left and parts that nobody wants; whole files and fresh writes stay', async () => {
    await inFolder(async (folder) => {
      const store = openFileStore(folder);
      const whole = await store.put(randomBytes(100));
      const [wanted, unwanted, half] = names(3) as [string, string, string];
      leave(folder, [
        [wanted, 10],
        [unwanted, 20],
      ]);
      const leaveHalf = (minutes: number): string => {
        const name = `${half}.${randomUUID()}`;
        const place = join(folder, half.slice(0, 2), name);
        mkdirSync(join(folder, half.slice(0, 2)), { recursive: true });
        writeFileSync(place, randomBytes(30));
        const at = new Date(Date.now() - minutes * minute);
        utimesSync(place, at, at);
        return name;
      };
      leaveHalf(60);
      const fresh = leaveHalf(0);
      writeFileSync(join(folder, 'notes.txt'), 'not ours');
      const again = openFileStore(folder);
      assert.deepEqual(await again.sweep((name) => name === wanted), { files: 2, bytes: 50 });
      assert.deepEqual(await partSizes(again, [wanted, unwanted]), [10, 0]);
      assert.equal(await again.has(whole), true);
      assert.deepEqual(
        readdirSync(join(folder, half.slice(0, 2))).filter((name) => name.startsWith(half)),
        [fresh],
      );
      assert.equal(readFileSync(join(folder, 'notes.txt'), 'utf8'), 'not ours');
    });
  });

  it('SYN-32: a stick that is made for a page stays within the same bound, and a start takes it away', async () => {
    await using world = await testRegion(1);
    const [school] = world.schools as [TestNode];
    const { region } = world;
    const films = [randomBytes(3 * 1024 * 1024), randomBytes(4 * 1024 * 1024)];
    for (const film of films) {
      const hash = await region.house.files.put(film);
      await region.write(hung.draft(regionScope, 'x', { hash, bytes: film.length }));
    }
    await meet(school, region);
    await meet(school, region);
    const small = { ...region.desk, store: openFileStore(join(region.folder, 'files'), 5 * 1024 * 1024) };
    const { stickWrite } = await import('./stick.ts');
    const written = await stickWrite(
      { house: region.house, desk: small },
      small.stickFolder,
      undefined,
      5 * 1024 * 1024,
    );
    assert.equal(written.ok, false, 'for whom?');
    const made = await stickWrite(
      { house: region.house, desk: small },
      small.stickFolder,
      [school.house.self.node],
      small.store.maxPartBytes,
    );
    assert.ok(made.ok);
    const bytes = readdirSync(small.stickFolder).reduce(
      (sum, name) => sum + statSync(join(small.stickFolder, name)).size,
      0,
    );
    assert.ok(bytes > 3 * 1024 * 1024 && bytes < 5.1 * 1024 * 1024, `${bytes}`);
    assert.equal((await school.ask(head, 'GET', '/stick')).status, 200);
    assert.ok(readdirSync(school.desk.stickFolder).length > 0);
    const { seatSync } = await import('./index.ts');
    for (const start of seatSync(school.desk).jobs ?? []) await start(school.house)();
    assert.throws(() => readdirSync(school.desk.stickFolder), { code: 'ENOENT' });
  });

  it('SYN-32: a file that is larger than all of it is said, and the others come', async () => {
    await withKeeper(
      async ({ school, region, keeper, timers }) => {
        const [film, picture] = [randomBytes(60_000), randomBytes(5000)];
        for (const bytes of [film, picture]) {
          const hash = await region.house.files.put(bytes);
          await region.write(hung.draft(regionScope, 'x', { hash, bytes: bytes.length }));
        }
        await keeper.turn();
        assert.equal(keeper.status().files?.why, 'sync.file-too-large');
        assert.equal((await school.desk.files.missing()).length, 1);
        assert.ok((timers.next() ?? 0) >= 20 * second);
      },
      ({ desk, folder }) => ({ desk: { ...desk, store: openFileStore(join(folder, 'files'), 50_000) } }),
    );
  });
});
