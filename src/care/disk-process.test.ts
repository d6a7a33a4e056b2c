import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSqliteStore } from '#log/sqlite/store.ts';
import { anAdult, aPupil, password } from '#people/testing.ts';
import { startNodeProcess, stopNodeProcess, type NodeProcess } from '../cli/node-process.ts';
import { join } from 'node:path';
import type { CareStatus } from './routes.ts';
import { aCareFolder, aLoopDisk } from './testing.ts';

type Said = { readonly status: number; readonly key: string };

const isProof = process.env['TIREK_PROOF'] !== undefined;

/** A tablet's outbox in its simplest form: an entry stays until it is acknowledged. */
function outboxOf(credential: string, token: string) {
  const acknowledged = new Set<number>();
  let n = 1;
  const send = async ({ address }: NodeProcess): Promise<Said> => {
    const body = { attempt: `x-${n}`, words: 'z'.repeat(6000) };
    const entries = [{ n, credential, kind: 'lessons.finished', at: 1, body }];
    const { status, body: answer } = await ask(address, 'POST', '/people/work', { token, body: { entries } });
    if (status !== 200) return { status, key: answer.error.key };
    acknowledged.add(n++);
    return { status, key: '' };
  };
  const until = async (node: NodeProcess, isOver: (said: Said) => boolean): Promise<Said> => {
    for (;;) {
      const said = await send(node);
      if (isOver(said)) return said;
    }
  };
  return { acknowledged, send, until };
}

async function ask(address: string, method: string, path: string, of: { token?: string; body?: unknown } = {}) {
  const headers = {
    ...(of.token ? { authorization: `Bearer ${of.token}` } : {}),
    ...(of.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const content = of.body === undefined ? {} : { body: JSON.stringify(of.body) };
  const response = await fetch(`${address}/api${path}`, { method, headers, ...content });
  // oxlint-disable-next-line typescript/no-explicit-any -- what a test looks into is what it checks
  return { status: response.status, body: (await response.json()) as any };
}

describe('a disk under a running node process', () => {
  it('CARE-10, CARE-11: fills up, then dies: reading goes on, writing is refused with what to do, and nothing is lost', async () => {
    using disk = aLoopDisk(64);
    if (!disk) return;
    const { open, folder } = await aCareFolder('birlik', disk.place);
    const made = await open();
    await anAdult(made.house, 'head', ['head']);
    const { person } = await aPupil(made.house, { family: 'Ким', given: 'Аня' }, 5);
    await made.close();

    const quiet = (): void => undefined;
    let node = await startNodeProcess(folder, {}, quiet);
    try {
      const { token } = (
        await ask(node.address, 'POST', '/people/sign-in/adult', { body: { login: 'head', password } })
      ).body;
      const asHead = (method: string, path: string, body?: unknown) => ask(node.address, method, path, { token, body });
      const { code } = (await asHead('GET', '/people/outage-code')).body;
      const joining = (await asHead('POST', '/people/tablet-codes', {})).body.code;
      const tablet = (await ask(node.address, 'POST', '/people/tablets', { body: { code: joining } })).body;
      const outbox = outboxOf(`o1.${person}.${code}`, tablet.token);
      const firstFinding = async () => ((await asHead('GET', '/care/status')).body as CareStatus).findings[0]?.key;
      assert.equal((await outbox.send(node)).status, 200);

      disk.fill();
      const isRefused = ({ status }: Said): boolean => status !== 200;
      assert.deepEqual(await outbox.until(node, isRefused), { status: 507, key: 'care.disk-full' });
      assert.equal((await asHead('GET', '/people/held')).status, 200);
      assert.equal(await firstFinding(), 'care.disk.full');
      disk.free();
      // By itself it looks each quarter of a minute; the button on the head's page does it at once.
      if (isProof) await outbox.until(node, ({ status }) => status === 200);
      else assert.equal((await asHead('POST', '/care/spare', {})).status, 200);
      assert.equal((await outbox.send(node)).status, 200, 'the very entry that was refused');
      assert.notEqual(await firstFinding(), 'care.disk.full');

      disk.fail();
      assert.deepEqual(await outbox.until(node, isRefused), { status: 503, key: 'care.read-only' });
      assert.equal((await asHead('GET', '/people/held')).status, 200);
      assert.equal(await firstFinding(), 'care.disk.read-only');
      await stopNodeProcess(node);
      disk.restart();
      node = await startNodeProcess(folder, {}, quiet);
      assert.equal((await outbox.send(node)).status, 200);
      await stopNodeProcess(node);

      const store = openSqliteStore(join(folder, 'node.db'));
      const rows = await store.all<{ n: number }>('select n from log_via where tablet = ? order by n', tablet.tablet);
      const check = await store.get<{ integrity_check: string }>('pragma integrity_check');
      await store.close();
      assert.equal(check?.integrity_check, 'ok');
      assert.deepEqual(
        rows.map(({ n }) => n),
        [...outbox.acknowledged],
        'what was acknowledged is there, once, and nothing besides',
      );
    } finally {
      await stopNodeProcess(node);
    }
  });
});
