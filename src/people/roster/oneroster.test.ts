import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRoster } from './read.ts';
import { rosterOfSchool } from './roster.ts';
import { encodeOneByte, oneRoster, oneRoster11, oneRosterWith, readBad, readGood, spots, zipOf } from './testing.ts';

type Files = Readonly<Record<string, string>>;

/** The errors of the good set with one text changed, as `file key@line:column`. */
async function errorsWith(file: string, from: string, to: string, base?: Files): Promise<readonly string[]> {
  const errors = await readBad(zipOf(oneRosterWith(file, from, to, base)));
  return errors.map((error) => `${error.file ?? ''} ${spots([error])[0]}`);
}

async function read(files: Files) {
  return (await readGood(zipOf(files))).roster;
}

async function noteKeys(files: Files) {
  return (await readGood(zipOf(files))).notes.map(
    ({ key, line }) => `${key.replace('roster.note-', '')}@${line ?? ''}`,
  );
}

test('ROS-23 ROS-27 a 1.2 set becomes a roster', async () => {
  const { roster, notes } = await readGood(zipOf(oneRoster));
  assert.deepEqual(roster.schools, [{ sourcedId: 's1', name: 'Ақкемер орта мектебі', identifier: 'KZ-1' }]);
  assert.deepEqual(roster.people, [
    {
      sourcedId: 'p1',
      roles: ['pupil'],
      familyName: 'Серікова',
      givenName: 'Айша',
      patronymic: 'Серікқызы',
      birthDate: '2014-03-14',
      sex: 'female',
      school: 's1',
    },
    {
      sourcedId: 'p2',
      roles: ['pupil'],
      familyName: 'Оразов',
      givenName: 'Әлихан',
      birthDate: '2013-11-02',
      sex: 'male',
      school: 's1',
    },
    {
      sourcedId: 't1',
      roles: ['class-teacher', 'teacher'],
      familyName: 'Маратов',
      givenName: 'Ерлан',
      patronymic: 'Маратұлы',
      school: 's1',
      leads: { grade: 5, letter: 'А' },
    },
    { sourcedId: 'h1', roles: ['head', 'teacher'], familyName: 'Қасымова', givenName: 'Гүлнар', school: 's1' },
    { sourcedId: 'm1', roles: ['parent'], familyName: 'Серікова', givenName: 'Жанар', school: 's1', children: ['p1'] },
  ]);
  assert.deepEqual(roster.enrolments, [
    { person: 'p1', grade: 5, medium: 'kk', classLetter: 'А', school: 's1' },
    { person: 'p2', grade: 6, medium: 'kk', school: 's1' },
  ]);
  assert.deepEqual(roster.groups, [
    { id: 'g1', subject: 'natural-science', grades: [5, 6], teacher: 'h1', school: 's1', members: ['p1', 'p2'] },
  ]);
  assert.deepEqual(notes, []);
  assert.doesNotMatch(JSON.stringify(roster), /140314600123/u);
});

test('ROS-23 a 1.1 set, with the roles in users.csv, becomes a roster', async () => {
  const roster = await read(oneRoster11);
  assert.deepEqual(
    roster.people.map(({ sourcedId, roles }) => [sourcedId, roles]),
    [
      ['p1', ['pupil']],
      ['p2', ['pupil']],
      ['t1', ['class-teacher', 'teacher']],
      ['h1', ['teacher']],
      ['m1', ['parent']],
    ],
  );
  assert.deepEqual(roster.people.at(-1)?.children, ['p1']);
  assert.deepEqual(
    roster.groups.map(({ grades }) => grades),
    [[5, 6]],
  );
});

test('ROS-23 the files may stand in a folder, in another case, beside files that we do not read', async () => {
  const inFolder = Object.fromEntries(Object.entries(oneRoster).map(([name, text]) => [`export/${name}`, text]));
  const expected = await read(oneRoster);
  assert.deepEqual(await read(inFolder), expected);
  assert.deepEqual(await read({ ...oneRoster, 'lineItems.csv': 'broken "' }), expected);
  const { 'academicSessions.csv': sessions = '', ...others } = oneRoster;
  assert.deepEqual(await read({ ...others, 'academicsessions.csv': sessions }), expected);
});

