import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionScope } from '#kernel/ids.ts';
import { hour, minute } from '#kernel/time.ts';
import { nodeEndorsed, nodeRevoked } from './records.ts';
import {
  decodeWelcome,
  encodeHello,
  ephemeral,
  isSignedBy,
  openFrame,
  sealFrame,
  sessionOf,
  signSession,
  withProof,
  type Session,
} from './session.ts';
import { publicKeyFrom } from '#log/chain.ts';
import { asKnown, testRegion, type TestNode, type TestRegion } from './testing.ts';

const plain = Buffer.from('what is said');

/** What a client of `school` makes of the region's welcome. */
async function open(region: TestNode, school: TestNode): Promise<Session> {
  const own = ephemeral();
  const client = school.house.self.node;
  const answer = region.desk.sessions.welcome(encodeHello(client, own.raw));
  const welcome = answer instanceof Uint8Array ? decodeWelcome(answer) : undefined;
  assert.ok(welcome && welcome !== 'newer');
  const parties = { client, server: welcome.node, clientKey: own.raw, serverKey: welcome.key, id: welcome.id };
  const session = sessionOf(own, welcome.key, parties);
  assert.ok(session);
  const { key } = await asKnown(region);
  assert.ok(isSignedBy(publicKeyFrom(key), 'server', session, welcome.signature));
  return session;
}

function frame(session: Session, n: number, signer?: TestNode): Uint8Array {
  const proof = signer && signSession(signer.house.self.signingKey, 'client', session);
  return sealFrame(session, 'toServer', n, withProof(proof, plain));
}

async function withSession(
  test: (of: {
    world: TestRegion;
    region: TestNode;
    school: TestNode;
    other: TestNode;
    session: Session;
  }) => Promise<void>,
): Promise<void> {
  await using world = await testRegion(2);
  const [school, other] = world.schools as [TestNode, TestNode];
  await test({ world, region: world.region, school, other, session: await open(world.region, school) });
}

describe('sessions between nodes', () => {
  it('SYN-7: both ends prove their keys; what is said is sealed, and the reply is for this request', async () => {
    await withSession(async ({ region, school, session }) => {
      const first = region.desk.sessions.open(frame(session, 1, school));
      assert.deepEqual([first?.peer.node, Buffer.from(first?.plain ?? [])], [school.house.self.node, plain]);
      const reply = first?.seal(Buffer.from('answer')) ?? new Uint8Array();
      assert.deepEqual(openFrame(session, 'toClient', 1, reply), Buffer.from('answer'));
      assert.equal(openFrame(session, 'toClient', 2, reply), undefined);
      assert.equal(openFrame(session, 'toServer', 1, reply), undefined);
      assert.ok(region.desk.sessions.open(frame(session, 2)), 'proven once');
      assert.ok(!Buffer.from(frame(session, 3)).includes(plain));
    });
  });

  it('SYN-7: a number is taken once, a changed byte is nothing', async () => {
    await withSession(async ({ region, school, session }) => {
      const { sessions } = region.desk;
      const sent = frame(session, 5, school);
      for (let n = 0; n < sent.length; n++) {
        assert.equal(sessions.open(sent.with(n, (sent[n] ?? 0) ^ 1)), undefined, `byte ${n}`);
      }
      assert.ok(sessions.open(sent));
      assert.equal(sessions.open(sent), undefined, 'sent twice');
      assert.equal(sessions.open(frame(session, 4, school)), undefined, 'an older number');
      assert.ok(sessions.open(frame(session, 6)));
    });
  });

  it('SYN-7: who cannot sign as the node is not let in, nor a stranger, nor one who was revoked meanwhile', async () => {
    await withSession(async ({ region, school, other, session }) => {
      const { sessions } = region.desk;
      assert.equal(sessions.open(frame(session, 1)), undefined, 'without a proof');
      assert.equal(sessions.open(frame(session, 2, other)), undefined, 'with another key');
      assert.ok(sessions.open(frame(session, 3, school)));
      assert.equal(sessions.welcome(encodeHello('stranger' as never, ephemeral().raw)), undefined);
      assert.equal(sessions.welcome(Buffer.alloc(300)), undefined);
      const { node } = school.house.self;
      await region.write(nodeRevoked.draft(regionScope, 'x', { node, through: 1, reason: 'lost' }));
      assert.equal(sessions.open(frame(session, 4)), undefined);
      assert.equal(sessions.welcome(encodeHello(node, ephemeral().raw)), undefined);
    });
  });

  it('SYN-13: a session of a stolen server ends when the school has a new key', async () => {
    await withSession(async ({ region, school, other, session }) => {
      const { sessions } = region.desk;
      assert.ok(sessions.open(frame(session, 1, school)));
      const { node, school: of } = school.house.self;
      const { key, age } = await asKnown(other);
      await region.write(
        nodeRevoked.draft(regionScope, 'x', { node, through: 1, reason: 'lost' }),
        nodeEndorsed.draft(regionScope, 'x', { node, kind: 'school', school: of, key, age, epoch: 2 }),
      );
      assert.equal(region.desk.authority.find(node)?.isRevoked, false);
      assert.equal(sessions.open(frame(session, 2)), undefined);
    });
  });

  it('SYN-7: a session ends after its time, and at once where nobody proved it', async () => {
    await withSession(async ({ world, region, school, session }) => {
      const unproven = await open(region, school);
      assert.ok(region.desk.sessions.open(frame(session, 1, school)));
      world.clock.advance(2 * minute);
      assert.equal(region.desk.sessions.open(frame(unproven, 1, school)), undefined);
      assert.ok(region.desk.sessions.open(frame(session, 2)));
      world.clock.advance(13 * hour);
      assert.equal(region.desk.sessions.open(frame(session, 3)), undefined);
    });
  });
});
