import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { backupsOf, findGoodBackup } from './backups.ts';
import { toPrune, type KeptBackup } from './pruning.ts';
import { aCareFolder, factsOf } from './testing.ts';

const scope = schoolScope('birlik' as SchoolId);
const note = (text: string) => ({ scope, actor: 'test', type: 'test.note', version: 1, body: { text } });

describe('backups beside the store', () => {
  it('CARE-3: a copy made while the node writes is one moment of it, read whole, and flushed under its name', async () => {
    const { folder, clock, open } = await aCareFolder('birlik');
    const node = await open();
    const backups = backupsOf(folder);
    let isOver = false;
    let written = 0;
    const writing = (async () => {
      while (!isOver) {
        await node.house.log.write(() => ({ records: [note(`lesson ${written++}`)], answer: undefined }));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const made = await backups.make(clock.now()).finally(() => (isOver = true));
    await writing;
    assert.ok(made.ok);
    const facts = await factsOf(join(folder, 'backups', made.value.name));
    assert.equal(facts.records, made.value.records);
    const [head] = node.house.log.streams();
    assert.ok(facts.heads[0] && head && facts.heads[0].next <= head.next);
    assert.deepEqual(
      readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.part')),
      [],
    );
    await node.close();
    // The whole shelf is what a node opens from.
    copyFileSync(join(folder, 'backups', made.value.name), join(folder, 'node.db'));
    for (const name of ['node.db-wal', 'node.db-shm']) rmSync(join(folder, name), { force: true });
    const again = await open();
    assert.equal(again.house.log.streams()[0]?.next, facts.heads[0]?.next);
    await again.close();
  });

  it('CARE-3: a copy with one changed byte anywhere is not taken for good', async () => {
    const { folder, clock, open } = await aCareFolder('birlik');
    await (await open()).close();
    const backups = backupsOf(folder);
    const made = await backups.make(clock.now());
    assert.ok(made.ok);
    const file = join(folder, 'backups', made.value.name);
    const whole = readFileSync(file);
    const database = new DatabaseSync(file);
    const { bytes } = database.prepare('select bytes from log_records limit 1').get() as { bytes: Uint8Array };
    database.close();
    const at = whole.indexOf(bytes) + 20;
    writeFileSync(file, Buffer.concat([whole.subarray(0, at), Buffer.of(whole[at]! ^ 1), whole.subarray(at + 1)]));
    assert.equal(await findGoodBackup(folder), undefined);
  });

  it('CARE-5: keys of erased persons go out of older copies with every trace', async () => {
    const { folder, clock, open } = await aCareFolder('birlik');
    const node = await open();
    const person = 'child1child1' as PersonId;
    await node.house.log.write((on) => {
      on.seal(person, scope, 'Айгерім');
      return { records: [note('with a key')], answer: undefined };
    });
    const backups = backupsOf(folder);
    const made = await backups.make(clock.now());
    assert.ok(made.ok);
    const file = join(folder, 'backups', made.value.name);
    const held = new DatabaseSync(file, { readOnly: true });
    const row = held.prepare('select sealed from log_keys where person = ?').get(person) as {
      sealed: Uint8Array;
    };
    const sealed = Buffer.from(row.sealed);
    held.close();
    assert.ok(readFileSync(file).includes(sealed));
    await backups.forget([person]);
    assert.ok(!readFileSync(file).includes(sealed));
    assert.equal((await factsOf(file)).records, made.value.records);
    assert.ok(existsSync(`${file}.json`));
    await node.close();
  });

  it('CARE-4: seven days and four weeks stay, the newest good one in any case, as far as there is room', () => {
    const backups = Array.from({ length: 60 }, (_, n): KeptBackup => {
      return { name: `b${n}`, at: Date.UTC(2026, 8, 1) + n * (day / 2), bytes: 10, isGood: true };
    });
    const stays = (room: number, of = backups): string[] => {
      const gone = new Set(toPrune(of, room));
      return of.filter((each) => !gone.has(each)).map(({ name }) => name);
    };
    assert.deepEqual(stays(1000), ['b17', 'b31', 'b45', 'b47', 'b49', 'b51', 'b53', 'b55', 'b57', 'b59']);
    assert.deepEqual(stays(30), ['b55', 'b57', 'b59']);
    assert.deepEqual(stays(0), ['b59']);
    const newestBad = backups.map((each) => (each.name === 'b59' ? { ...each, isGood: false } : each));
    assert.deepEqual(stays(0, newestBad), ['b58']);
  });
});
