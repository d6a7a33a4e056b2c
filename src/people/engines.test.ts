import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import type { Store } from '#log/store.ts';
import { dumpRows } from '#testing/logs.ts';
import { peopleProjection } from './index.ts';
import { enrolled, personRegistered } from './records.ts';
import { aNode, anAdult, aTablet, registerSchool, signIn, type Call } from './testing.ts';

const file = [
  'Тегі;Аты;Туған күні;Рөлі;Сыныбы;Пәндері',
  'Серікова;Айша;14.03.2014;оқушы;5;',
  'Оразов;Әлихан;02.11.2013;оқушы;6 Ә;',
  'Оразов;Әлихан;02.11.2013;оқушы;6 Ә;',
  'Маратов;Ерлан;;мұғалім;;"физика: 7; жаратылыстану: 5+6"',
];

/** A term of the office, call by call; what each answers. Ids and dice come from a seed, so two engines can be compared. */
async function term(engine: Store['engine']): Promise<unknown[]> {
  const node = await aNode('n1', { school: 's1', engine });
  try {
    await anAdult(node.house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
    const token = await signIn(node.call, 'head');
    const ask: Call = (method, path, options = {}) => node.call(method, path, { token, ...options });
    const answers: unknown[] = [];
    const step = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const answer = await ask<T>(method, path, body === undefined ? {} : { body });
      answers.push([method, path, answer.status, answer.body]);
      return answer.body;
    };
    await step('POST', '/import?dry=0', new Uint8Array(Buffer.from([...file.slice(0, 3), file[4]].join('\n'))));
    const added = await step<{ person: string }>('POST', '/office/people', {
      name: { family: 'Оразов', given: 'Әлихан' },
      birth: '2013-11-02',
      language: 'kk',
      pupil: { grade: 6, letter: 'Ә', medium: 'kk' },
      isNew: true,
    });
    const { twice } = await step<{ twice: { person: string }[][] }>('GET', '/joins');
    const kept = twice[0]?.find((each) => each.person !== added.person)?.person;
    await step('POST', '/joins', { kept, joined: added.person });
    const { groups } = await step<{ groups: { id: string }[] }>('GET', '/groups');
    for (const group of groups) await step('GET', `/groups/${group.id}`);
    const consent = { person: kept, purpose: 'learning-records', by: 'Оразова Жанар', on: '2026-09-01' };
    await step('POST', '/consents', { consents: [consent] });
    await step('GET', '/consents/summary');
    await step('GET', '/consents?class=6%20%D3%98');
    await step('GET', '/office/secrets?class=5');
    const tablet = await aTablet(node.call, token);
    const { code } = await step<{ code: string }>('GET', '/outage-code');
    const entries = [{ n: 1, credential: `o1.${kept}.${code}`, kind: 'echo.say', at: 1, body: { words: 'иә' } }];
    await node.call('POST', '/work', { token: tablet.token, body: { entries } });
    await step('GET', '/held');
    await step('POST', '/held/confirm', { tablet: tablet.tablet, person: kept });
    await step('GET', '/move-up?year=2027');
    await step('POST', '/move-up', { year: 2027 });
    await step('POST', '/move-up/undo');
    await step('GET', '/office/people');
    await step('POST', `/persons/${kept}/erase`, { name: 'Оразов Әлихан' });
    await step('GET', '/office/people');
    const rows = await dumpRows(node.house.log.read, peopleProjection);
    await node.house.log.rebuild('people');
    assert.deepEqual(await dumpRows(node.house.log.read, peopleProjection), rows);
    const counts = Object.entries(rows).map(([table, all]) => [table, all.length]);
    return [...answers, counts].map(asSent);
  } finally {
    await node.close();
  }
}

/** A coordinator's day with children whom two schools have entered. */
async function joining(engine: Store['engine']): Promise<unknown[]> {
  const node = await aNode('r1', { engine });
  try {
    const { house } = node;
    await anAdult(house, 'coordinator', ['coordinator']);
    const token = await signIn(node.call, 'coordinator');
    const entries = ['s1', 's2'].flatMap((school) =>
      ['Айша', 'Дана'].map((given) => ({ school: school as SchoolId, given })),
    );
    for (const { school, given } of entries) {
      if (given === 'Айша') await registerSchool(house, school);
      await house.log.write((on) => {
        const [person, scope] = [on.mint<PersonId>(), schoolScope(school)];
        const name = on.seal(person, scope, JSON.stringify({ family: 'Серікова', given }));
        const who = { person, name, birth: on.seal(person, scope, '2014-03-14'), language: 'kk' as const, picture: '' };
        const seat = { enrolment: on.mint<string>(), person, school, grade: 5, letter: '', medium: 'kk' as const };
        const records = [
          personRegistered.draft(scope, 'office', who),
          enrolled.draft(scope, 'office', { ...seat, year: 2026, from: '2026-09-01' }),
        ];
        return { records, answer: undefined };
      });
    }
    const answers: unknown[] = [];
    const step = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const answer = await node.call<T>(method, path, { token, ...(body === undefined ? {} : { body }) });
      answers.push([method, path, answer.status, answer.body]);
      return answer.body;
    };
    type Pairs = { pairs: { entries: { person: string; given: string }[] }[] };
    const { pairs } = await step<Pairs>('GET', '/region/twice');
    const [aisha, dana] = ['Айша', 'Дана'].map((given) => pairs.find(({ entries: [one] }) => one?.given === given));
    const [joined, kept] = aisha?.entries ?? [];
    await step('POST', '/region/joins', { kept: kept?.person, joined: joined?.person });
    await step('POST', '/region/apart', { one: dana?.entries[0]?.person, other: dana?.entries[1]?.person });
    await step('GET', '/region/twice');
    await step('GET', '/region/transfers');
    await step('DELETE', `/joins/${joined?.person}`);
    await step('GET', '/region/transfers');
    const rows = await dumpRows(house.log.read, peopleProjection);
    await house.log.rebuild('people');
    assert.deepEqual(await dumpRows(house.log.read, peopleProjection), rows);
    return answers.map(asSent);
  } finally {
    await node.close();
  }
}

/** As it goes over the wire. */
function asSent(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer)) as unknown;
}

describe('people on both engines', () => {
  it('PPL-13, PPL-22, PPL-26, PPL-31: SQLite and PostgreSQL answer every call alike', async () => {
    const [sqlite, postgres] = [await term('sqlite'), await term('postgres')];
    for (const [n, answer] of sqlite.entries()) assert.deepEqual(postgres[n], answer);
    assert.ok(sqlite.length > 20);
  });

  it('PPL-40 … PPL-42: SQLite and PostgreSQL find, join, part and tell apart alike', async () => {
    const [sqlite, postgres] = [await joining('sqlite'), await joining('postgres')];
    assert.deepEqual(postgres, sqlite);
    assert.equal(sqlite.length, 7);
  });
});
