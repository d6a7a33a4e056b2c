import { generateIdentity, identityToRecipient } from 'age-encryption';
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { schoolScope, systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { identityOfCode, newRecoveryCode, recipientOfCode } from '#lock/index.ts';
import { keepIdentity, readIdentity, whoseFolder } from '#sync/index.ts';
import { openNode } from '../main.ts';
import { backupsOf } from './backups.ts';
import { onCopies } from './copy-thread.ts';
import { backupFolder } from './folder.ts';
import { makeLeaving } from './leaving.ts';
import { restoreBackup } from './restore.ts';
import { comingFolder, finishSwap } from './swap.ts';
import { aCareFolder, factsOf, scratch, settingsOf, type CareFolder } from './testing.ts';

const scope = schoolScope('birlik' as SchoolId);
const note = (text: string) => ({ scope, actor: 'test', type: 'test.note', version: 1, body: { text } });

/** A school with some records, and its backup on a stick, sealed to a recovery code and to a region. */
async function withBackup(stick: string) {
  const school = await aCareFolder('birlik');
  const node = await school.open();
  for (let n = 0; n < 300; n++) await node.house.log.write(() => ({ records: [note(`${n}`)], answer: undefined }));
  const code = newRecoveryCode(systemRandomness);
  const region = await generateIdentity();
  const recipients = [await recipientOfCode(code), await identityToRecipient(region)];
  writeFileSync(join(school.folder, 'wake.json'), JSON.stringify({ keys: [], recovery: { recipient: recipients[0] } }));
  const backups = backupsOf(school.folder);
  const needs = { folder: school.folder, self: node.house.self, backups, regionAge: () => recipients[1] };
  const left = await makeLeaving(needs, stick, school.clock.now());
  assert.ok(left.ok);
  const records = node.house.log.streams().reduce((sum, { next }) => sum + next - 1, 0);
  await node.close();
  return { school, code, region, left: left.value, records };
}

async function openAt(folder: string, { clock }: CareFolder) {
  return openNode(settingsOf(folder), { clock, randomness: systemRandomness, hasJobs: false });
}

describe('a backup that leaves the house', () => {
  it('BAK-6: puts the node back on an empty machine, with its id and keys, in the next epoch; either key opens it', async () => {
    using stick = scratch();
    const { school, code, region, left, records } = await withBackup(stick.folder);
    for (const key of [identityOfCode(code) ?? '', region]) {
      using fresh = scratch();
      const folder = join(fresh.folder, 'data');
      const restored = await restoreBackup({ folder, file: left.file, keys: [key], now: school.clock.now() });
      assert.ok(restored.ok);
      assert.equal(restored.value.records, records);
      const [before, after] = [readIdentity(school.folder), readIdentity(folder)];
      assert.equal(after.node, before.node);
      assert.equal(after.epoch, before.epoch + 1);
      assert.ok(after.signingKey.equals(before.signingKey));
      assert.deepEqual(after.vaultKey, before.vaultKey);
      const node = await openAt(folder, school);
      await node.house.log.write(() => ({ records: [note('after the fire')], answer: undefined }));
      assert.deepEqual(
        node.house.log
          .streams()
          .flatMap((head) => (head.stream.scope === scope ? [[head.stream.epoch, head.next - 1]] : [])),
        [
          [1, 300],
          [2, 1],
        ],
      );
      await node.close();
    }
  });

  it('BAK-5: a wrong code, half a copy, a changed byte, a newer release, another file: each is said, nothing is written', async () => {
    using stick = scratch();
    const { school, code, left } = await withBackup(stick.folder);
    const whole = readFileSync(left.file);
    const keys = [identityOfCode(code) ?? ''];
    const attempt = async (bytes: Uint8Array, with_ = keys): Promise<string> => {
      using fresh = scratch();
      const file = join(stick.folder, 'tried.tirek-backup');
      writeFileSync(file, bytes);
      const answer = await restoreBackup({ folder: fresh.folder, file, keys: with_, now: school.clock.now() });
      assert.equal(whoseFolder(fresh.folder), undefined);
      assert.ok(!existsSync(join(fresh.folder, 'node.db')) && !existsSync(comingFolder(fresh.folder)));
      return answer.ok ? 'taken' : answer.error.key;
    };
    const flipped = (at: number) =>
      Buffer.concat([whole.subarray(0, at), Buffer.of(whole[at]! ^ 1), whole.subarray(at + 1)]);
    assert.equal(await attempt(whole, [await generateIdentity()]), 'care.restore.wrong-key');
    for (const part of [0.1, 0.5, 0.999]) {
      assert.equal(await attempt(whole.subarray(0, Math.floor(whole.length * part))), 'care.restore.damaged');
    }
    for (const at of [30, 200, Math.floor(whole.length / 2), whole.length - 1]) {
      assert.equal(await attempt(flipped(at)), 'care.restore.damaged');
    }
    assert.equal(await attempt(Buffer.from('holiday pictures')), 'care.restore.not-a-backup');
    const newer = Buffer.from(whole);
    newer.writeUInt16BE(2, 13);
    assert.equal(await attempt(newer), 'care.restore.newer');
  });

  it('BAK-5: a backup of another school, and one that has expired, leave the former state', async () => {
    using stick = scratch();
    const { school, code, left } = await withBackup(stick.folder);
    const keys = [identityOfCode(code) ?? ''];
    const other = await aCareFolder('dostyq');
    const before = readFileSync(join(other.folder, 'identity.json'), 'utf8');
    const answer = await restoreBackup({ folder: other.folder, file: left.file, keys, now: school.clock.now() });
    assert.equal(answer.ok ? 'taken' : answer.error.key, 'care.restore.other');
    assert.equal(readFileSync(join(other.folder, 'identity.json'), 'utf8'), before);
    await (await other.open()).close();
    using fresh = scratch();
    const late = school.clock.now() + 181 * day;
    const expired = await restoreBackup({ folder: fresh.folder, file: left.file, keys, now: late });
    assert.equal(expired.ok ? 'taken' : expired.error.key, 'care.restore.expired');
    assert.ok((await restoreBackup({ folder: fresh.folder, file: left.file, keys, now: late, takesExpired: true })).ok);
  });

  it('CARE-13: wherever the power fails while a store is swapped in, the folder holds the former or the new state', async () => {
    const school = await aCareFolder('birlik');
    const node = await school.open();
    const made = await backupsOf(school.folder).make(school.clock.now());
    await node.close();
    assert.ok(made.ok);
    using place = scratch();
    const coming = comingFolder(school.folder);
    mkdirSync(coming);
    cpSync(join(backupFolder(school.folder), made.value.name), join(coming, 'node.db'));
    const identity = JSON.parse(readFileSync(join(school.folder, 'identity.json'), 'utf8'));
    await keepIdentity(coming, { ...identity, epoch: 2 });
    const plan = JSON.stringify({ stamp: 'then' });
    const steps: ((folder: string) => void)[] = [
      () => undefined,
      (folder) => writeFileSync(join(folder, 'swap.json'), plan),
      (folder) => {
        mkdirSync(join(folder, 'set-aside', 'then'), { recursive: true });
        renameSync(join(folder, 'node.db'), join(folder, 'set-aside', 'then', 'node.db'));
      },
      (folder) => renameSync(join(folder, 'coming', 'node.db'), join(folder, 'node.db')),
      (folder) => renameSync(join(folder, 'coming', 'identity.json'), join(folder, 'identity.json')),
    ];
    for (let done = 1; done <= steps.length; done++) {
      const folder = join(place.folder, `cut-${done}`);
      cpSync(school.folder, folder, { recursive: true });
      for (const step of steps.slice(0, done)) step(folder);
      const epoch = done === 1 ? 1 : 2;
      assert.equal(finishSwap(folder), done > 1);
      assert.equal(whoseFolder(folder)?.epoch, epoch);
      assert.equal((await factsOf(join(folder, 'node.db'))).records, 1);
      assert.equal(finishSwap(folder), false);
    }
  });
});

it('BAK-2: what stands in the clear names no person, and nothing of the identity', async () => {
  using stick = scratch();
  const { school, left } = await withBackup(stick.folder);
  const identity = readFileSync(join(school.folder, 'identity.json'), 'utf8');
  const { seed, age, vault } = JSON.parse(identity) as Record<string, string>;
  const bytes = readFileSync(left.file);
  for (const secret of [seed, age, vault]) assert.ok(!bytes.includes(secret ?? ''));
  assert.equal(
    (await onCopies({ what: 'open', file: left.file, keys: [], to: join(stick.folder, 'x') })).is,
    'refused',
  );
});
