import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { IdentityLocked, isIdentitySealed, makeIdentity, readIdentity } from '#sync/index.ts';
import { fakeClock } from '#testing/logs.ts';
import { diskLock, newRecoveryCode, type DiskLock } from './index.ts';

type World = { readonly folder: string; readonly lock: DiskLock; readonly clock: ReturnType<typeof fakeClock> };

async function withFolder(test: (world: World) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-lock-'));
  const clock = fakeClock();
  try {
    await makeIdentity(folder, { kind: 'school', school: 'one' as SchoolId }, systemRandomness);
    await test({ folder, clock, lock: diskLock(folder, { clock, randomness: systemRandomness }) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lock as a program that has just started finds it: closed. */
function restarted({ folder, clock }: World): DiskLock {
  return diskLock(folder, { clock, randomness: systemRandomness });
}

function bytesOf(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

describe('the lock of the disk', () => {
  it('LOCK-1: no secret of the identity lies on the disk, nor the wake secret; who the node is stays readable', async () => {
    await withFolder(async (world) => {
      const { folder, lock } = world;
      const before = readIdentity(folder);
      const clear = JSON.parse(readFileSync(join(folder, 'identity.json'), 'utf8')) as Record<string, string>;
      await assert.rejects(lock.turnOn(), /recovery code/);
      const code = await lock.newCode();
      await lock.turnOn();
      const key = (await lock.giveKey('tablet:t1')) ?? '';
      const lying = bytesOf(folder);
      const secrets = [clear['seed'], clear['age'], clear['vault'], code, code.replaceAll('-', ''), key, key.slice(15)];
      for (const secret of secrets) assert.ok(secret && !lying.includes(secret), 'a secret lies there');
      assert.ok(!lying.includes(Buffer.from(lock.secret() ?? []).toString('base64')));
      assert.ok(lying.includes(before.node));
      assert.equal(isIdentitySealed(folder), true);
      assert.throws(() => readIdentity(folder), IdentityLocked);
      assert.throws(() => readIdentity(folder, new Uint8Array(32)), IdentityLocked);
      const after = readIdentity(folder, lock.secret());
      assert.deepEqual(after.vaultKey, before.vaultKey);
      assert.equal(after.ageIdentity, before.ageIdentity);
    });
  });

  it('LOCK-2: a key of a device opens it, the code too; wrong ones and those of another school do not', async () => {
    await withFolder(async (world) => {
      const code = await world.lock.newCode();
      await world.lock.turnOn();
      const key = (await world.lock.giveKey('person:p1')) ?? '';
      const open = async (how: (lock: DiskLock) => Promise<boolean>): Promise<boolean> => {
        const lock = restarted(world);
        assert.equal(lock.secret(), undefined);
        return (await how(lock)) && lock.secret() !== undefined;
      };
      assert.equal(await open((lock) => lock.wake(key)), true);
      assert.equal(await open((lock) => lock.wakeByCode(code.toLowerCase())), true);
      assert.equal(await open((lock) => lock.wakeByCode(newRecoveryCode(systemRandomness))), false);
      assert.equal(await open((lock) => lock.wakeByCode('1234')), false);
      const [version, id] = key.split('.');
      assert.equal(await open((lock) => lock.wake(`${version}.${id}.${'A'.repeat(43)}`)), false);
      for (const wrong of ['', 'k1', 'k1.x.y', `k1.none.${'A'.repeat(43)}`, key.slice(0, -2)]) {
        assert.equal(await open((lock) => lock.wake(wrong)), false, wrong);
      }
      await withFolder(async (other) => {
        await other.lock.newCode();
        await other.lock.turnOn();
        assert.equal(await restarted(other).wake(key), false);
        assert.equal(await restarted(other).wakeByCode(code), false);
      });
    });
  });

  it('LOCK-3: a new code makes the old one worthless; the keys of devices go on', async () => {
    await withFolder(async (world) => {
      const first = await world.lock.newCode();
      await world.lock.turnOn();
      const key = (await world.lock.giveKey('tablet:t1')) ?? '';
      const second = await world.lock.newCode();
      assert.equal(await restarted(world).wakeByCode(first), false);
      assert.equal(await restarted(world).wakeByCode(second), true);
      assert.equal(await restarted(world).wake(key), true);
    });
  });

  it('LOCK-4: a holder has few keys; keys taken back open nothing, not even an older copy of the lock’s file', async () => {
    await withFolder(async (world) => {
      const { lock, folder } = world;
      await lock.newCode();
      await lock.turnOn();
      const keys: string[] = [];
      for (let n = 0; n < 3; n++) keys.push((await lock.giveKey('tablet:t1')) ?? '');
      const kept = (await lock.giveKey('person:p1')) ?? '';
      assert.deepEqual(await Promise.all(keys.map((key) => restarted(world).wake(key))), [false, true, true]);
      const olderFile = readFileSync(join(folder, 'wake.json'));
      assert.equal(await lock.takeBack(({ holder }) => holder === 'tablet:t1'), 2);
      assert.equal(await restarted(world).wake(keys[2] ?? ''), false);
      assert.equal(await restarted(world).wake(kept), true);
      writeFileSync(join(folder, 'wake.json'), olderFile);
      assert.equal(await restarted(world).wake(keys[2] ?? ''), false);
    });
  });

  it('LOCK-5: a power cut while the wake secret changes leaves a lock that every key opens', async () => {
    await withFolder(async (world) => {
      const { lock, folder } = world;
      const code = await lock.newCode();
      await lock.turnOn();
      const key = (await lock.giveKey('tablet:t1')) ?? '';
      const states = mkdtempSync(join(tmpdir(), 'tirek-lock-cut-'));
      try {
        const before = ['identity.json', 'wake.json'].map((file) => readFileSync(join(folder, file)));
        await lock.change();
        const after = ['identity.json', 'wake.json'].map((file) => readFileSync(join(folder, file)));
        // The step in between as it is written: both sealings of each entry, old and new.
        const [old, next] = [before[1], after[1]].map((text) => JSON.parse(String(text))) as [WakeText, WakeText];
        const both = {
          recovery: { ...old.recovery, sealed: [...old.recovery.sealed, ...next.recovery.sealed] },
          keys: old.keys.map((each, n) => ({ ...each, sealed: [...each.sealed, ...(next.keys[n]?.sealed ?? [])] })),
        };
        for (const identity of [before[0], after[0]]) {
          cpSync(folder, states, { recursive: true });
          writeFileSync(join(states, 'identity.json'), identity ?? '');
          writeFileSync(join(states, 'wake.json'), JSON.stringify(both));
          const cut = (): DiskLock => restarted({ ...world, folder: states });
          assert.equal(await cut().wake(key), true);
          const tidied = JSON.parse(readFileSync(join(states, 'wake.json'), 'utf8')) as WakeText;
          assert.deepEqual([tidied.keys[0]?.sealed.length, tidied.recovery.sealed.length], [1, 1]);
          assert.equal(await cut().wakeByCode(code), true);
        }
      } finally {
        rmSync(states, { recursive: true });
      }
    });
  });

  it('LOCK-1: turned off, the secrets stand in clear and no key opens anything; a code for backups stays', async () => {
    await withFolder(async (world) => {
      const { lock, folder } = world;
      const before = readIdentity(folder);
      const code = await lock.newCode();
      await lock.turnOn();
      const key = (await lock.giveKey('tablet:t1')) ?? '';
      world.clock.advance(day);
      await lock.turnOff();
      assert.deepEqual(readIdentity(folder).vaultKey, before.vaultKey);
      assert.equal(await lock.giveKey('tablet:t1'), undefined);
      assert.equal(await restarted(world).wake(key), false);
      assert.equal(await restarted(world).wakeByCode(code), false);
      assert.ok(lock.file().recovery?.recipient);
      await lock.turnOn();
      assert.equal(await restarted(world).wakeByCode(code), true);
    });
  });
});

type WakeText = {
  readonly recovery: { readonly sealed: readonly string[] };
  readonly keys: readonly { readonly sealed: readonly string[] }[];
};
