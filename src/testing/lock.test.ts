import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { anAdult, aTablet, registerSchool, signIn, type Call } from '#people/testing.ts';
import { changeIdentity, makeIdentity, readIdentity } from '#sync/index.ts';
import { bootNode, type BootedNode } from '../boot/boot.ts';
import type { RunningStage } from '../boot/running.ts';
import { openNode } from '../main.ts';
import type { Settings } from '../settings.ts';

type Answered = { readonly status: number; readonly body: Record<string, unknown> };
type Locked = { readonly error: { readonly key: string } };

function settingsOf(folder: string): Settings {
  const where = { port: 0, host: '127.0.0.1', postgres: undefined, tls: undefined, regionUrl: undefined };
  return { folder, ...where, web: join(folder, 'no-web') };
}

async function ask(node: BootedNode, method: string, path: string, body?: unknown, token?: string): Promise<Answered> {
  const response = await fetch(`${node.address}/api${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? ((await response.json()) as Record<string, unknown>) : {} };
}

function peopleOf(node: BootedNode): Call {
  return async (method, path, { token, body } = {}) => ({
    ...((await ask(node, method, `/people${path}`, body, token)) as never as { status: number; body: never }),
    headers: new Headers(),
    bytes: new Uint8Array(),
  });
}

/** A school's server with a head, a teacher and a tablet, as `tirek node` runs it. */
async function withSchool(test: (folder: string, node: BootedNode) => Promise<BootedNode>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-locked-'));
  await makeIdentity(folder, { kind: 'school', school: 'one' as SchoolId }, systemRandomness);
  let node = await bootNode(settingsOf(folder));
  try {
    const { house } = ((await node.stage()) as RunningStage).node;
    await registerSchool(house, 'one' as SchoolId);
    await anAdult(house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
    await anAdult(house, 'teacher', ['teacher']);
    node = await test(folder, node);
  } finally {
    await node.close();
    rmSync(folder, { recursive: true });
  }
}

describe('a locked server', () => {
  it('LOCK-2, BOOT-2: is woken after a power cut by any device that has a key, and by nothing else', async () => {
    await withSchool(async (folder, first) => {
      const head = await signIn(peopleOf(first), 'head');
      const tablet = await aTablet(peopleOf(first), head);
      const wakeKey = async (node: BootedNode, token: string) =>
        (await ask(node, 'POST', '/lock/wake-key', { have: '' }, token)).body['key'] as string | null;
      assert.equal(await wakeKey(first, tablet.token), null, 'no key while the lock is off');
      assert.equal((await ask(first, 'PUT', '/lock/on', {}, head)).status, 409);
      const { code } = (await ask(first, 'POST', '/lock/code', {}, head)).body as { code: string };
      assert.deepEqual((await ask(first, 'PUT', '/lock/on', {}, head)).body['isOn'], true);
      const key = (await wakeKey(first, tablet.token)) ?? '';
      const headKey = (await wakeKey(first, head)) ?? '';
      assert.equal((await ask(first, 'GET', '/lock/state', undefined, head)).body['tablets'], 1);
      await first.close();

      const locked = await bootNode(settingsOf(folder));
      assert.deepEqual((await ask(locked, 'GET', '/boot')).body, { stage: 'locked' });
      const refusal = await ask(locked, 'GET', '/people/school', undefined, head);
      assert.deepEqual([refusal.status, (refusal.body as Locked).error.key], [503, 'boot.locked']);
      const wrong = await ask(locked, 'POST', '/boot/wake', { key: `${key.slice(0, -4)}AAAA` });
      assert.deepEqual([wrong.status, (wrong.body as Locked).error.key], [403, 'boot.locked.key']);
      assert.equal((await ask(locked, 'POST', '/boot/wake', { key: 7 })).status, 400);
      assert.equal((await ask(locked, 'POST', '/boot/wake', { key })).status, 200);
      assert.equal((await ask(locked, 'GET', '/people/me', undefined, head)).body['name'], 'Қасымова Гүлнар');
      assert.deepEqual((await ask(locked, 'DELETE', `/people/tablets/${tablet.tablet}`, undefined, head)).status, 200);
      await locked.close();

      const again = await bootNode(settingsOf(folder));
      assert.equal((await ask(again, 'POST', '/boot/wake', { key })).status, 403, 'a retired tablet wakes nobody');
      assert.equal((await ask(again, 'POST', '/boot/wake', { code: code.replaceAll('-', ' ') })).status, 200);
      assert.equal((await ask(again, 'GET', '/people/me', undefined, head)).status, 200);
      assert.equal((await ask(again, 'DELETE', '/lock/keys', undefined, head)).body['taken'], 1);
      await again.close();

      const last = await bootNode(settingsOf(folder));
      assert.equal((await ask(last, 'POST', '/boot/wake', { key: headKey })).status, 403);
      for (let n = 0; n < 29; n++) await ask(last, 'POST', '/boot/wake', { key: headKey });
      const waiting = await ask(last, 'POST', '/boot/wake', { code });
      assert.deepEqual([waiting.status, (waiting.body as Locked).error.key], [429, 'boot.locked.wait']);
      return last;
    });
  });

  it('LOCK-4: who has no post, or a new password, wakes the server no more; pupils and parents have no key', async () => {
    await withSchool(async (_, node) => {
      const people = peopleOf(node);
      const { house } = ((await node.stage()) as RunningStage).node;
      const [head, teacher] = [await signIn(people, 'head'), await signIn(people, 'teacher')];
      await ask(node, 'POST', '/lock/code', {}, head);
      await ask(node, 'PUT', '/lock/on', {}, head);
      await anAdult(house, 'parent', ['parent']);
      const parent = await signIn(people, 'parent');
      assert.equal((await ask(node, 'POST', '/lock/wake-key', { have: '' }, parent)).status, 403);
      assert.equal((await ask(node, 'POST', '/lock/wake-key', { have: '' })).status, 401);
      assert.equal((await ask(node, 'POST', '/lock/wake-key', { have: '' }, teacher)).status, 200);
      assert.equal((await ask(node, 'POST', '/lock/code', {}, teacher)).status, 403);
      const change = { current: 'ұзын құпиясөз 1', next: 'жаңа құпиясөз 2' };
      assert.equal((await people('POST', '/password', { token: teacher, body: change })).status, 200);
      for (let n = 0; n < 200 && (await personsWithKey(node, head)) > 0; n++)
        await new Promise((r) => setTimeout(r, 10));
      assert.equal(await personsWithKey(node, head), 0);
      return node;
    });
  });

  it('LOCK-6: a stop at any point of a change of the vault key leaves one key; an older copy of the store is readable', async () => {
    await withSchool(async (folder, node) => {
      await node.close();
      const store = join(folder, 'node.db');
      const readable = async (): Promise<number> => {
        const open = await openNode(settingsOf(folder));
        const rows = await open.house.log.read.all<{ person: string; name: Uint8Array }>(
          'select person, name from people_persons',
        );
        const count = rows.filter(({ person, name }) => open.house.log.vault.open(person, name)).length;
        await open.close();
        return count;
      };
      const identity = (): string => readFileSync(join(folder, 'identity.json'), 'utf8');
      const older = readFileSync(store);
      const before = readIdentity(folder).vaultKey;
      const next = Buffer.from(systemRandomness.bytes(32)).toString('base64');
      await changeIdentity(folder, undefined, (kept) => ({ ...kept, nextVault: next }));
      const named = identity();
      assert.equal(await readable(), 2, 'the change is carried out');
      assert.equal(Buffer.from(readIdentity(folder).vaultKey).toString('base64'), next);
      assert.ok(!identity().includes('nextVault'));
      const changed = identity();

      writeFileSync(join(folder, 'identity.json'), named);
      assert.equal(await readable(), 2, 'the power failed after the keys were sealed anew');
      assert.deepEqual(JSON.parse(identity()).vault, JSON.parse(changed).vault);

      writeFileSync(store, older);
      assert.equal(await readable(), 2, 'a copy of the store from before');
      assert.deepEqual(readIdentity(folder).vaultKey, before);
      return bootNode(settingsOf(folder));
    });
  });
});

async function personsWithKey(node: BootedNode, head: string): Promise<number> {
  return Number((await ask(node, 'GET', '/lock/state', undefined, head)).body['people']);
}
