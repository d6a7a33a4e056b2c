import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openSqliteStore } from '#log/sqlite/store.ts';
import { aSchoolWithTablets } from '../../bench/school.ts';
import type { LoadTablet } from '../../bench/tablets.ts';
import { startNodeProcess } from '../cli/node-process.ts';
import { diceOf } from '../simulation/dice.ts';

const kills = process.env['TIREK_PROOF'] ? 1000 : 12;
const tabletCount = 12;

/** What a tablet was told is safe, and what it still has to send: an outbox in its simplest form. */
type Outbox = {
  readonly tablet: LoadTablet;
  waiting: ReturnType<LoadTablet['next']> | undefined;
  readonly acknowledged: Set<number>;
};

describe('a school server whose power fails', () => {
  it(
    `keeps every answer that it acknowledged, once, over ${kills} kills in mid-write`,
    { timeout: 3_600_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tirek-kill-'));
      const dice = diceOf('kill');
      const school = await aSchoolWithTablets(folder, tabletCount);
      const outboxes = school.tablets.map((tablet): Outbox => ({
        tablet,
        waiting: undefined,
        acknowledged: new Set(),
      }));
      const acknowledged = (): number => outboxes.reduce((sum, outbox) => sum + outbox.acknowledged.size, 0);
      for (let kill = 0; kill < kills; kill++) {
        const { child, port } = await startNodeProcess(folder, {});
        const ended = new Promise((resolve) => child.once('exit', resolve));
        const sending = outboxes.map((outbox) => sendUntilDead(port, outbox));
        await pause(30 + dice.int(150));
        // On a busy machine nothing has been written by then: but for every third kill, something has to be.
        const before = acknowledged();
        for (let waited = 0; kill % 3 > 0 && acknowledged() === before && waited < 10_000; waited += 5) await pause(5);
        child.kill('SIGKILL');
        await ended;
        await Promise.all(sending);
      }
      const total = acknowledged();
      assert.ok(total > kills, `only ${total} answers were acknowledged: the test proves nothing`);
      await assertKept(folder, outboxes);
      rmSync(folder, { recursive: true, force: true });
    },
  );
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends one entry after the other; an entry without an answer is sent again after the restart, as an outbox does. */
function sendUntilDead(port: number, outbox: Outbox): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const send = (): void => {
      outbox.waiting ??= outbox.tablet.next();
      const { n, kind, body } = outbox.waiting;
      const { token, credential } = outbox.tablet;
      const json = JSON.stringify({ entries: [{ n, credential, kind, at: Date.now(), body }] });
      const head = `POST /api/people/work HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json`;
      socket.write(`${head}\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
    };
    socket.once('connect', send);
    socket.once('error', () => resolve());
    socket.once('close', () => resolve());
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const n = outbox.waiting?.n ?? 0;
      if (!received.includes(`{"n":${n},"state":"taken"}`)) return;
      outbox.acknowledged.add(n);
      outbox.waiting = undefined;
      received = '';
      send();
    });
  });
}

async function assertKept(folder: string, outboxes: readonly Outbox[]): Promise<void> {
  const store = openSqliteStore(join(folder, 'node.db'));
  try {
    const check = await store.get<{ integrity_check: string }>('pragma integrity_check');
    assert.equal(check?.integrity_check, 'ok');
    for (const { tablet, acknowledged } of outboxes) {
      const rows = await store.all<{ n: number; seq: number }>(
        'select n, seq from log_via where tablet = ?',
        tablet.tablet,
      );
      const kept = new Set(rows.map((row) => row.n));
      assert.deepEqual(
        [...acknowledged].filter((n) => !kept.has(n)),
        [],
        'an acknowledged answer is lost',
      );
      assert.equal(new Set(rows.map((row) => row.seq)).size, rows.length, 'an answer was written twice');
      const tries = await store.get<{ tries: number }>(
        'select sum(tries) as tries from lessons_answers where attempt = ?',
        `${tablet.tablet}-1`,
      );
      assert.equal(tries?.tries ?? 0, [...kept].filter((n) => n > 1).length, 'an answer counts twice or not at all');
    }
    const streams = await store.all<{ id: number; next: number }>('select id, next from log_streams');
    for (const { id, next } of streams) {
      const count = await store.get<{ n: number }>('select count(*) as n from log_records where stream = ?', id);
      assert.equal(count?.n, next - 1, 'a stream has a gap');
    }
  } finally {
    await store.close();
  }
}
