import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identityToRecipient } from 'age-encryption';
import { schoolScope, type NodeId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { seededRandomness } from '#testing/logs.ts';
import { credentialKeys, scopeOf } from './credential-keys.ts';
import { newPassword, newPictures, newPin, openCredentialKey, openSecret } from './credentials.ts';
import { loginFor } from './logins.ts';
import { secretPictures } from './pictures.ts';
import { selectCredentials } from './queries-secrets.ts';
import { openAny, resealForServers } from './reseal.ts';
import { anAdult, aNode, anIdentity, signIn } from './testing.ts';

const person = 'person000001' as PersonId;

describe('secrets', () => {
  it('PPL-8: open with the key of the school’s node and with the region’s, with nothing else that a record holds', async () => {
    const node = await aNode('n1', { school: 's1' });
    const region = await anIdentity('r1');
    const thief = await anIdentity('x1');
    try {
      const regionAge = await identityToRecipient(region.ageIdentity);
      const draft = await credentialKeys(() => regionAge).seal(node.house, person, { kind: 'pin', pin: '4702' });
      await node.house.log.write((on) => ({ records: [draft(on)], answer: undefined }));
      const { read } = node.house.log;
      const [stored] = await selectCredentials(read, scopeOf(node.house), ['pin']);
      const kept = await read.get<{ sealed: Uint8Array }>(
        'select sealed from people_credential_keys where key_id = ?',
        stored?.key_id ?? '',
      );
      assert.ok(stored && kept);
      for (const { ageIdentity } of [node.house.self, region]) {
        const key = await openCredentialKey(kept.sealed, ageIdentity);
        assert.deepEqual(openSecret(key, person, stored.sealed, node.house.log.vault), { kind: 'pin', pin: '4702' });
        assert.equal(
          openSecret(key, 'person000002' as PersonId, stored.sealed, node.house.log.vault),
          undefined,
          'a secret cannot be given to another',
        );
      }
      await assert.rejects(openCredentialKey(kept.sealed, thief.ageIdentity));
    } finally {
      await node.close();
    }
  });

  it('PPL-8: a head entered before the school has a server signs in at its first one: the region seals the key for it, once', async () => {
    const region = await aNode('r1', {});
    const first = await anIdentity('n1');
    try {
      const { house } = region;
      const scope = schoolScope('s1' as SchoolId);
      const draft = await credentialKeys(() => undefined).seal(house, person, { kind: 'pin', pin: '4702' }, scope);
      await house.log.write((on) => ({ records: [draft(on)], answer: undefined }));
      const rows = (): Promise<{ sealed: Uint8Array }[]> =>
        house.log.read.all('select sealed from people_credential_keys order by set_at');
      const opens = async (): Promise<boolean> =>
        (await openAny({ ...house, self: { ...house.self, ageIdentity: first.ageIdentity } }, await rows())) !==
        undefined;
      assert.equal(await opens(), false);
      region.clock.advance(day);
      const server = { school: 's1' as SchoolId, node: 'n1' as NodeId, epoch: 1, since: house.clock.now() };
      const age = await identityToRecipient(first.ageIdentity);
      await resealForServers(house, [{ ...server, age }]);
      assert.equal(await opens(), true);
      const sealed = await rows();
      await resealForServers(house, [{ ...server, age }]);
      assert.deepEqual(await rows(), sealed);
    } finally {
      await region.close();
    }
  });

  it('PPL-8: after a year a new key seals; what lies under older ones opens; a clock that was ahead leaves no key for long', async () => {
    const node = await aNode('n1', { school: 's1' });
    try {
      const { house, clock } = node;
      const region = await anIdentity('r1');
      const regionAge = await identityToRecipient(region.ageIdentity);
      const keys = credentialKeys(() => regionAge);
      const give = async (to: PersonId, pin: string): Promise<string> => {
        const draft = await keys.seal(house, to, { kind: 'pin', pin });
        await house.log.write((on) => ({ records: [draft(on)], answer: undefined }));
        const stored = await selectCredentials(house.log.read, scopeOf(house), ['pin']);
        return stored.find((each) => each.person === to)?.key_id ?? '';
      };
      const [old, other, third] = ['person000002', 'person000003', 'person000004'] as PersonId[];
      const first = await give(person, '4702');
      clock.advance(364 * day);
      assert.equal(await give(other as PersonId, '4703'), first);
      const roster = await keys.rosterKey(house);
      clock.advance(2 * day);
      const second = await give(old as PersonId, '4704');
      assert.notEqual(second, first);
      const afresh = credentialKeys(() => regionAge);
      assert.deepEqual(await afresh.open(house, person), { kind: 'pin', pin: '4702' }, 'nobody is locked out');
      assert.deepEqual(await afresh.rosterKey(house), roster, 'the ids of rosters are known as before');
      const sql = 'select sealed from people_credential_keys where key_id = ?';
      const { sealed } = (await house.log.read.get<{ sealed: Uint8Array }>(sql, second)) ?? {};
      assert.ok(sealed && (await openCredentialKey(sealed, region.ageIdentity)), 'sealed to the region too');
      clock.advance(-100 * day);
      assert.notEqual(await give(third as PersonId, '4705'), second);
    } finally {
      await node.close();
    }
  });

  it('PPL-10: two of one name get two logins; a login of another scope signs nobody in', async () => {
    const taken = new Set<string>();
    const logins = ['Сейітова', 'Сейітова', 'Ғабдуллин', 'Щукин', '李'].map((family) =>
      loginFor({ family, given: 'Әлия' }, taken),
    );
    assert.deepEqual(logins, ['a.seiitova', 'a.seiitova2', 'a.gabdullin', 'a.shukin', 'a']);
    const node = await aNode('n1', { school: 's1' });
    try {
      await anAdult(node.house, 'head', ['head']);
      const moved = { ...node.house, self: { ...node.house.self, school: 's2' as never } };
      assert.deepEqual(await selectCredentials(node.house.log.read, scopeOf(moved), ['password']), []);
      await signIn(node.call, 'head');
    } finally {
      await node.close();
    }
  });

  it('PPL-7: no PIN is a run or one digit; three pictures differ; a one-time password is read without doubt', () => {
    const dice = seededRandomness('secrets');
    for (let n = 0; n < 2000; n++) {
      const pin = newPin(dice);
      assert.match(pin, /^\d{4}$/);
      assert.ok(!'0123456789876543210'.includes(pin) && new Set(pin).size > 1, pin);
      const pictures = newPictures(dice);
      assert.equal(new Set(pictures).size, 3);
      assert.ok(pictures.every((each) => (secretPictures as readonly string[]).includes(each)));
      assert.match(newPassword(dice), /^[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}$/);
    }
  });
});