test('ROS-23 ROS-24 what the manifest says is held to', async () => {
  const { 'manifest.csv': _manifest, ...noManifest } = oneRoster;
  assert.deepEqual(spots(await readBad(zipOf(noManifest))), ['manifest-missing@']);
  assert.deepEqual(await errorsWith('manifest.csv', 'oneroster.version,1.2', 'oneroster.version,2.0'), [
    'manifest.csv oneroster-version@3:2',
  ]);
  assert.deepEqual(await errorsWith('manifest.csv', 'file.users,bulk', 'file.users,delta'), [
    'manifest.csv oneroster-delta@10:2',
  ]);
  const { 'roles.csv': _roles, ...noRoles } = oneRoster;
  const errors = await readBad(zipOf(noRoles));
  assert.deepEqual([spots(errors), errors[0]?.values], [['oneroster-file-missing@11:2'], { value: 'roles.csv' }]);
  assert.deepEqual(await errorsWith('users.csv', 'familyName,', 'surname,'), ['users.csv column-missing@1']);
});

test('ROS-24 optional files may be absent', async () => {
  const { 'academicSessions.csv': _1, 'courses.csv': _2, 'demographics.csv': _3, ...core } = oneRoster;
  const manifest = (core['manifest.csv'] ?? '').replace(
    /file\.(academicSessions|courses|demographics),bulk/gu,
    'file.$1,absent',
  );
  const roster = await read({ ...core, 'manifest.csv': manifest });
  assert.deepEqual(roster.people[0]?.birthDate, undefined);
  assert.deepEqual(
    roster.groups.map(({ subject, grades }) => [subject, grades]),
    [['natural-science', [5, 6]]],
  );
});

test('ROS-25 a missing and a doubled sourcedId are errors with file, line and column', async () => {
  assert.deepEqual(await errorsWith('classes.csv', 'k6,', ','), [
    'classes.csv id-missing@3:1',
    'enrollments.csv reference-unknown@3:4',
  ]);
  const twice = await readBad(zipOf(oneRosterWith('enrollments.csv', 'e6,', 'e2,')));
  assert.deepEqual([spots(twice), twice[0]?.values], [['id-twice@7:1'], { other: '3' }]);
  assert.deepEqual((await errorsWith('users.csv', 'p2,', 'p1,'))[0], 'demographics.csv reference-unknown@3:1');
});

test('ROS-25 rows that the source has deleted are left out and noted', async () => {
  const files = oneRosterWith('enrollments.csv', 'e4,,', 'e4,tobedeleted,');
  assert.deepEqual((await read(files)).groups[0]?.members, ['p2']);
  assert.deepEqual(await noteKeys(files), ['deleted-skipped@']);
  assert.deepEqual(
    await errorsWith('orgs.csv', 's1,,', 's1,gone,').then((errors) => errors.at(-1)),
    'users.csv reference-unknown@6:13',
  );
});

test('ROS-26 a class without a school', async () => {
  assert.deepEqual(await errorsWith('classes.csv', 'homeroom,,s1', 'homeroom,,'), [
    'classes.csv class-without-school@2:10',
  ]);
  assert.deepEqual(await errorsWith('classes.csv', 'homeroom,,s1', 'homeroom,,s9'), [
    'classes.csv class-without-school@2:10',
  ]);
  assert.deepEqual(await errorsWith('classes.csv', 'homeroom,,s1', 'homeroom,,d1'), [
    'classes.csv class-without-school@2:10',
  ]);
});

