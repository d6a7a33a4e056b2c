import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRoster } from './read.ts';
import { context, readBad, readGood, spots, upload, workbookOf, xlsxOf } from './testing.ts';

const heads = 'Тегі;Аты;Әкесінің аты;Туған күні;Рөлі;Сыныбы;Оқыту тілі;Пәндері';

function list(...rows: readonly string[]): string {
  return [heads, ...rows].join('\n');
}

test('ROS-10 a CSV list becomes people, enrolments and groups', async () => {
  const { roster, notes } = await readGood(
    list(
      'СЕРІКОВА;айша;Нұрланқызы;14.03.2014;оқушы;5 «Ә»;қазақ;',
      'Ким;Анна;;2013-11-02;оқушы;6;орыс;',
      'Маратов;Ерлан;;;мұғалім, сынып жетекшісі;7;;физика: 7, 8; жаратылыстану: 5+6'.replace(
        'физика: 7, 8; ж',
        '"физика: 7, 8; ж',
      ) + '"',
      'Қасымова;Гүлнар;;;директор;;;',
    ),
  );
  const [aisha, anna, erlan, head] = roster.people;
  assert.deepEqual(
    { ...aisha, sourcedId: '' },
    {
      sourcedId: '',
      roles: ['pupil'],
      familyName: 'Серікова',
      givenName: 'Айша',
      patronymic: 'Нұрланқызы',
      birthDate: '2014-03-14',
    },
  );
  assert.deepEqual(roster.enrolments, [
    { person: aisha?.sourcedId, grade: 5, medium: 'kk', classLetter: 'Ә' },
    { person: anna?.sourcedId, grade: 6, medium: 'ru' },
  ]);
  assert.deepEqual([erlan?.roles, erlan?.leads, head?.roles], [['class-teacher', 'teacher'], { grade: 7 }, ['head']]);
  assert.deepEqual(
    roster.groups.map(({ subject, grades, teacher }) => [subject, grades, teacher === erlan?.sourcedId]),
    [
      ['physics', [7], true],
      ['physics', [8], true],
      ['natural-science', [5, 6], true],
    ],
  );
  assert.deepEqual([roster.schools, notes], [[], []]);
});

test('ROS-9 ROS-10 a workbook gives the same, with Excel dates and number cells, under a title', async () => {
  const bytes = await xlsxOf([
    ['Ақкемер орта мектебінің оқушылары, 2026-2027 оқу жылы'],
    [],
    ['№', 'Т.А.Ә.', 'Туған күні', 'Сыныбы', 'Оқыту тілі'],
    [1, 'Серікова Айша Нұрлан қызы', new Date('2014-03-14T00:00:00Z'), 5, 'қазақша'],
    [2, 'Оразов Әлихан', 41_580, '6 «А»', 'қазақша'],
    [3],
  ]);
  const { roster, notes } = await readGood(bytes);
  assert.deepEqual(
    roster.people.map(({ familyName, givenName, patronymic, birthDate }) => [
      familyName,
      givenName,
      patronymic,
      birthDate,
    ]),
    [
      ['Серікова', 'Айша', 'Нұрлан қызы', '2014-03-14'],
      ['Оразов', 'Әлихан', undefined, '2013-11-02'],
    ],
  );
  assert.deepEqual(
    roster.enrolments.map(({ grade, classLetter }) => [grade, classLetter]),
    [
      [5, undefined],
      [6, 'А'],
    ],
  );
  assert.deepEqual(notes, []);
});

test('ROS-10 pupils and teachers on two sheets; a sheet without headings is left out and noted', async () => {
  const bytes = await workbookOf({
    Оқушылар: [
      ['Тегі', 'Аты', 'Сыныбы'],
      ['Серікова', 'Айша', 5],
    ],
    Мұғалімдер: [
      ['ФИО', 'Предмет', 'Класс'],
      ['Маратов Ерлан', 'физика', '7, 8'],
    ],
    Есеп: [['Барлығы', 2]],
  });
  const { roster, notes } = await readGood(bytes);
  assert.deepEqual(
    roster.people.map((person) => person.roles),
    [['pupil'], ['teacher']],
  );
  assert.deepEqual(
    roster.groups.map(({ grades }) => grades),
    [[7], [8]],
  );
  assert.deepEqual(
    notes.map(({ key, values }) => [key, values]),
    [['roster.note-sheets-ignored', { sheets: 'Есеп' }]],
  );
});

