import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { schoolScope, type SchoolId } from '#kernel/ids.ts';
import { anAdult, password } from '#people/testing.ts';
import { decide, freshSender } from '#web/outbox/sender-model.ts';
import { bootNode } from '../boot/boot.ts';
import { checkStreams } from './check.ts';
import type { CareStatus } from './routes.ts';
import { aCareFolder, answerOf, fillWith } from './testing.ts';
import { lookAtDisk } from './work.ts';

const scope = schoolScope('birlik' as SchoolId);
const note = (text: string) => ({ scope, actor: 'test', type: 'test.note', version: 1, body: { text } });

/** A disk of its own that is as small as a test wants it. */
function aDisk(megabytes: number) {
  const place = mkdtempSync(join(tmpdir(), 'tirek-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tirek', place]);
  const filler = join(place, 'filler');
  return {
    place,
    /** Somebody's films fill the disk to its last byte. */
    fill: () => fillWith(filler),
    free: () => rmSync(filler),
    becomes: (mode: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,${mode}`, place]),
    [Symbol.dispose]: () => {
      execFileSync('umount', ['-l', place]);
      rmSync(place, { recursive: true });
    },
  };
}

describe('faults of the disk', () => {
  it('CARE-10: a tablet that is answered so keeps its work, parks nothing and tries again', () => {
    const batch = { tablet: { tablet: 't', token: 'x', answers: 0 }, entries: [{ n: 1 }] } as never;
    for (const status of [503, 507]) {
      const failed = { type: 'failed', now: 0, failure: { key: 'care.disk-full', status }, batch, dice: 0 } as const;
      const { commands } = decide({ ...freshSender, isMine: true, doing: 'sending' }, failed);
      assert.deepEqual(
        commands.map((command) => command.do),
        ['wake'],
      );
    }
  });

  it('CARE-11: a disk filled under a running node: work waits, reading goes on, the head signs in and makes room', async () => {
    using disk = aDisk(48);
    const { open, folder } = await aCareFolder('birlik', disk.place);
    const node = await open();
    const ask = answerOf(node);
    await anAdult(node.house, 'head', ['head']);
    const signIn = () => ask('POST', '/people/sign-in/adult', { body: { login: 'head', password } });
    const token = (await signIn()).body.token as string;
    await node.care.backups.make(node.house.clock.now());
    await node.care.faults.keepReserve();
    assert.ok(existsSync(join(folder, 'reserve')));
    disk.fill();
    const write = () => node.house.log.write(() => ({ records: [note('z'.repeat(8000))], answer: undefined }));
    let written = 0;
    const before = node.house.log.head({ ...node.house.log.self, scope })?.next ?? 0;
    await assert.rejects(async () => {
      for (;;) {
        await write();
        written++;
      }
    });
    const refused = await ask('POST', '/people/work', { body: { entries: [] } });
    assert.deepEqual([refused.status, refused.body.error.key], [507, 'care.disk-full']);
    const status = (await ask('GET', '/care/status', { token })).body as CareStatus;
    assert.equal(status.findings[0]?.key, 'care.disk.full');
    // The reserve is given up for who may make room.
    const again = await signIn();
    assert.equal(again.status, 200);
    assert.ok(!existsSync(join(folder, 'reserve')));
    disk.free();
    await ask('POST', '/care/spare', { token });
    assert.equal(node.care.faults.now(), undefined);
    await write();
    const check = await checkStreams(
      node.house.log,
      () => 0,
      () => undefined,
      () => false,
    );
    assert.deepEqual(check?.wrong, []);
    assert.equal(node.house.log.head({ ...node.house.log.self, scope })?.next, before + written + 1);
    await node.close();
  });

  it('CARE-10: a disk that is read-only at the start brings its page, and is tried again by itself', async () => {
    using disk = aDisk(48);
    const { open, settings } = await aCareFolder('birlik', disk.place);
    await (await open()).close();
    disk.becomes('ro');
    const booted = await bootNode(settings);
    assert.equal((await booted.stage()).name, 'damaged');
    const damage = await (await fetch(`${booted.address}/api/boot/damaged`)).json();
    assert.equal(damage.kind, 'read-only');
    await booted.close();
    disk.becomes('rw');
    await (await open()).close();
  });

  it('CARE-11: a full disk is not given up as long as it is full', async () => {
    using disk = aDisk(32);
    mkdirSync(join(disk.place, 'x'));
    const { open } = await aCareFolder('birlik', disk.place);
    const node = await open();
    disk.fill();
    node.care.faults.hear('full');
    await lookAtDisk(node.house, node.care);
    assert.equal(node.care.faults.now()?.kind, 'full');
    disk.free();
    await lookAtDisk(node.house, node.care);
    assert.equal(node.care.faults.now(), undefined);
    await node.close();
  });
});