test('ROS-26 every dangling reference is found where it stands', async () => {
  const cases = [
    ['orgs.csv', 'KZ-1,d1', 'KZ-1,d9', 'orgs.csv reference-unknown@3:7'],
    ['users.csv', 'm1,05,s1', 'm9,05,s1', 'users.csv reference-unknown@2:11'],
    ['users.csv', 'm1,05,s1', 'm1,05,s9', 'users.csv reference-unknown@2:13'],
    ['roles.csv', 'r6,,,m1', 'r6,,,m9', 'roles.csv reference-unknown@7:4'],
    ['roles.csv', 'parent,,,s1', 'parent,,,s9', 'roles.csv reference-unknown@7:9'],
    ['roles.csv', 'parent,,,s1', 'parent,,,', 'roles.csv value-missing@7:9'],
    ['courses.csv', 'c1,,,y26', 'c1,,,y99', 'courses.csv reference-unknown@2:4'],
    ['classes.csv', ',c1,', ',c9,', 'classes.csv reference-unknown@4:6'],
    ['classes.csv', 's1,y26', 's1,y99', 'classes.csv reference-unknown@2:11'],
    ['enrollments.csv', 'e6,,,g1', 'e6,,,g9', 'enrollments.csv reference-unknown@7:4'],
    ['enrollments.csv', 's1,h1', 's9,h1', 'enrollments.csv reference-unknown@7:5'],
    ['enrollments.csv', 's1,h1', 's1,h9', 'enrollments.csv reference-unknown@7:6'],
    ['demographics.csv', 'p2,', 'p9,', 'demographics.csv reference-unknown@3:1'],
  ] as const;
  for (const [file, from, to, spot] of cases)
    assert.equal((await errorsWith(file, from, to)).includes(spot), true, `${file} ${to}`);
});

test('ROS-26 words of the standard’s own lists are checked', async () => {
  assert.deepEqual(
    await errorsWith('orgs.csv', ',school,', ',kindergarten,').then((errors) => errors.at(-1)),
    'orgs.csv value-unknown@3:5',
  );
  assert.deepEqual(await errorsWith('classes.csv', 'scheduled', 'weekly'), ['classes.csv value-unknown@4:8']);
  assert.deepEqual(
    await errorsWith('enrollments.csv', 'p2,student', 'p2,learner').then((errors) => errors[0]),
    'enrollments.csv value-unknown@3:7',
  );
});

test('ROS-27 unknown roles and people without one are errors; roles that we do not take are noted', async () => {
  assert.deepEqual(await errorsWith('roles.csv', 'principal', 'wizard'), ['roles.csv role-unknown@5:6']);
  const dropped = (oneRoster['roles.csv'] ?? '')
    .split('\n')
    .filter((line) => !line.startsWith('r6'))
    .join('\n');
  assert.deepEqual(spots(await readBad(zipOf({ ...oneRoster, 'roles.csv': dropped }))), ['person-without-role@6:1']);
  const admin = oneRosterWith('roles.csv', 'parent', 'systemAdministrator');
  assert.deepEqual(await noteKeys(admin), ['role-skipped@7']);
  assert.deepEqual(
    (await read(admin)).people.map((person) => person.sourcedId),
    ['p1', 'p2', 't1', 'h1'],
  );
  const extended = await read(oneRosterWith('roles.csv', 'principal', 'ext:deputy-head'));
  assert.deepEqual(extended.people[3]?.roles, ['deputy-head', 'teacher']);
  assert.deepEqual(await errorsWith('roles.csv', 'principal', 'ext:coordinator'), ['roles.csv role-unknown@5:6']);
  assert.deepEqual(
    await errorsWith('roles.csv', 'h1,secondary,teacher', 'h1,secondary,student').then((errors) => errors[0]),
    'roles.csv role-pupil-and-adult@6:6',
  );
});

test('ROS-27 ended roles and switched-off accounts are left out', async () => {
  const ended = await read(oneRosterWith('roles.csv', 'principal,,', 'principal,,2026-08-31'));
  assert.deepEqual(ended.people[3]?.roles, ['teacher']);
  const lastDay = await read(oneRosterWith('roles.csv', 'principal,,', 'principal,,2026-09-01'));
  assert.deepEqual(lastDay.people[3]?.roles, ['head', 'teacher']);
  const off = oneRosterWith('users.csv', 'm1,,,true', 'm1,,,false');
  assert.deepEqual((await read(off)).people.length, 4);
  assert.deepEqual(await noteKeys(off), ['disabled-skipped@']);
});

test('ROS-27 a head here who teaches elsewhere is a row in each school, with that school’s roles', async () => {
  const orgs = `${oneRoster['orgs.csv']}\ns2,,,Жем негізгі мектебі,school,,d1`;
  const roles = (oneRoster['roles.csv'] ?? '').replace('secondary,teacher,,,s1', 'secondary,teacher,,,s2');
  const roster = await read({ ...oneRoster, 'orgs.csv': orgs, 'roles.csv': roles });
  const rolesAt = (school: string) =>
    rosterOfSchool(roster, school).people.find((person) => person.sourcedId === 'h1')?.roles;
  assert.deepEqual([rolesAt('s1'), rolesAt('s2')], [['head'], ['teacher']]);
  assert.deepEqual(rosterOfSchool(roster, 's2').enrolments, []);
  assert.deepEqual(
    rosterOfSchool(roster, 's2').schools.map(({ name }) => name),
    ['Жем негізгі мектебі'],
  );
});