test('ROS-10 a file without headings for names is refused; headings beyond row 20 are not looked for', async () => {
  assert.deepEqual(spots(await readBad('Айша;5\nАнна;6\n')), ['headings-missing@']);
  assert.deepEqual(spots(await readBad('Тегі;Сыныбы\nСерікова;5\n')), ['headings-missing@']);
  const under = (rows: number) => `${'мектеп;1;\n'.repeat(rows)}Тегі;Аты;Сыныбы\nСерікова;Айша;5\n`;
  assert.equal((await readGood(under(19))).roster.people.length, 1);
  assert.deepEqual(spots(await readBad(under(20))), ['headings-missing@']);
  assert.deepEqual(spots(await readBad('Тегі;Аты;Сыныбы\n')), ['rows-none@']);
});

test('ROS-10 rows with nothing but a number and repeated headings are passed over', async () => {
  const { roster } = await readGood(
    '№;Тегі;Аты;Сыныбы\n1;Серікова;Айша;5\n№;Тегі;Аты;Сыныбы\n2;Ким;Анна;6\n3;;;\n4.;;;\n',
  );
  assert.deepEqual(
    roster.people.map((person) => person.familyName),
    ['Серікова', 'Ким'],
  );
});

test('ROS-11 headings in Kazakh, Russian and English, with districts’ spellings', async () => {
  const spellings = [
    'Тегі;Аты;Туған күні;Сыныбы;Оқыту тілі',
    'ТЕГІ:;АТЫ ;Туған күні, айы, жылы;Сынып;Оқу тілі',
    'Тегi;Aты;Туган куни;Сынып;Оқыту тiлi',
    'Фамилия;Имя;Дата рождения;Класс;Язык обучения',
    'Фамилия ученика;Имя*;Дата рожд.;класс;Язык обуч.',
    'Family name;Given name;Date of birth;Class;Language of instruction',
    'Surname;First name;DOB;Grade;Medium',
  ];
  const expected = await readGood(`${spellings[0]}\nСерікова;Айша;14.03.2014;5;орыс\n`);
  assert.deepEqual(
    expected.roster.enrolments.map(({ grade, medium }) => [grade, medium]),
    [[5, 'ru']],
  );
  for (const spelling of spellings) {
    assert.deepEqual(await readGood(`${spelling}\nСерікова;Айша;14.03.2014;5;орыс\n`), expected, spelling);
  }
});

test('ROS-11 two columns of one meaning are refused, a strange heading is noted', async () => {
  assert.deepEqual(spots(await readBad('Тегі;Аты;Фамилия;Сыныбы\nА;Б;В;5\n')), ['heading-twice@1:3']);
  const { notes } = await readGood('Тегі;Аты;Сыныбы;Мекенжайы\nСерікова;Айша;5;Ақкемер\n');
  assert.deepEqual(
    notes.map(({ key, values }) => [key, values]),
    [['roster.note-headings-ignored', { headings: 'Мекенжайы' }]],
  );
});

test('ROS-1 ROS-4 every wrong cell is named by line and column, and nothing is imported', async () => {
  const errors = await readBad(
    list(
      'Серікова;Айша;;31.02.2014;оқушы;5;қазақ;',
      ';Анна;;2013-11-02;завхоз;6;неміс;',
      '',
      'Ораз0в;Әлихан;;ертең;оқушы;12;қазақ;физика: 7',
      'Маратов;Ерлан;;;;;;',
      'Қасымова;Гүлнар;;;методист;;;',
    ),
  );
  assert.deepEqual(spots(errors), [
    'date-impossible@2:4',
    'value-missing@3:1',
    'role-unknown@3:5',
    'name-unreadable@5:1',
    'date-unreadable@5:4',
    'class-unreadable@5:6',
    'load-of-pupil@5:8',
    'role-missing@6:5',
    'role-of-region@7:5',
  ]);
  assert.deepEqual(errors[2]?.values, { value: 'завхоз' });
  assert.equal(errors[0]?.file, 'list.csv');
});

