import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { regionScope, type NodeId, type Scope } from '#kernel/ids.ts';
import { pullFiles, pushFiles, type Pace } from './file-client.ts';
import { openFileStore } from './file-store.ts';
import { LinkFailure, type Answer, type Asked } from './http-client.ts';
import type { LinkClient } from './link-client.ts';
import { granted } from './records.ts';
import { fileProof } from './session.ts';
import { asKnown, hung, meet, testRegion, type TestNode } from './testing.ts';

const freePace: Pace = { mayGoOn: () => true, after: async () => undefined, pieceBytes: () => 64 * 1024 };

/** A link's file requests straight into the region's app, in a session of the school; `spoil` stands in between. */
async function fileLink(school: TestNode, region: TestNode, spoil: (answer: Answer) => Answer = (answer) => answer) {
  const { encodeHello, decodeWelcome, ephemeral, sealFrame, sessionOf, signSession, withProof } =
    await import('./session.ts');
  const own = ephemeral();
  const client = school.house.self.node;
  const welcome = decodeWelcome(
    new Uint8Array(await (await region.ask(undefined, 'POST', '/session', encodeHello(client, own.raw))).arrayBuffer()),
  );
  assert.ok(welcome && welcome !== 'newer');
  const session = sessionOf(own, welcome.key, {
    client,
    server: welcome.node,
    clientKey: own.raw,
    serverKey: welcome.key,
    id: welcome.id,
  });
  assert.ok(session);
  const asked: string[] = [];
  const askFile = async (
    { method, path, headers, body, accepts = [200], onChunk }: Asked,
    ...said: readonly string[]
  ): Promise<Answer> => {
    asked.push(`${method} ${headers?.['range'] ?? ''}`);
    const authorization = fileProof(session, method, path, ...said);
    const response = await region.app.request(path, {
      method,
      headers: { ...headers, authorization },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
    const answer = spoil({ status: response.status, headers: {}, body: new Uint8Array(await response.arrayBuffer()) });
    if (!accepts.includes(answer.status)) {
      const { error } = JSON.parse(Buffer.from(answer.body).toString()) as { error: { key: string } };
      throw new LinkFailure(error.key, answer.status);
    }
    if (onChunk) await onChunk(answer.body);
    return answer;
  };
  const prove = async (): Promise<void> => {
    const frame = sealFrame(
      session,
      'toServer',
      1,
      withProof(signSession(school.house.self.signingKey, 'client', session), Uint8Array.of(0)),
    );
    assert.equal((await region.ask(undefined, 'POST', '/round', frame)).status, 400, 'proven, but no round');
  };
  await prove();
  const link: LinkClient = {
    askFile,
    round: () => Promise.reject(new Error('no rounds here')),
    askSealed: () => Promise.reject(new Error('nothing is asked here')),
    close: () => undefined,
  };
  return { link, asked, session };
}

async function hang(node: TestNode, scope: Scope, bytes: number): Promise<string> {
  const picture = randomBytes(bytes);
  const hash = await node.house.files.put(picture);
  await node.write(hung.draft(scope, 'x', { hash, bytes }));
  return hash;
}

describe('files by hash', () => {
  it('SYN-14: smallest first, on from where it broke off, and only with the right bytes', async () => {
    await using world = await testRegion(1);
    const [school] = world.schools as [TestNode];
    const large = await hang(world.region, regionScope, 300_000);
    const small = await hang(world.region, regionScope, 1000);
    await meet(school, world.region);
    const carrying = { ledger: school.desk.files, store: school.desk.store, pace: freePace };
    let left = 3;
    const broken = await fileLink(school, world.region, (answer) => {
      if (left-- === 0) throw new LinkFailure('sync.no-answer');
      return answer;
    });
    await assert.rejects(pullFiles({ ...carrying, link: broken.link }), LinkFailure);
    assert.deepEqual([await school.desk.store.has(small), await school.desk.store.has(large)], [true, false]);
    const have = await school.desk.store.partSize(large);
    assert.equal(have, 2 * 64 * 1024);
    const again = await fileLink(school, world.region);
    const pulled = await pullFiles({ ...carrying, link: again.link });
    assert.deepEqual([pulled.files, pulled.bytes, pulled.isDone], [1, 300_000 - have, true]);
    assert.equal(again.asked[0], `GET bytes=${have}-${have + 64 * 1024 - 1}`);
    assert.equal(await school.desk.store.has(large), true);
  });

  it('SYN-14: bytes with another hash are thrown away, and asked for again', async () => {
    await using world = await testRegion(1);
    const [school] = world.schools as [TestNode];
    const hash = await hang(world.region, regionScope, 1000);
    await meet(school, world.region);
    const carrying = { ledger: school.desk.files, store: school.desk.store, pace: freePace };
    const liar = await fileLink(school, world.region, (answer) => ({
      ...answer,
      body: new Uint8Array(answer.body.length),
    }));
    assert.equal((await pullFiles({ ...carrying, link: liar.link })).files, 0);
    assert.deepEqual([await school.desk.store.has(hash), await school.desk.store.partSize(hash)], [false, 0]);
    const honest = await fileLink(school, world.region);
    assert.equal((await pullFiles({ ...carrying, link: honest.link })).files, 1);
  });

  it('SYN-14: a file is served to who may read what names it, and to nobody else', async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    const lesson = 'lesson:l1' as Scope;
    await one.write(granted.draft(one.scope, 'x', { scope: lesson, to: 'region' as NodeId }));
    const hash = await hang(one, lesson, 500);
    await meet(one, world.region);
    await meet(two, world.region);
    await world.region.house.files.put(await one.house.files.read(hash));
    const status = async (node: TestNode): Promise<string> => {
      const { link } = await fileLink(node, world.region);
      const path = `/api/sync/files/${hash}`;
      const answer = link.askFile(
        { method: 'GET', path, headers: { range: 'bytes=0-99' }, accepts: [206] },
        'bytes=0-99',
      );
      return answer.then(
        ({ body }) => `${body.length} bytes`,
        (error: LinkFailure) => error.key,
      );
    };
    assert.equal(await status(two), 'sync.no-such-file');
    assert.equal(await status(one), '100 bytes', 'its own it may have back');
    assert.equal((await world.region.app.request(`/api/sync/files/${hash}`)).status, 401);
    const { session } = await fileLink(one, world.region);
    const wrong = { authorization: fileProof(session, 'GET', `/api/sync/files/${'0'.repeat(64)}`, '') };
    assert.equal((await world.region.app.request(`/api/sync/files/${hash}`, { headers: wrong })).status, 401);
  });

  it('SYN-14: a school brings the region what its records name, on from where it broke off, and nothing else', async () => {
    await using world = await testRegion(1);
    const [school] = world.schools as [TestNode];
    await meet(school, world.region);
    const hash = await hang(school, school.scope, 200_000);
    const up = await school.desk.exchange.compose(await asKnown(world.region), 64_000);
    await world.region.desk.exchange.absorb(await asKnown(school), up);
    const down = await world.region.desk.exchange.compose(await asKnown(school), 64_000);
    assert.deepEqual([down.isAll, down.files], [false, [{ hash, have: 0 }]]);
    await school.desk.exchange.absorb(await asKnown(world.region), down);
    assert.equal(
      (await world.region.desk.exchange.compose(await asKnown(school), 64_000)).files,
      undefined,
      'said once',
    );
    const asked = await school.desk.exchange.stateOf('region' as NodeId);
    assert.deepEqual(asked.files, [{ hash, have: 0 }]);
    const carrying = { ledger: school.desk.files, store: school.desk.store };
    const { link } = await fileLink(school, world.region);
    let pieces = 2;
    const half = await pushFiles(
      { ...carrying, link, pace: { ...freePace, mayGoOn: () => pieces-- > 0 } },
      asked.files,
    );
    assert.deepEqual([half.files, half.bytes], [0, 128 * 1024]);
    // It begins at 0 again, is told how much is there, and goes on from that.
    const rest = await pushFiles({ ...carrying, link, pace: freePace }, asked.files);
    assert.equal(rest.files, 1);
    assert.equal(await world.region.house.files.has(hash), true);
    const unasked = randomBytes(100);
    const other = await school.house.files.put(unasked);
    assert.equal((await pushFiles({ ...carrying, link, pace: freePace }, [{ hash: other, have: 0 }])).files, 0);
    assert.equal(await world.region.house.files.has(other), false);
  });

  it('SYN-14: a part is cut where it is written anew, and whole only with its hash', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-files-'));
    try {
      const store = openFileStore(folder);
      const bytes = randomBytes(1000);
      const hash = await openFileStore(join(folder, 'other')).put(bytes);
      assert.equal(await store.finishPart(hash), false);
      await store.writePart(hash, 0, bytes.subarray(0, 600));
      appendFileSync(join(folder, hash.slice(0, 2), `${hash}.part`), 'what a power cut left');
      await store.writePart(hash, 600, bytes.subarray(600));
      assert.equal(await store.partSize(hash), 1000);
      assert.equal(await store.finishPart(hash), true);
      assert.ok(bytes.equals(await store.read(hash)));
      assert.equal(await store.partSize(hash), 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