test('ROS-27 parent and child may name each other from either side', async () => {
  const users = (oneRoster['users.csv'] ?? '')
    .replace('m1,05,s1', ',05,s1')
    .replace('Жанар,Серікова,,,', 'Жанар,Серікова,,,p1');
  const roster = await read({ ...oneRoster, 'users.csv': users });
  assert.deepEqual(roster.people.at(-1)?.children, ['p1']);
});

test('ROS-29 the primary teacher has the group', async () => {
  const enrollments = `${oneRoster['enrollments.csv']}\ne7,,,g1,s1,t1,teacher,true,,`.replace(
    'h1,teacher,true',
    'h1,teacher,false',
  );
  assert.equal((await read({ ...oneRoster, 'enrollments.csv': enrollments })).groups[0]?.teacher, 't1');
});

test('ROS-28 a homeroom of another school says nothing about the grade in this one', async () => {
  const roster = await read({
    ...oneRoster,
    'orgs.csv': `${oneRoster['orgs.csv']}\ns2,,,Жем негізгі мектебі,school,,d1`,
    'classes.csv': `${oneRoster['classes.csv']}\nk9,,,9,09,,,homeroom,,s2,y26,,,`,
    'enrollments.csv': `${oneRoster['enrollments.csv']}\ne7,,,k9,s2,p1,student,,,`,
  });
  assert.deepEqual(
    roster.enrolments.map(({ person, grade, school }) => [person, grade, school]),
    [
      ['p1', 5, 's1'],
      ['p2', 6, 's1'],
    ],
  );
});

test('ROS-28 the grade comes from the homeroom, else from the pupil’s row, else it is an error', async () => {
  const without = (oneRoster['enrollments.csv'] ?? '')
    .split('\n')
    .filter((line) => !line.startsWith('e1,'))
    .join('\n');
  assert.deepEqual((await read({ ...oneRoster, 'enrollments.csv': without })).enrolments[0], {
    person: 'p1',
    grade: 5,
    medium: 'kk',
    school: 's1',
  });
  const gradeless = (oneRoster['users.csv'] ?? '').replace('m1,05,s1', 'm1,,s1');
  assert.deepEqual(spots(await readBad(zipOf({ ...oneRoster, 'enrollments.csv': without, 'users.csv': gradeless }))), [
    'pupil-without-grade@2:12',
  ]);
  assert.deepEqual(
    await errorsWith('classes.csv', ',05,', ',13,').then((errors) => errors[0]),
    'classes.csv grade-unknown@2:5',
  );
  assert.equal((await read(oneRosterWith('classes.csv', ',05,', ',KG,'))).enrolments[0]?.grade, 0);
  assert.equal((await read(oneRosterWith('classes.csv', ',05,', ',,'))).enrolments[0]?.grade, 5);
});

test('ROS-28 two homerooms need a primary one', async () => {
  const second = 'e7,,,k6,s1,p1,student,,,';
  const both = `${oneRoster['enrollments.csv']}\n${second}`;
  const errors = await readBad(zipOf({ ...oneRoster, 'enrollments.csv': both }));
  assert.deepEqual([spots(errors), errors[0]?.values], [['pupil-in-two-classes@8:4'], { other: '2' }]);
  const primary = both.replace(second, 'e7,,,k6,s1,p1,student,true,,');
  assert.equal((await read({ ...oneRoster, 'enrollments.csv': primary })).enrolments[0]?.grade, 6);
  const ended = both.replace(second, `${second}2026-05-25`);
  assert.equal((await read({ ...oneRoster, 'enrollments.csv': ended })).enrolments[0]?.grade, 5);
});

