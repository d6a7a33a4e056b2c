import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeLeaving, markDamaged } from '#care/index.ts';
import { systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { diskLock, newRecoveryCode } from '#lock/index.ts';
import { anAdult, registerSchool } from '#people/testing.ts';
import { isIdentitySealed, makeIdentity } from '#sync/index.ts';
import { openNode } from '../main.ts';
import type { Settings } from '../settings.ts';
import { bootNode, type BootedNode } from './boot.ts';
import type { BroughtBackup } from './bring-back.ts';
import type { RunningStage } from './running.ts';

type Refusal = { readonly error: { readonly key: string } };
type School = { readonly folder: string; readonly code: string; readonly backup: Buffer };

const scratch = mkdtempSync(join(tmpdir(), 'tirek-bring-'));
let one: School;
let other: School;

function settingsOf(folder: string): Settings {
  const where = { port: 0, host: '127.0.0.1', postgres: undefined, tls: undefined, regionUrl: undefined };
  return { folder, ...where, web: join(folder, 'no-web') };
}

/** A school's server with a head, its disk locked, and its backup that left the house. */
async function aSchool(name: string): Promise<School> {
  const folder = join(scratch, name);
  const school = name as SchoolId;
  await makeIdentity(folder, { kind: 'school', school }, systemRandomness);
  const lock = diskLock(folder);
  const code = await lock.newCode();
  await lock.turnOn();
  const node = await openNode(settingsOf(folder), undefined, lock);
  await registerSchool(node.house, school);
  await anAdult(node.house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
  const needs = { folder, self: node.house.self, backups: node.care.backups, regionAge: () => undefined };
  const left = await makeLeaving(needs, join(scratch, `${name}-stick`), systemClock.now());
  await node.close();
  assert.ok(left.ok);
  return { folder, code, backup: readFileSync(left.value.file) };
}

before(async () => {
  one = await aSchool('one');
  other = await aSchool('other');
});

after(() => rmSync(scratch, { recursive: true }));

async function ask<T>(node: BootedNode, method: string, path: string, body?: unknown) {
  const isRaw = body instanceof Uint8Array;
  const content = body === undefined ? {} : { body: isRaw ? new Uint8Array(body) : JSON.stringify(body) };
  const headers = isRaw ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${node.address}/api${path}`, { method, headers, ...content });
  return { status: response.status, body: (await response.json()) as T & Refusal };
}

/** Brings a file in pieces and types a code; answers with what was refused, or `taken`. */
async function bring(node: BootedNode, file: Uint8Array, code: string, isLocked = true): Promise<string> {
  const size = 30_000;
  for (let at = 0; at < file.length; at += size) {
    const piece = file.subarray(at, at + size);
    const taken = await ask<{ bytes: number }>(node, 'PUT', `/boot/backup?at=${at}`, piece);
    if (taken.status !== 200) return taken.body.error.key;
    assert.equal(taken.body.bytes, at + piece.length);
  }
  const begun = await ask(node, 'POST', '/boot/backup', { code, isLocked });
  if (begun.status !== 200) return begun.body.error.key;
  for (;;) {
    const { stage } = (await ask<{ stage: string }>(node, 'GET', '/boot')).body;
    if (stage === 'running') return 'taken';
    const state = await ask<BroughtBackup>(node, 'GET', '/boot/backup');
    if (state.status === 200 && !state.body.isOpening && state.body.why) return state.body.why.key;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** No secret of the identity in clear in any file of the folder. */
function assertSealed(folder: string, node: RunningStage['node']): void {
  assert.ok(isIdentitySealed(folder));
  const secrets = [node.house.self.ageIdentity, Buffer.from(node.house.self.vaultKey).toString('base64')];
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    assert.ok(!secrets.some((secret) => text.includes(secret)), name);
  }
  assert.ok(!existsSync(join(folder, 'brought.tirek-backup')) && !existsSync(join(folder, 'coming')));
}

async function headName(node: RunningStage['node']): Promise<string | undefined> {
  const row = await node.house.log.read.get<{ person: string; name: Uint8Array }>(
    'select person, name from people_persons',
  );
  return row && node.house.log.vault.open(row.person, row.name);
}

describe('a backup brought to the page', () => {
  it('BOOT-7: an empty server: what is wrong is said and changes nothing; then the school is back, its disk locked', async () => {
    const folder = join(scratch, 'empty');
    const node = await bootNode(settingsOf(folder));
    try {
      const { backup, code } = one;
      const at = backup.length - 5000;
      const flipped = Buffer.concat([backup.subarray(0, at), Buffer.of(backup[at]! ^ 1), backup.subarray(at + 1)]);
      assert.equal(await bring(node, Buffer.from('a list of pupils'), code), 'care.restore.not-a-backup');
      assert.equal(await bring(node, flipped, code), 'care.restore.damaged');
      assert.equal(await bring(node, backup.subarray(0, at), code), 'care.restore.damaged', 'half a copy');
      assert.equal(await bring(node, backup, `${code.slice(0, -1)}*`), 'care.restore.mistyped');
      assert.equal(await bring(node, backup, newRecoveryCode(systemRandomness)), 'care.restore.wrong-key');
      const middle = await ask(node, 'PUT', '/boot/backup?at=7', backup.subarray(7, 100));
      assert.deepEqual([middle.status, middle.body.error.key], [409, 'care.restore.twice']);
      for (const name of ['identity.json', 'node.db', 'wake.json']) assert.ok(!existsSync(join(folder, name)), name);

      assert.equal(await bring(node, backup, code.toLowerCase()), 'taken');
      const running = ((await node.stage()) as RunningStage).node;
      const { self } = running.house;
      assert.deepEqual([self.school, self.epoch], ['one', 2]);
      assert.match((await headName(running)) ?? '', /Қасымова/);
      assertSealed(folder, running);
    } finally {
      await node.close();
    }
    const lock = diskLock(folder);
    assert.equal(await lock.wakeByCode(one.code), true, 'after a power cut the sheet in the safe opens it');
  });

  it('BOOT-7: a damaged store: another school’s is refused at once; its own comes back, under the lock that was there', async () => {
    const folder = join(scratch, 'damaged');
    cpSync(one.folder, folder, { recursive: true });
    rmSync(join(folder, 'backups'), { recursive: true });
    const wake = readFileSync(join(folder, 'wake.json'), 'utf8');
    markDamaged(folder, systemClock.now());
    const node = await bootNode(settingsOf(folder));
    try {
      assert.equal((await ask(node, 'POST', '/boot/wake', { code: one.code })).status, 200);
      assert.deepEqual((await ask<{ stage: string }>(node, 'GET', '/boot')).body, { stage: 'damaged' });
      assert.equal(await bring(node, other.backup, other.code), 'care.restore.other');
      assert.equal(await bring(node, one.backup, other.code), 'care.restore.wrong-key');
      assert.equal(await bring(node, one.backup, one.code), 'taken');
      const running = ((await node.stage()) as RunningStage).node;
      assert.equal(running.house.self.epoch, 2);
      assert.match((await headName(running)) ?? '', /Қасымова/);
      assertSealed(folder, running);
      assert.equal(readFileSync(join(folder, 'wake.json'), 'utf8'), wake, 'tablets wake it as before');
      assert.equal(readdirSync(join(folder, 'set-aside')).length, 1);
    } finally {
      await node.close();
    }
  });
});
