import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { sexesOf } from './sexes.ts';
import { encodeOneByte, oneRoster, oneRosterWith, xlsxOf, zipOf } from './roster/testing.ts';
import { aNode, anAdult, aTablet, signIn, type TestNode } from './testing.ts';

type Counts = { pupils: number; adults: number };
type Shown = { person: string; row: string; family: string; given: string; class: string; roles: string[] };
type Answer = {
  counts: { added: Counts; changed: Counts; unchanged: Counts; missing: Counts; groups: Record<string, number> };
  added: Shown[];
  changed: { person: string; fields: string[]; after: Shown }[];
  missing: Shown[];
  possibleDuplicates: { row: string; likeness: string; present: Shown; added: Shown }[];
  notes: { key: string }[];
  passwords: { name: string; login: string; password: string }[];
  isDone: boolean;
  error: { key: string };
  errors: { key: string; file: string; line: number; column: number }[];
  schools: { sourcedId: string; name: string }[];
};

const heading = 'Тегі;Аты;Әкесінің аты;Туған күні;Рөлі;Сыныбы;Пәндері';
const aisha = 'Серікова;Айша;Нұрланқызы;14.03.2014;оқушы;5;';
const oraz = 'Оразов;Әлихан;;02.11.2013;оқушы;6;';
const erlan = 'Маратов;Ерлан;;;мұғалім, сынып жетекшісі;5;физика: 7, 8; жаратылыстану: 5+6';
const csv = (...rows: readonly string[]): Uint8Array => Buffer.from([heading, ...rows].join('\n'));
/** The subjects hold the separator, so they stand in quotes. */
const erlanRow = erlan.replace('физика: 7, 8; жаратылыстану: 5+6', '"физика: 7, 8; жаратылыстану: 5+6"');

type Import = (
  body: Uint8Array,
  options?: { dry?: boolean; joins?: string; school?: string; name?: string },
) => Promise<{ status: number; body: Answer }>;