test('ROS-28 the medium is the class’s or the pupil’s own, else the school’s, else an error', async () => {
  const classes = (oneRoster['classes.csv'] ?? '')
    .split('\n')
    .map((line, index) => `${line},${['metadata.medium', 'ru', 'қазақ', ''][index]}`);
  const roster = await read({ ...oneRoster, 'classes.csv': classes.join('\n') });
  assert.deepEqual(
    roster.enrolments.map(({ medium }) => medium),
    ['ru', 'kk'],
  );
  const result = await readBad(zipOf(oneRoster), { today: '2026-09-01' });
  assert.deepEqual(spots(result), ['medium-missing@2', 'medium-missing@3']);
  const wrong = classes.join('\n').replace(',ru', ',de');
  assert.deepEqual(spots(await readBad(zipOf({ ...oneRoster, 'classes.csv': wrong }))), ['medium-unknown@2:15']);
});

test('ROS-29 a group without a teacher or a known subject is left out and noted; five grades are an error', async () => {
  const teacherless = (oneRoster['enrollments.csv'] ?? '')
    .split('\n')
    .filter((line) => !line.startsWith('e6,'))
    .join('\n');
  const files = { ...oneRoster, 'enrollments.csv': teacherless };
  assert.deepEqual([(await read(files)).groups, await noteKeys(files)], [[], ['group-without-teacher@4']]);
  const strange = {
    ...oneRosterWith('classes.csv', 'g1,,,Жаратылыстану', 'g1,,,Тігін'),
    'courses.csv': (oneRoster['courses.csv'] ?? '').replace('Жаратылыстану 5-6', 'Тігін'),
  };
  assert.deepEqual([(await read(strange)).groups, await noteKeys(strange)], [[], ['group-subject@4']]);
  assert.deepEqual(await errorsWith('classes.csv', 'g1,,,Жаратылыстану,,', 'g1,,,Жаратылыстану,"1,2,3,4,5",'), [
    'classes.csv group-grades@4:5',
  ]);
});

test('ROS-13 a bad date of birth and an unknown sex are errors where they stand', async () => {
  assert.deepEqual(await errorsWith('demographics.csv', '2014-03-14', '2014-02-30'), [
    'demographics.csv date-impossible@2:4',
  ]);
  assert.deepEqual(await errorsWith('demographics.csv', 'p2,,,2013-11-02,male', 'p2,,,2013-11-02,robot'), [
    'demographics.csv sex-unknown@3:5',
  ]);
  assert.equal((await read(oneRosterWith('demographics.csv', ',male', ',unspecified'))).people[1]?.sex, undefined);
});

test('ROS-6 a set in windows-1251 is read where it can be, and refused where letters were lost', async () => {
  const russian = { ...oneRoster, 'users.csv': (oneRoster['users.csv'] ?? '').replaceAll(/[әғқңөұүһӘҒҚҢӨҰҮҺ]/gu, 'а') };
  const bytes = { ...russian, 'users.csv': encodeOneByte(russian['users.csv'], 'windows-1251') };
  assert.equal((await readGood(zipOf(bytes))).roster.people[1]?.familyName, 'Оразов');
  const lost = { ...oneRoster, 'users.csv': encodeOneByte(oneRoster['users.csv'] ?? '', 'windows-1251') };
  assert.deepEqual(spots(await readBad(zipOf(lost))).slice(0, 2), ['letters-lost@2:9', 'letters-lost@3:7']);
});

test('ROS-1 a set with any one cell emptied or cut is a roster or located errors', async () => {
  const names = Object.keys(oneRoster).filter((name) => name.endsWith('.csv'));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(),
      fc.constantFrom('', 'x', ',', '"', '\n'),
      async (name, position, put) => {
        const text = oneRoster[name] ?? '';
        const at = position % text.length;
        const files = { ...oneRoster, [name]: text.slice(0, at) + put + text.slice(at + 1) };
        const result = await readRoster([{ name: 'set.zip', bytes: zipOf(files) }], {
          today: '2026-09-01',
          medium: 'kk',
        });
        if (!result.ok) return assert.ok(result.error.every((error) => error.key.startsWith('roster.')));
        const { people, enrolments, groups } = result.value.roster;
        const ids = new Set(people.map((person) => person.sourcedId));
        assert.ok(enrolments.every((enrolment) => ids.has(enrolment.person)));
        assert.ok(
          groups.every((group) => ids.has(group.teacher) && (group.members ?? []).every((member) => ids.has(member))),
        );
      },
    ),
    { numRuns: 500 },
  );
});
