import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Person } from '#http/who.ts';
import type { PersonId } from '#kernel/ids.ts';
import { isParentOf } from './index.ts';
import { aNode, anAdult, aPupil, signIn } from './testing.ts';

type Refusal = { error: { key: string } };
type Children = {
  children: { person: string; name: string; class: string; groups: { subject: string; teacher: string }[] }[];
};

describe('parents', () => {
  it('PPL-35: see their own children, and nobody else’s', async () => {
    const node = await aNode('n1', { school: 's1' });
    try {
      const head = await anAdult(node.house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
      const mother = await anAdult(node.house, 'mother', ['parent']);
      await anAdult(node.house, 'father', ['parent']);
      const own = await aPupil(node.house, { family: 'Сейітова', given: 'Әлия' }, 5);
      const other = await aPupil(node.house, { family: 'Ким', given: 'Аня' }, 5);
      const token = await signIn(node.call, 'head');
      await node.call('POST', '/groups', { token, body: { subject: 'физика', grades: [5], teacher: head } });
      const link = (parent: string, child: string) =>
        node.call<Refusal>('POST', `/office/people/${parent}/children`, { token, body: { child } });
      assert.equal((await link(mother, own.person)).status, 200);
      assert.equal((await link(head, own.person)).body.error.key, 'people.no-such-parent');
      assert.equal((await link(mother, 'nobody000001')).body.error.key, 'people.no-such-pupil');
      const seen = async (login: string) =>
        (await node.call<Children>('GET', '/children', { token: await signIn(node.call, login) })).body.children;
      assert.deepEqual(
        (await seen('mother')).map(({ person, name, class: of, groups }) => [
          person,
          name,
          of,
          groups.map((each) => [each.subject, each.teacher]),
        ]),
        [[own.person, 'Сейітова Әлия', '5', [['physics', 'Қасымова Гүлнар']]]],
      );
      assert.deepEqual(await seen('father'), []);
      const who = (person: PersonId, role: 'parent' | 'teacher'): Person => ({
        kind: 'person',
        person,
        posts: [{ role }],
        language: 'kk',
        session: '',
      });
      assert.deepEqual(
        [
          await isParentOf(node.house, who(mother, 'parent'), own.person),
          await isParentOf(node.house, who(mother, 'parent'), other.person),
          await isParentOf(node.house, who(mother, 'teacher'), own.person),
        ],
        [true, false, false],
      );
      await node.call('DELETE', `/office/people/${mother}/children/${own.person}`, { token });
      assert.deepEqual(await seen('mother'), []);
    } finally {
      await node.close();
    }
  });
});