async function atSchool(test: (run: Import, node: TestNode, head: string) => Promise<void>): Promise<void> {
  const node = await aNode('n1', { school: 's1' });
  try {
    await anAdult(node.house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
    const token = await signIn(node.call, 'head');
    const run: Import = (body, { dry = false, joins = '', school, name = 'тізім.csv' } = {}) => {
      const headers = { 'tirek-file': encodeURIComponent(name), ...(joins ? { 'tirek-joins': joins } : {}) };
      const path = `/import?dry=${dry ? 1 : 0}${school ? `&school=${school}` : ''}`;
      return node.call<Answer>('POST', path, { token, body, headers });
    };
    await test(run, node, token);
  } finally {
    await node.close();
  }
}

async function headsOf({ house }: TestNode): Promise<string> {
  return JSON.stringify(house.log.streams().map((head) => [head.stream.scope, head.next]));
}

describe('importing a roster', () => {
  it('PPL-11: a dry run shows everything and writes nothing', async () => {
    await atSchool(async (run, node) => {
      const before = await headsOf(node);
      const { body } = await run(csv(aisha, oraz, erlanRow), { dry: true });
      assert.deepEqual(body.counts.added, { pupils: 2, adults: 1 });
      assert.deepEqual(
        body.missing.map((each) => each.family),
        ['Қасымова'],
      );
      assert.deepEqual([body.isDone, body.passwords], [false, []]);
      const [head, ...rest] = JSON.parse(before) as [string, number][];
      assert.equal(await headsOf(node), JSON.stringify([head, ...rest]));
    });
  });

  it('PPL-12: everybody gets what they sign in with, and the groups are those of the file', async () => {
    await atSchool(async (run, { call }, head) => {
      const { body } = await run(csv(aisha, oraz, erlanRow));
      assert.deepEqual(
        body.passwords.map(({ name, login }) => [name, login]),
        [['Маратов Ерлан', 'e.maratov']],
      );
      const [given] = body.passwords;
      const session = await call<{
        token: string;
        mustChangePassword: boolean;
        posts: { role: string; class?: string }[];
      }>('POST', '/sign-in/adult', { body: given });
      assert.equal(session.body.mustChangePassword, true);
      assert.deepEqual(
        session.body.posts.map((post) => [post.role, post.class]),
        [
          ['class-teacher', '5'],
          ['teacher', undefined],
        ],
      );
      const groups = await call<{ groups: { subject: string; grades: number[]; size: number }[] }>('GET', '/groups', {
        token: session.body.token,
      });
      assert.deepEqual(
        groups.body.groups.map(({ subject, grades, size }) => [subject, grades, size]),
        [
          ['natural-science', [5, 6], 2],
          ['physics', [7], 0],
          ['physics', [8], 0],
        ],
      );
      const tablet = await aTablet(call, head);
      const list = await call<{ pupils: { name: string; method: string }[] }>('GET', '/tablet/pupils?class=5', {
        token: tablet.token,
      });
      assert.deepEqual(
        list.body.pupils.map((each) => each.name),
        ['Серікова Айша'],
      );
    });
  });

  it('PPL-48: whether a pupil is a boy or a girl is kept sealed; said otherwise, it is changed; an erased pupil has none', async () => {
    await atSchool(async (run, node, head) => {
      const { log } = node.house;
      const rows = (sex: string): Uint8Array =>
        Buffer.from(`Тегі;Аты;Рөлі;Сыныбы;Жынысы\nСерікова;Айша;оқушы;5;${sex}\nОразов;Әлихан;оқушы;6;`);
      await run(rows('ұл'));
      const pupils = await log.read.all<{ person: PersonId }>('select person from people_enrolments');
      const known = () =>
        sexesOf(
          log.read,
          log.vault,
          pupils.map(({ person }) => person),
        );
      assert.deepEqual([...(await known()).values()], ['male']);
      const again = await run(rows('қыз'));
      assert.deepEqual(
        again.body.changed.map(({ fields }) => fields),
        [['sex']],
      );
      const girl = again.body.changed[0]?.person ?? '';
      assert.deepEqual([...(await known())], [[girl, 'female']]);
      assert.equal((await run(rows(''))).body.changed.length, 0, 'what the file leaves empty stays');
      const erased = await node.call('POST', `/persons/${girl}/erase`, {
        token: head,
        body: { name: 'Серікова Айша' },
      });
      assert.ok(erased.status < 300, JSON.stringify(erased.body));
      assert.equal((await known()).size, 0);
    });
  });

  it('PPL-13: the same file again changes nothing and writes nothing', async () => {
    await atSchool(async (run, node) => {
      const file = csv(aisha, oraz, erlanRow);
      await run(file);
      const before = await headsOf(node);
      const { body } = await run(file);
      assert.deepEqual(
        [body.counts.added, body.counts.changed],
        [
          { pupils: 0, adults: 0 },
          { pupils: 0, adults: 0 },
        ],
      );
      assert.deepEqual([body.counts.unchanged, body.passwords], [{ pupils: 2, adults: 1 }, []]);
      assert.equal(await headsOf(node), before);
    });
  });

  it('PPL-13, PPL-14: a later file updates who changed; who is not in it is listed and stays', async () => {
    await atSchool(async (run, { call }, head) => {
      await run(csv(aisha, oraz, erlanRow));
      const { body } = await run(
        csv(aisha.replace(';5;', ';5 Ә;'), erlanRow.replace('мұғалім, сынып жетекшісі;5', 'мұғалім;')),
      );
      assert.deepEqual(
        body.changed.map(({ fields, after }) => [after.family, fields]),
        [
          ['Серікова', ['classLetter']],
          ['Маратов', ['roles']],
        ],
      );
      assert.deepEqual(body.missing.map((each) => each.family).toSorted(), ['Оразов', 'Қасымова'].toSorted());
      const tablet = await aTablet(call, head);
      const { classes } = (
        await call<{ classes: { class: string; count: number }[] }>('GET', '/tablet/classes', { token: tablet.token })
      ).body;
      assert.deepEqual(
        classes.map((each) => [each.class, each.count]),
        [
          ['5 Ә', 1],
          ['6', 1],
        ],
      );
    });
  });

  it('PPL-12: errors say where, in a file of any kind, and nothing is written', async () => {
    await atSchool(async (run, node) => {
      await run(csv(oraz), { dry: true });
      const before = await headsOf(node);
      const bad = await run(csv(aisha, 'Ким;Аня;;31.02.2015;оқушы;5;', 'Ким;Ваня;;;ұшқыш;5;'));
      assert.deepEqual([bad.status, bad.body.error.key], [422, 'people.import.refused']);
      assert.deepEqual(
        bad.body.errors.map(({ key, file, line, column }) => [key, file, line, column]),
        [
          ['roster.date-impossible', 'тізім.csv', 3, 4],
          ['roster.role-unknown', 'тізім.csv', 4, 5],
        ],
      );
      const keys = async (file: Uint8Array) => (await run(file)).body.errors.map((each) => each.key);
      assert.deepEqual(await keys(zipOf(oneRoster).subarray(0, 900)), ['roster.zip-broken']);
      assert.deepEqual(await keys(new Uint8Array()), ['roster.file-empty']);
      assert.deepEqual(await keys(csv(aisha, aisha)), ['roster.person-twice']);
      assert.deepEqual(await keys(zipOf(oneRosterWith('classes.csv', ',s1,y26', ',nowhere,y26'))), [
        'roster.class-without-school',
      ]);
      assert.equal(await headsOf(node), before);
    });
  });

  it('PPL-12: windows-1251 and xlsx come in as well', async () => {
    await atSchool(async (run, node, head) => {
      const ru = 'Фамилия;Имя;Дата рождения;Роль;Класс\nИванова;Мария;01.02.2014;ученица;5';
      const { body } = await run(encodeOneByte(ru, 'windows-1251'));
      assert.deepEqual(
        [body.added.map((each) => each.family), body.notes.map((note) => note.key)],
        [['Иванова'], ['roster.note-encoding']],
      );
      const book = await xlsxOf([
        ['Тегі', 'Аты', 'Туған күні', 'Рөлі', 'Сыныбы'],
        ['Серікова', 'Айша', new Date('2014-03-14'), 'оқушы', '5'],
      ]);
      assert.deepEqual((await run(book, { name: 'тізім.xlsx' })).body.counts.added, { pupils: 1, adults: 0 });
      const template = await node.call('GET', '/import/template?lang=kk', { token: head });
      const filled = await run(template.bytes);
      assert.deepEqual(filled.body.counts?.added ?? filled.body.errors.map((each) => each.key), ['roster.rows-none']);
    });
  });

  it('PPL-15: who looks like somebody present is shown, and is one with them only when somebody says so', async () => {
    await atSchool(async (run) => {
      const { body: first } = await run(csv(aisha));
      const id = 'ID;Тегі;Аты;Туған күні;Рөлі;Сыныбы\n17;Серікова;Айша;14.03.2014;оқушы;6';
      const shown = await run(Buffer.from(id), { dry: true });
      assert.deepEqual(
        shown.body.possibleDuplicates.map((each) => each.likeness),
        ['same-names-and-birth-date'],
      );
      const [duplicate] = shown.body.possibleDuplicates;
      assert.equal((await run(Buffer.from(id))).body.error.key, 'people.import.duplicates');
      const joins = `${duplicate?.row}=${duplicate?.present.person}`;
      const joined = await run(Buffer.from(id), { joins });
      assert.deepEqual(joined.body.counts.added, { pupils: 0, adults: 0 });
      assert.deepEqual(
        joined.body.changed.map((each) => each.fields),
        [['sourcedId', 'grade']],
      );
      const again = await run(Buffer.from(id));
      assert.deepEqual(again.body.counts.unchanged, { pupils: 1, adults: 0 });
      assert.equal(first.counts.added.pupils, 1);
      const twin = Buffer.from(`${id}\n18;Серікова;Айша;14.03.2014;оқушы;7`);
      const row = (await run(twin, { dry: true })).body.added[0]?.row;
      assert.deepEqual((await run(twin, { joins: `${row}=new` })).body.counts.added, { pupils: 1, adults: 0 });
      assert.equal((await run(Buffer.from(id), { joins: 'x=<script>' })).status, 400);
    });
  });

  it('PPL-16: no id of a file and no name lies open in a record or table', async () => {
    await atSchool(async (run, { house }) => {
      await run(Buffer.from('ID;Тегі;Аты;Туған күні;Рөлі;Сыныбы\nдело-112233;Серікова;Айша;14.03.2014;оқушы;5'));
      const records = await house.log.read.all<{ bytes: Uint8Array }>('select bytes from log_records');
      const rows = await house.log.read.all('select * from people_persons');
      const all = [...records.map((row) => Buffer.from(row.bytes).toString('utf8')), JSON.stringify(rows)].join('\n');
      for (const secret of ['112233', 'Серікова', 'Айша', '2014-03-14']) assert.ok(!all.includes(secret), secret);
    });
  });

  it('PPL-12: a OneRoster set with parents; an export of a district asks which school is meant', async () => {
    await atSchool(async (run, { house }) => {
      const [head] = (await run(zipOf(oneRoster), { dry: true })).body.possibleDuplicates;
      const { body } = await run(zipOf(oneRoster), { joins: `${head?.row}=${head?.present.person}` });
      assert.deepEqual(body.counts.added, { pupils: 2, adults: 2 });
      assert.deepEqual(
        body.passwords.map((each) => each.login),
        ['e.maratov'],
        'parents get theirs at the office',
      );
      assert.equal((await house.log.read.all('select parent from people_children')).length, 1);
      const two = oneRosterWith('orgs.csv', 's1,,,', 's2,,,Екінші мектеп,school,KZ-2,d1\ns1,,,');
      const asked = await run(zipOf(two));
      assert.deepEqual([asked.status, asked.body.schools.map((each) => each.sourcedId)], [422, ['s2', 's1']]);
      assert.deepEqual((await run(zipOf(two), { school: 's1' })).body.counts.unchanged, { pupils: 2, adults: 3 });
    });
  });

  it('PPL-12: seven hundred people come in within a request', async (t) => {
    await atSchool(async (run) => {
      const rows = Array.from(
        { length: 700 },
        (_, n) =>
          `Тегі${'абвгдежзиклмнопр'[n % 16]}${'абвгдежзик'[Math.floor(n / 16) % 10]}${'абвгд'[Math.floor(n / 160)]};Аты;;01.02.2014;оқушы;${1 + (n % 11)};`,
      );
      const began = performance.now();
      const { body, status } = await run(csv(...rows));
      t.diagnostic(`700 pupils imported within ${Math.round(performance.now() - began)} ms`);
      assert.deepEqual([status, body.counts?.added], [200, { pupils: 700, adults: 0 }]);
    });
  });
});
