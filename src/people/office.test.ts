import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { aNode, anAdult, aPupil, aTablet, signIn, type Call, type TestNode } from './testing.ts';

type Refusal = { error: { key: string; values: Record<string, string | number> } };
type People = {
  classes: { class: string; pupils: { person: string; name: string; birth: string; method: string }[] }[];
  adults: {
    person: string;
    name: string;
    posts: { role: string; class: string }[];
    hasLogin: boolean;
    children: string[];
  }[];
};
type Given = { person: string; login: string; password: string; secret: { kind: string; pin: string } } & Refusal;

type Office = {
  readonly node: TestNode;
  readonly call: Call;
  readonly head: string;
  readonly deputy: string;
  /** Asks as the head. */
  readonly ask: Call;
  readonly people: () => Promise<People>;
};

async function inOffice(
  test: (office: Office) => Promise<void>,
  kind: 'primary' | 'general' = 'general',
): Promise<void> {
  const node = await aNode('n1', { school: 's1', kind });
  try {
    await anAdult(node.house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
    await anAdult(node.house, 'deputy', ['deputy-head'], { name: { family: 'Оспанов', given: 'Нұрлан' } });
    const head = await signIn(node.call, 'head');
    const ask: Call = (method, path, options = {}) => node.call(method, path, { token: head, ...options });
    const people = async () => (await ask<People>('GET', '/office/people')).body;
    await test({ node, call: node.call, head, deputy: await signIn(node.call, 'deputy'), ask, people });
  } finally {
    await node.close();
  }
}

const aliya = { name: { family: 'сейітова', given: 'Әлия' }, birth: '2014-03-14', language: 'kk' };
const pupilOf5 = { ...aliya, pupil: { grade: 5, letter: 'а', medium: 'kk' } };
const erlan = { name: { family: 'Маратов', given: 'Ерлан' }, language: 'kk', posts: [{ role: 'teacher' }] };

describe('the office', () => {
  it('PPL-17: enters a pupil and a teacher, who sign in with what was handed to them', async () => {
    await inOffice(async ({ ask, people, call, head }) => {
      const pupil = (await ask<Given>('POST', '/office/people', { body: pupilOf5 })).body;
      const teacher = (await ask<Given>('POST', '/office/people', { body: erlan })).body;
      assert.deepEqual([pupil.secret.kind, teacher.login], ['pin', 'e.maratov']);
      const tablet = await aTablet(call, head);
      const body = { person: pupil.person, secret: pupil.secret.pin };
      assert.equal((await call('POST', '/sign-in/pupil', { token: tablet.token, body })).status, 200);
      await signIn(call, teacher.login, teacher.password);
      const { classes, adults } = await people();
      assert.deepEqual(
        classes.map((each) => [each.class, each.pupils.map(({ name, birth }) => [name, birth])]),
        [['5 А', [['Сейітова Әлия', '2014-03-14']]]],
      );
      assert.deepEqual(
        adults.map((each) => each.name),
        ['Қасымова Гүлнар', 'Маратов Ерлан', 'Оспанов Нұрлан'],
      );
    });
  });

  it('PPL-15: whoever looks like somebody present is entered only when somebody says that it is another', async () => {
    await inOffice(async ({ ask, people }) => {
      await ask('POST', '/office/people', { body: pupilOf5 });
      const again = await ask<Refusal & { alike: { likeness: string }[] }>('POST', '/office/people', {
        body: pupilOf5,
      });
      assert.deepEqual(
        [again.status, again.body.alike.map((each) => each.likeness)],
        [409, ['same-names-and-birth-date']],
      );
      assert.equal((await ask('POST', '/office/people', { body: { ...pupilOf5, isNew: true } })).status, 200);
      assert.equal((await people()).classes[0]?.pupils.length, 2);
      assert.equal((await ask<{ twice: unknown[][] }>('GET', '/office/twice')).body.twice[0]?.length, 2);
    });
  });

  it('PPL-17: an unknown role, a role of the region, a name that is none: each is told by its own sentence', async () => {
    await inOffice(async ({ ask }) => {
      const keyOf = async (body: object) => (await ask<Refusal>('POST', '/office/people', { body })).body.error.key;
      assert.equal(await keyOf({ ...erlan, posts: [{ role: 'ұшқыш' }] }), 'people.role-unknown');
      assert.equal(await keyOf({ ...erlan, posts: [{ role: 'coordinator' }] }), 'people.role-of-region');
      assert.equal(await keyOf({ ...erlan, posts: [{ role: 'pupil' }] }), 'people.role-of-pupil');
      assert.equal(await keyOf({ ...erlan, posts: [] }), 'people.pupil-or-post');
      assert.equal(await keyOf({ ...erlan, ...pupilOf5 }), 'people.pupil-or-post');
      assert.equal(await keyOf({ ...erlan, name: { family: '  ', given: 'Ерлан' } }), 'people.name-missing');
      assert.equal(await keyOf({ ...erlan, name: { family: 'Мар?тов', given: 'Ерлан' } }), 'people.letters-lost');
      assert.equal(await keyOf({ ...erlan, name: { family: 'М4', given: 'Ерлан' } }), 'people.name-unreadable');
      assert.equal(
        await keyOf({ ...pupilOf5, pupil: { grade: 5, letter: '12', medium: 'kk' } }),
        'people.class-letter',
      );
      assert.equal(await keyOf({ ...erlan, language: 'de' }), 'http.bad-input');
    });
    await inOffice(async ({ ask }) => {
      const { body } = await ask<Refusal>('POST', '/office/people', { body: pupilOf5 });
      assert.deepEqual([body.error.key, body.error.values], ['people.grade-beyond-school', { last: 4 }]);
    }, 'primary');
  });

  it('PPL-17: only a head makes heads, and a school keeps one', async () => {
    await inOffice(async ({ ask, call, deputy, people }) => {
      const { person } = (await ask<Given>('POST', '/office/people', { body: erlan })).body;
      const asDeputy = await call<Refusal>('POST', `/office/people/${person}/posts`, {
        token: deputy,
        body: { role: 'head' },
      });
      assert.equal(asDeputy.body.error.key, 'people.role-by-head');
      const head = (await people()).adults.find((each) => each.posts.some((post) => post.role === 'head'));
      const drop = () => ask<Refusal>('DELETE', `/office/people/${head?.person}/posts/head`);
      assert.equal((await drop()).body.error.key, 'people.last-head');
      await ask('POST', `/office/people/${person}/posts`, { body: { role: 'head' } });
      assert.equal((await drop()).status, 200);
      assert.equal((await ask('GET', '/office/people')).status, 403, 'who is no head any longer has no office');
    });
  });

  it('PPL-17: a change of name, of class, and leaving show at once on the tablets’ list', async () => {
    await inOffice(async ({ node, ask, call, head }) => {
      const { person } = (await ask<Given>('POST', '/office/people', { body: pupilOf5 })).body;
      const tablet = await aTablet(call, head);
      const listed = async (name: string) => {
        const path = `/tablet/pupils?class=${encodeURIComponent(name)}`;
        return (await call<{ pupils: { name: string }[] }>('GET', path, { token: tablet.token })).body.pupils.map(
          (each) => each.name,
        );
      };
      await ask('PUT', `/office/people/${person}`, {
        body: { ...aliya, name: { family: 'Сейітова', given: 'Әлия', patronymic: 'Серікқызы' } },
      });
      await ask('POST', `/office/people/${person}/class`, { body: { grade: 6, letter: '', medium: 'kk' } });
      assert.deepEqual([await listed('5 А'), await listed('6')], [[], ['Сейітова Әлия']]);
      const rows = await node.house.log.read.all<{ reason: string }>(
        'select reason from people_enrolments order by until is null',
      );
      assert.deepEqual(
        rows.map((row) => row.reason),
        ['class-changed', ''],
      );
      await ask('POST', `/office/people/${person}/leave`, { body: { reason: 'left' } });
      assert.deepEqual(await listed('6'), []);
      assert.equal((await ask('POST', `/office/people/${person}/leave`, { body: { reason: 'left' } })).status, 404);
    });
  });

  it('PPL-18: a group joins one to four grades; some sit elsewhere, guests come by their id', async () => {
    await inOffice(async ({ node, ask }) => {
      const teacher = (await ask<Given>('POST', '/office/people', { body: erlan })).body.person;
      const [five, six, seven] = await Promise.all(
        [5, 6, 7].map((grade, n) => aPupil(node.house, { family: `Оқушы${n}`, given: 'Бала' }, grade)),
      );
      const guest = 'guest0000001' as PersonId;
      const body = {
        subject: 'Жаратылыстану',
        grades: [6, 5],
        teacher,
        with: [seven?.person, guest],
        without: [six?.person],
      };
      const { group } = (await ask<{ group: string }>('POST', '/groups', { body })).body;
      const shown = (
        await ask<{ members: { person: string }[]; elsewhere: string[]; group: { subject: string; grades: number[] } }>(
          'GET',
          `/groups/${group}`,
        )
      ).body;
      assert.deepEqual(new Set(shown.members.map((each) => each.person)), new Set([five?.person, seven?.person]));
      assert.deepEqual(
        [shown.elsewhere, shown.group.subject, shown.group.grades],
        [[guest], 'natural-science', [5, 6]],
      );
      const keyOf = async (change: object) =>
        (await ask<Refusal>('PUT', `/groups/${group}`, { body: { ...body, ...change } })).body.error?.key;
      assert.equal(await keyOf({ subject: 'сиқыр' }), 'people.subject-unknown');
      assert.equal(await keyOf({ teacher: five?.person }), 'people.no-such-teacher');
      assert.equal(await keyOf({ without: [guest] }), 'people.with-and-without');
      assert.equal(await keyOf({ classes: [{ grade: 7, letter: 'А' }] }), 'people.class-beyond-grades');
      assert.equal(await keyOf({ grades: [5, 6, 7, 8, 9] }), 'http.bad-input');
      assert.equal(await keyOf({ grades: [7], with: [], without: [] }), undefined);
      const after = (await ask<{ members: { person: string }[] }>('GET', `/groups/${group}`)).body;
      assert.deepEqual(
        after.members.map((each) => each.person),
        [seven?.person],
      );
      await ask('DELETE', `/groups/${group}`);
      assert.equal((await ask('GET', `/groups/${group}`)).status, 404);
    });
  });

  it('PPL-18: a group can be some classes of its grades', async () => {
    await inOffice(async ({ node, ask }) => {
      const teacher = (await ask<Given>('POST', '/office/people', { body: erlan })).body.person;
      const a = await aPupil(node.house, { family: 'А', given: 'Бала' }, 5, { letter: 'А' });
      await aPupil(node.house, { family: 'Б', given: 'Бала' }, 5, { letter: 'Ә' });
      const body = { subject: 'mathematics', grades: [5], classes: [{ grade: 5, letter: 'a' }], teacher };
      const { group } = (await ask<{ group: string }>('POST', '/groups', { body })).body;
      const shown = (await ask<{ members: { person: string }[] }>('GET', `/groups/${group}`)).body;
      assert.deepEqual(
        shown.members.map((each) => each.person),
        [a.person],
      );
    });
  });

  it('PPL-19: the secrets of a class are for the office and its own class teacher', async () => {
    await inOffice(async ({ node, ask, call }) => {
      const five = await aPupil(node.house, { family: 'Сейітова', given: 'Әлия' }, 5);
      await aPupil(node.house, { family: 'Ким', given: 'Аня' }, 6);
      await anAdult(node.house, 'own', ['teacher', 'class-teacher'], { class: '5' });
      await anAdult(node.house, 'other', ['teacher']);
      const own = await signIn(node.call, 'own');
      const other = await signIn(node.call, 'other');
      const cards = (token: string, name: string) =>
        call<{ pupils: { secret: { pin: string } }[] }>('GET', `/office/secrets?class=${name}`, { token });
      assert.deepEqual(
        (await cards(own, '5')).body.pupils.map((each) => each.secret.pin),
        [five.given],
      );
      assert.deepEqual([(await cards(own, '6')).status, (await cards(other, '5')).status], [404, 403]);
      const renewed = await ask<{ pupils: { secret: { pin: string } }[] }>('POST', '/office/secrets/renew', {
        body: { class: '5' },
      });
      assert.notEqual(renewed.body.pupils[0]?.secret.pin, five.given);
      assert.deepEqual((await cards(own, '5')).body.pupils, renewed.body.pupils);
    });
  });

  it('PPL-6: the head gives a new password; the old one and its sessions end; the first sign-in asks for another', async () => {
    await inOffice(async ({ node, ask, call, deputy }) => {
      const person = await anAdult(node.house, 'erlan', ['teacher']);
      const before = await signIn(call, 'erlan');
      assert.equal((await call('POST', `/adults/${person}/password`, { token: deputy })).status, 403);
      const { body } = await ask<Given>('POST', `/adults/${person}/password`);
      assert.equal(body.login, 'erlan');
      assert.match(body.password, /^[a-z2-9]{4}-[a-z2-9]{4}$/);
      assert.equal((await call('GET', '/me', { token: before })).status, 401);
      await assert.rejects(signIn(call, 'erlan'));
      const session = await call<{ mustChangePassword: boolean }>('POST', '/sign-in/adult', { body });
      assert.equal(session.body.mustChangePassword, true);
      assert.equal((await ask<Refusal>('POST', '/adults/nobody/password')).body.error.key, 'people.no-such-adult');
    });
  });

  it('PPL-6: a parent gets a login when the office hands one out', async () => {
    await inOffice(async ({ ask, call, people }) => {
      const mother = { name: { family: 'Сейітова', given: 'Жанар' }, language: 'ru', posts: [{ role: 'parent' }] };
      const { person, login } = (await ask<Given>('POST', '/office/people', { body: mother })).body;
      assert.equal(login, undefined);
      const given = (await ask<Given>('POST', `/adults/${person}/password`)).body;
      await signIn(call, given.login, given.password);
      assert.equal((await people()).adults.find((each) => each.person === person)?.hasLogin, true);
    });
  });
});
