import assert from 'node:assert/strict';
import { existsSync, openSync, readFileSync, writeSync, closeSync, fsyncSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { randomBytes } from 'node:crypto';
import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { whoseFolder } from '#sync/index.ts';
import { bootNode } from '../boot/boot.ts';
import type { RunningStage } from '../boot/running.ts';
import type { Damage } from '../boot/damaged.ts';
import { markDamaged } from './faults.ts';
import { aCareFolder } from './testing.ts';
import { makeBackup } from './work.ts';

const scope = schoolScope('birlik' as SchoolId);
const note = (text: string) => ({ scope, actor: 'test', type: 'test.note', version: 1, body: { text } });
const pageBytes = 4096;

type Booted = Awaited<ReturnType<typeof bootNode>>;

async function runningOf(booted: Booted) {
  return ((await booted.stage()) as RunningStage).node;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 400 && !(await isSo()); n++) await delay(25);
  assert.ok(await isSo());
}

/** A school with 300 records, a backup, and 50 records and a person after it; closed. */
async function aSchoolWithBackup() {
  const { folder, settings } = await aCareFolder('birlik');
  const booted = await bootNode(settings);
  const node = await runningOf(booted);
  for (let n = 0; n < 300; n++) {
    await node.house.log.write(() => ({ records: [note(`old ${n} ${'x'.repeat(100)}`)], answer: undefined }));
  }
  await makeBackup(node.house, node.care);
  for (let n = 0; n < 50; n++) {
    await node.house.log.write(() => ({ records: [note(`new ${n} ${'y'.repeat(100)}`)], answer: undefined }));
  }
  const sealed = await node.house.log.write((on) => {
    return { records: [], answer: on.seal('newchild0001' as PersonId, scope, 'Жаңа бала') };
  });
  await booted.close();
  return { folder, settings, sealed };
}

/** Overwrites the page of a store's file on which these bytes stand. */
function spoil(file: string, bytes: string | number): void {
  const at = typeof bytes === 'number' ? bytes : readFileSync(file).indexOf(bytes);
  assert.ok(at >= 0);
  const handle = openSync(file, 'r+');
  writeSync(handle, randomBytes(pageBytes), 0, pageBytes, at - (at % pageBytes));
  fsyncSync(handle);
  closeSync(handle);
}

const damageOf = async (booted: Booted): Promise<Damage> => (await fetch(`${booted.address}/api/boot/damaged`)).json();

describe('a damaged store', () => {
  it('CARE-14: a spoilt page is found, the page of the repair has one button, and the school runs again with all its records', async () => {
    const { folder, settings, sealed } = await aSchoolWithBackup();
    spoil(join(folder, 'node.db'), 'old 100 ');
    const booted = await bootNode(settings);
    const node = await runningOf(booted);
    // Nobody has read that page yet: the nightly check does.
    node.house.log.read.all('select bytes from log_records').catch(() => undefined);
    await until(async () => (await booted.stage()).name === 'damaged');
    assert.equal((await fetch(`${booted.address}/api/people/school`)).status, 503);
    const damage = await damageOf(booted);
    assert.equal(damage.kind, 'damaged');
    assert.equal(damage.backup?.records, 301);
    await fetch(`${booted.address}/api/boot/repair`, { method: 'POST' });
    await until(async () => (await booted.stage()).name === 'running');
    const repaired = await runningOf(booted);
    assert.equal(repaired.house.self.epoch, 2);
    await until(async () => !existsSync(join(folder, 'salvage.cbor')));
    const head = repaired.house.log.head({ node: repaired.house.self.node, epoch: 1, scope });
    assert.equal(head?.next, 351);
    assert.equal(repaired.house.log.vault.open('newchild0001', sealed), 'Жаңа бала');
    assert.equal(readdirSync(join(folder, 'set-aside')).length, 1);
    await booted.close();
  });

  it('CARE-15: records that no hash confirms are not taken, and are listed as lost with their time', async () => {
    const { folder, settings } = await aSchoolWithBackup();
    spoil(join(folder, 'node.db'), 'new 30 ');
    markDamaged(folder, Date.now());
    const booted = await bootNode(settings);
    await fetch(`${booted.address}/api/boot/repair`, { method: 'POST' });
    await until(async () => (await booted.stage()).name === 'running');
    const { house } = await runningOf(booted);
    assert.equal(house.log.head({ node: house.self.node, epoch: 1, scope })?.next, 301);
    const report = JSON.parse(readFileSync(join(folder, 'repair-report.json'), 'utf8'));
    assert.equal(report.saved, 0);
    assert.deepEqual(
      report.lost.map((span: { scope: string; records: number }) => [span.scope, span.records]),
      [[scope, 50]],
    );
    await booted.close();
  });

  it('BOOT-6: a store whose first page is gone opens the repair page at once; without a good copy nothing is changed', async () => {
    const { folder, settings } = await aSchoolWithBackup();
    spoil(join(folder, 'node.db'), 0);
    for (const name of readdirSync(join(folder, 'backups')).filter((each) => each.endsWith('.db'))) {
      spoil(join(folder, 'backups', name), 'old 7 ');
    }
    const booted = await bootNode(settings);
    assert.equal((await booted.stage()).name, 'damaged');
    await fetch(`${booted.address}/api/boot/repair`, { method: 'POST' });
    await until(async () => (await damageOf(booted)).why !== undefined);
    assert.equal((await damageOf(booted)).why, 'care.repair.no-backup');
    assert.equal(whoseFolder(folder)?.epoch, 1);
    assert.ok(existsSync(join(folder, 'node.db')));
    await booted.close();
  });

  it('CARE-14: garbage in the log of writes costs no durable record that a checkpoint holds', async () => {
    const { folder, settings } = await aSchoolWithBackup();
    // SQLite leaves out what of its log does not fit its checksums.
    const handle = openSync(join(folder, 'node.db-wal'), 'w');
    writeSync(handle, randomBytes(3 * pageBytes));
    closeSync(handle);
    const booted = await bootNode(settings);
    const { house } = await runningOf(booted);
    assert.equal(house.log.head({ node: house.self.node, epoch: 1, scope })?.next, 351);
    await booted.close();
  });
});