test('ROS-4 no error and no note shows a name, a date of birth, an IIN or an id', async () => {
  const rows = [
    'Тегі;Аты;Туған күні;ЖСН;Коды;Сыныбы',
    'Құпиясөзова;Жасырынгүл1;31.02.1987;140314600123;ID-777;5',
    'Құпиясөзова;Жасырынгүл;01.02.1987;140314600123;ID-777;5',
    ';Жасырынгүл;01.02.1987;140314600199;;5',
  ].join('\n');
  const errors = await readBad(rows);
  assert.deepEqual(spots(errors), [
    'name-unreadable@2:2',
    'date-impossible@2:3',
    'iin-twice@3:4',
    'value-missing@4:1',
    'id-missing@4:5',
  ]);
  assert.doesNotMatch(JSON.stringify(errors), /Құпия|Жасырын|1987|1403146|777/u);
});

test('ROS-4 at most a hundred errors, the last of which says that there are more', async () => {
  const rows = (count: number) => list(...Array.from({ length: count }, () => 'Серікова;Айша;;ертең;оқушы;5;қазақ;'));
  const hundred = await readBad(rows(100));
  assert.equal(hundred.length, 100);
  assert.equal(hundred.at(-1)?.key, 'roster.date-unreadable');
  const more = await readBad(rows(101));
  assert.equal(more.length, 100);
  assert.equal(more.at(-1)?.key, 'roster.more-errors');
});

test('ROS-15 ids: a doubled one names the earlier line, a missing one is an error where others have one', async () => {
  const file = (...ids: readonly string[]) =>
    ['Коды;Тегі;Аты;Сыныбы', ...ids.map((id, index) => `${id};Серікова;Айша${'а'.repeat(index)};5`)].join('\n');
  const errors = await readBad(file('a1', 'b2', 'a1'));
  assert.deepEqual([spots(errors), errors[0]?.values], [['id-twice@4'], { other: '2' }]);
  assert.deepEqual(spots(await readBad(file('a1', '', 'c3'))), ['id-missing@3:1']);
  const without = await readGood(file('', '', ''));
  assert.ok(without.roster.people.every((person) => person.sourcedId.startsWith('name-')));
  const given = await readGood(file('a1', 'b2', 'c3'));
  assert.deepEqual(
    given.roster.people.map((person) => person.sourcedId),
    ['a1', 'b2', 'c3'],
  );
});

test('ROS-16 an IIN finds a person on two rows and is in nothing that comes out', async () => {
  const file = (...iins: readonly string[]) =>
    ['ИИН;Тегі;Аты;Сыныбы', ...iins.map((iin, index) => `${iin};Серікова;Айша${'а'.repeat(index)};5`)].join('\n');
  const errors = await readBad(file('050314600123', '140314600124', '50314600123'));
  assert.deepEqual([spots(errors), errors[0]?.values], [['iin-twice@4:1'], { other: '2' }]);
  const reading = await readGood(file('140314600123', '140314600124', '77'));
  assert.doesNotMatch(JSON.stringify(reading), /1403146/u);
  assert.deepEqual(
    reading.notes.map(({ key, values }) => [key, values]),
    [
      ['roster.note-iin-dropped', { count: 2 }],
      ['roster.note-iin-unreadable', { count: 1 }],
    ],
  );
});

test('ROS-17 the same person twice names the other line; namesakes need their dates of birth', async () => {
  const file = (...births: readonly string[]) =>
    ['Тегі;Аты;Туған күні;Сыныбы', ...births.map((birth) => `Серікова;Айша;${birth};5`)].join('\n');
  const twice = await readBad(file('14.03.2014', '15.03.2014', '2014-03-14'));
  assert.deepEqual([spots(twice), twice[0]?.values], [['person-twice@4'], { other: '2' }]);
  assert.deepEqual(spots(await readBad(file('14.03.2014', ''))), ['person-unclear@3']);
  assert.deepEqual(spots(await readBad(file('', '14.03.2014'))), ['person-unclear@3']);
  assert.deepEqual(spots(await readBad(file('', ''))), ['person-unclear@3']);
  assert.equal((await readGood(file('14.03.2014', '15.03.2014'))).roster.people.length, 2);
});

