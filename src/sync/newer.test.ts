import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fromCbor, toCbor } from '#log/record.ts';
import { scored } from '#testing/sample-room.ts';
import { decodeMessage, encodeMessage, type Message } from './message.ts';
import {
  decodeWelcome,
  encodeHello,
  ephemeral,
  openFrame,
  sealFrame,
  sessionOf,
  signSession,
  withProof,
} from './session.ts';
import { decodeContent, encodeContent } from './stick-format.ts';
import { stickRead, stickWrite } from './stick.ts';
import { testRegion, type TestNode } from './testing.ts';

// What a release of next year might say besides, and this one cannot know.
const unknown = { yet: 'unknown' };

/** CBOR of an array with one more field at its end, and in the entries of those of its fields that are lists of lists. */
function grown(bytes: Uint8Array): Uint8Array {
  const fields = (fromCbor(bytes) as unknown[]).map((field) => {
    if (!Array.isArray(field)) return field;
    return field.map((entry: unknown) => (Array.isArray(entry) ? [...(entry as unknown[]), unknown] : entry));
  });
  return toCbor([...fields, unknown]);
}

const said: Message = {
  epoch: 2,
  term: 3,
  isAll: true,
  wants: [['node1', 1, 'school:s1x', 5] as unknown as Message['wants'][number]],
  bundles: [],
  keys: [['school:s1x', 4, new Uint8Array([1, 2])] as unknown as Message['keys'][number]],
  keysTaken: { epoch: 1, upTo: [['school:s1x', 2] as unknown as Message['keysTaken']['upTo'][number]] },
  ended: [['node1', 'lesson:l1'] as unknown as Message['ended'][number]],
  files: [{ hash: 'ab'.repeat(32), have: 7 }],
  hasMore: false,
  differs: [{ stream: { node: 'node1', epoch: 1, scope: 'region' } as never, marks: [] }],
};

async function keyOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { key: string } }).error.key;
}

/** What a newer school says to an older region: signs in, and makes one round, with fields that the region does not know. */
async function newerRound(school: TestNode, region: TestNode, message: Uint8Array): Promise<Response> {
  const { node, signingKey } = school.house.self;
  const own = ephemeral();
  const answer = await region.ask(undefined, 'POST', '/session', grown(encodeHello(node, own.raw)));
  const welcome = decodeWelcome(grown(new Uint8Array(await answer.arrayBuffer())));
  assert.ok(welcome && welcome !== 'newer');
  const parties = { client: node, server: welcome.node, clientKey: own.raw, serverKey: welcome.key, id: welcome.id };
  const session = sessionOf(own, welcome.key, parties);
  assert.ok(session);
  const plain = toCbor([64 * 1024, message, false, unknown]);
  const frame = sealFrame(session, 'toServer', 1, withProof(signSession(signingKey, 'client', session), plain));
  const reply = await region.ask(undefined, 'POST', '/round', frame);
  if (!reply.ok) return reply;
  const opened = openFrame(session, 'toClient', 1, new Uint8Array(await reply.arrayBuffer()));
  const [, heard] = fromCbor(opened as Uint8Array) as [number, Uint8Array];
  assert.ok(decodeMessage(heard).ok);
  return reply;
}

describe('what a newer release says', () => {
  it('SYN-36: fields that are not known yet, at the end of a message and of each entry, are ignored', () => {
    const message = encodeMessage(said);
    const read = decodeMessage(message);
    assert.equal(read.ok && read.value.keys.length, 1);
    assert.deepEqual(decodeMessage(grown(message)), read);
    const content = encodeContent({ message, pieces: [{ hash: 'cd'.repeat(32), at: 9, bytes: new Uint8Array(3) }] });
    assert.ok(decodeContent(content));
    assert.deepEqual(decodeContent(grown(content)), decodeContent(content));
  });

  it('SYN-36: a greeting and a round with fields that are not known yet bring their records', async () => {
    await using world = await testRegion(1, 'newer');
    const [school] = world.schools as [TestNode];
    await school.write(scored.draft(school.scope, 'x', { person: 'p', task: 't', points: 1 }));
    const peer = school.desk.authority.region;
    assert.ok(peer);
    const message = encodeMessage(await school.desk.exchange.compose(peer, 64 * 1024, true));
    assert.equal((await newerRound(school, world.region, grown(message))).status, 200);
    assert.equal((await world.region.rows())['sample_points']?.length, 1);
  });

  it('SYN-36: another form is said to be newer, at a greeting, a message, a bundle, and nothing is written', async () => {
    await using world = await testRegion(1, 'another form');
    const [school] = world.schools as [TestNode];
    const { region } = world;
    const hello = fromCbor(encodeHello(school.house.self.node, ephemeral().raw)) as unknown[];
    const refused = await region.ask(undefined, 'POST', '/session', toCbor(hello.with(0, 2)));
    assert.deepEqual([refused.status, await keyOf(refused)], [400, 'sync.region-older']);
    assert.equal(decodeWelcome(toCbor([2, 'region', new Uint8Array(32)])), 'newer');
    const fields = fromCbor(encodeMessage(said)) as unknown[];
    for (const message of [fields.with(0, 2), fields.with(5, [[2, 'another', 'form']])].map((each) => toCbor(each))) {
      assert.deepEqual(decodeMessage(message), { ok: false, error: 'newer' });
      const answer = await newerRound(school, region, message);
      assert.deepEqual([answer.status, await keyOf(answer)], [400, 'sync.region-older']);
    }
    assert.equal(region.house.log.head({ ...school.house.log.self, scope: school.scope }), undefined);
  });

  it('SYN-36, SYN-15: on a stick a field more is no matter, and a file in another form leaves the others to be read', async () => {
    await using world = await testRegion(2, 'newer stick');
    const folder = mkdtempSync(join(tmpdir(), 'tirek-newer-'));
    try {
      for (const school of world.schools) {
        await school.write(scored.draft(school.scope, 'x', { person: 'p', task: 't', points: 1 }));
        assert.ok((await stickWrite(school, folder)).ok);
      }
      for (const name of readdirSync(folder)) {
        const place = join(folder, name);
        const fields = fromCbor(readFileSync(place)) as unknown[];
        writeFileSync(place, toCbor(name.includes('node1') ? [...fields, unknown] : fields.with(1, 2)));
      }
      const report = await stickRead(world.region, folder);
      assert.ok(report.ok);
      assert.deepEqual(
        report.value.read.map(({ refusal }) => refusal?.key),
        [undefined, 'sync.stick-newer'],
      );
      assert.equal((await world.region.rows())['sample_points']?.length, 1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