test('ROS-17 a person twice on two sheets names the other sheet', async () => {
  const rows = [
    ['Тегі', 'Аты', 'Туған күні', 'Сыныбы'],
    ['Серікова', 'Айша', '14.03.2014', 5],
  ] as const;
  const errors = await readBad(await workbookOf({ Бір: rows, Екі: rows }));
  assert.deepEqual(
    errors.map(({ key, sheet, line, values }) => [key, sheet, line, values]),
    [['roster.person-twice', 'Екі', 2, { other: 'Бір!2' }]],
  );
});

test('ROS-18 a class list without roles is pupils; without a medium the school’s own counts, or none is an error', async () => {
  const file = 'Тегі;Аты;Сыныбы\nСерікова;Айша;5\n';
  assert.equal((await readGood(file, { today: '2026-09-01', medium: 'ru' })).roster.enrolments[0]?.medium, 'ru');
  assert.deepEqual(spots(await readBad(file, { today: '2026-09-01' })), ['medium-missing@2']);
  assert.deepEqual(spots(await readBad('Тегі;Аты;Сыныбы\nСерікова;Айша;\n')), ['class-missing@2:3']);
});

test('ROS-22 a teacher’s class is led with the role, taught with a subject, and else asked about', async () => {
  const row = (role: string, subjects: string) => `Тегі;Аты;Рөлі;Сыныбы;Пәндері\nМаратов;Ерлан;${role};7;${subjects}\n`;
  assert.deepEqual((await readGood(row('сынып жетекшісі', 'физика: 8'))).roster.people[0]?.leads, { grade: 7 });
  const taught = (await readGood(row('мұғалім', 'физика'))).roster;
  assert.deepEqual([taught.people[0]?.leads, taught.groups[0]?.grades], [undefined, [7]]);
  assert.deepEqual(spots(await readBad(row('мұғалім', ''))), ['class-of-teacher-unclear@2:4']);
});

test('ROS-14 the letter may stand in a column of its own, if it agrees', async () => {
  const file = (className: string, letter: string) => `Тегі;Аты;Сыныбы;Литері\nСерікова;Айша;${className};${letter}\n`;
  assert.equal((await readGood(file('5', '«ә»'))).roster.enrolments[0]?.classLetter, 'Ә');
  assert.equal((await readGood(file('5Ә', 'ә'))).roster.enrolments[0]?.classLetter, 'Ә');
  assert.deepEqual(spots(await readBad(file('5А', 'Ә'))), ['class-letter-twice@2:4']);
});

test('ROS-12 mended names are noted', async () => {
  const { roster, notes } = await readGood('Тегі;Аты;Сыныбы\nCерiкова;Айша;5\n');
  assert.equal(roster.people[0]?.familyName, 'Серікова');
  assert.deepEqual(
    notes.map(({ key, values }) => [key, values]),
    [['roster.note-letters-mended', { count: 1 }]],
  );
});

test('ROS-31 an id made from names is the same at every import, and another under another key', async () => {
  const file = 'Тегі;Аты;Туған күні;Сыныбы\nСерікова;Айша;14.03.2014;5\n';
  const shouting = 'Сыныбы;ТЕГІ;АТЫ;Дата рождения\n6;СЕРІКОВА;АЙША;2014-03-14\n';
  const id = async (text: string, key?: Uint8Array) =>
    (await readGood(text, key ? { ...context, idKey: key } : context)).roster.people[0]?.sourcedId;
  const key = new Uint8Array(32).fill(7);
  assert.equal(await id(file), await id(shouting));
  assert.equal(await id(file, key), await id(shouting, key));
  assert.notEqual(await id(file), await id(file, key));
});

test('ROS-1 whatever bytes come in, the answer is a roster or located errors', async () => {
  const words = fc.constantFrom(
    'Тегі',
    'Аты',
    'Сыныбы',
    'Рөлі',
    ';',
    ';',
    '\n',
    '"',
    'Серік',
    '5',
    'физика: 7',
    '?',
    ' ',
    '\t',
    '\u0000',
    'PK\u0003\u0004',
  );
  const texts = fc.array(words, { maxLength: 60 }).map((parts) => new TextEncoder().encode(parts.join('')));
  await fc.assert(
    fc.asyncProperty(fc.oneof(texts, fc.uint8Array({ maxLength: 400 })), async (bytes) => {
      const result = await readRoster([upload(bytes)], context);
      assert.ok(result.ok ? result.value.roster.people.length > 0 : result.error.length > 0);
    }),
    { numRuns: 400 },
  );
});
