import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PersonId } from '#kernel/ids.ts';
import type { ImportPlan, Present, PresentPerson } from './plan.ts';
import { isEmptyPlan, planImport } from './plan.ts';
import type { Roster, RosterEnrolment, RosterPerson } from './roster.ts';
import { oneRoster, readGood, zipOf } from './testing.ts';

const nobody: Present = { people: [], groups: [] };

function personId(sourcedId: string): PersonId {
  return `id-${sourcedId}` as PersonId;
}

/** What a school has after it carried a plan out. */
function carriedOut(plan: ImportPlan, before: Present): Present {
  const people = new Map(before.people.map((person) => [person.id, person]));
  for (const { person, enrolment } of plan.added) {
    const id = personId(person.sourcedId);
    people.set(id, { id, active: true, ...fields(person, enrolment) });
  }
  for (const { present, person, enrolment } of plan.changed) {
    people.set(present.id, { ...present, active: true, ...fields(person, enrolment) });
  }
  const groups = new Map(before.groups.map((group) => [group.id, group]));
  for (const group of [...plan.groups.added, ...plan.groups.changed]) groups.set(group.id, group);
  return { people: [...people.values()], groups: [...groups.values()] };
}

function fields(row: RosterPerson, enrolment: RosterEnrolment | undefined): Omit<PresentPerson, 'id' | 'active'> {
  const { school: _school, ...person } = row;
  if (!enrolment) return person;
  const { grade, medium, classLetter } = enrolment;
  // An absent letter takes the old one away.
  return { ...person, grade, medium, classLetter } as Omit<PresentPerson, 'id' | 'active'>;
}

async function sheet(...rows: readonly string[]): Promise<Roster> {
  return (await readGood(['Тегі;Аты;Әкесінің аты;Туған күні;Рөлі;Сыныбы;Пәндері', ...rows].join('\n'))).roster;
}

const aisha = 'Серікова;Айша;Нұрланқызы;14.03.2014;оқушы;5;';
const erlan = 'Маратов;Ерлан;;;мұғалім;;физика: 7';

test('ROS-32 everybody is new to an empty school', async () => {
  const plan = planImport(await sheet(aisha, erlan), nobody);
  assert.deepEqual(
    plan.added.map(({ person, enrolment }) => [person.familyName, enrolment?.grade]),
    [
      ['Серікова', 5],
      ['Маратов', undefined],
    ],
  );
  assert.deepEqual(
    plan.groups.added.map((group) => group.subject),
    ['physics'],
  );
  assert.equal(isEmptyPlan(plan), false);
});

test('ROS-34 the same file again gives an empty plan, from a spreadsheet and from OneRoster', async () => {
  for (const roster of [await sheet(aisha, erlan), (await readGood(zipOf(oneRoster))).roster]) {
    const present = carriedOut(planImport(roster, nobody), nobody);
    const again = planImport(roster, present);
    assert.ok(isEmptyPlan(again));
    assert.deepEqual([again.missing, again.possibleDuplicates, again.unchanged.length], [[], [], roster.people.length]);
  }
});

test('ROS-32 ROS-33 changes name their fields; what the file leaves empty is no change', async () => {
  const before = carriedOut(planImport(await sheet(aisha, erlan), nobody), nobody);
  const moved = planImport(await sheet(aisha.replace(';5;', ';6А;'), erlan.replace('мұғалім', 'директор')), before);
  assert.deepEqual(
    moved.changed.map((row) => row.fields),
    [['grade', 'classLetter'], ['roles']],
  );
  const own = before.people[0];
  assert.ok(own);
  const detailed = { ...before, people: [{ ...own, language: 'kk' as const }, ...before.people.slice(1)] };
  assert.ok(isEmptyPlan(planImport(await sheet(aisha, erlan), detailed)));
});

test('ROS-33 a corrected name is a change where the file has ids', async () => {
  const before = carriedOut(planImport((await readGood(zipOf(oneRoster))).roster, nobody), nobody);
  const files = { ...oneRoster, 'users.csv': (oneRoster['users.csv'] ?? '').replace('Оразов', 'Оразбаев') };
  const plan = planImport((await readGood(zipOf(files))).roster, before);
  assert.deepEqual(
    plan.changed.map(({ present, fields: changed }) => [present.id, changed]),
    [['id-p2', ['familyName']]],
  );
});

test('ROS-32 who is missing from the file is listed and left; who had left already is not', async () => {
  const before = carriedOut(planImport(await sheet(aisha, erlan), nobody), nobody);
  const plan = planImport(await sheet(erlan), before);
  assert.deepEqual(
    plan.missing.map((person) => person.familyName),
    ['Серікова'],
  );
  assert.ok(isEmptyPlan(plan));
  const left = { ...before, people: before.people.map((person) => ({ ...person, active: false })) };
  assert.deepEqual(planImport(await sheet(erlan), left).missing, []);
});

test('ROS-36 who left and stands in the file again comes back', async () => {
  const before = carriedOut(planImport(await sheet(aisha), nobody), nobody);
  const left = { ...before, people: before.people.map((person) => ({ ...person, active: false })) };
  assert.deepEqual(
    planImport(await sheet(aisha), left).changed.map((row) => row.fields),
    [['active']],
  );
});

test('ROS-35 possible duplicates are listed with the reason, and stay new until somebody joins them', async () => {
  const byHand = (person: Partial<PresentPerson>): Present => ({
    ...nobody,
    people: [
      {
        id: 'id-hand' as PersonId,
        familyName: 'Серікова',
        givenName: 'Айша',
        roles: ['pupil'],
        active: true,
        ...person,
      },
    ],
  });
  const roster = await sheet(aisha);
  const likeness = (present: Present) => planImport(roster, present).possibleDuplicates.map((found) => found.likeness);
  assert.deepEqual(likeness(byHand({ birthDate: '2014-03-14' })), ['same-names-and-birth-date']);
  assert.deepEqual(likeness(byHand({ birthDate: '2014-03-14', sourcedId: 'sis-1' })), ['same-names-and-birth-date']);
  assert.deepEqual(likeness(byHand({})), ['same-names']);
  assert.deepEqual(likeness(byHand({ birthDate: '2014-03-15' })), ['same-names']);
  assert.deepEqual(likeness(byHand({ birthDate: '2014-03-14', familyName: 'Серикова' })), [
    'same-birth-date-and-one-name',
  ]);
  assert.deepEqual(likeness(byHand({ patronymic: 'Маратқызы' })), []);
  assert.deepEqual(likeness(byHand({ birthDate: '2014-03-14', familyName: 'Ким', givenName: 'Анна' })), []);
  assert.equal(planImport(roster, byHand({})).added.length, 1);
});

test('ROS-35 a join makes the new row that person, who takes over the file’s id; then the plan is empty', async () => {
  const roster = await sheet(aisha);
  const sourcedId = roster.people[0]?.sourcedId ?? '';
  const present: Present = {
    ...nobody,
    people: [
      {
        id: 'id-hand' as PersonId,
        familyName: 'Серикова',
        givenName: 'Айша',
        birthDate: '2014-03-14',
        roles: ['pupil'],
        active: true,
      },
    ],
  };
  const plan = planImport(roster, present, new Map([[sourcedId, 'id-hand' as PersonId]]));
  assert.deepEqual([plan.added, plan.missing, plan.possibleDuplicates], [[], [], []]);
  assert.deepEqual(
    plan.changed.map((row) => row.fields),
    [['sourcedId', 'familyName', 'patronymic', 'grade', 'medium']],
  );
  assert.ok(isEmptyPlan(planImport(roster, carriedOut(plan, present))));
});

test('ROS-35 a join never takes a person whom another row has, nor one person for two rows', async () => {
  const roster = await sheet(aisha, erlan);
  const [first, second] = roster.people.map((person) => person.sourcedId);
  const before = carriedOut(planImport(await sheet(erlan), nobody), nobody);
  const taken = planImport(roster, before, new Map([[first ?? '', personId(second ?? '')]]));
  assert.deepEqual([taken.added.length, taken.unchanged.length], [1, 1]);
  const hand: Present = {
    ...nobody,
    people: [{ id: 'id-hand' as PersonId, familyName: 'Ким', givenName: 'Анна', roles: ['pupil'], active: true }],
  };
  const both = planImport(
    roster,
    hand,
    new Map([
      [first ?? '', 'id-hand' as PersonId],
      [second ?? '', 'id-hand' as PersonId],
    ]),
  );
  assert.deepEqual([both.added.length, both.changed.length], [1, 1]);
});

test('ROS-34 any roster, carried out, gives an empty plan; every person is in exactly one list', () => {
  const person = fc.record({
    sourcedId: fc.stringMatching(/^[a-f]{1,2}$/u),
    familyName: fc.constantFrom('Серікова', 'Ким'),
    givenName: fc.constantFrom('Айша', 'Анна'),
    birthDate: fc.constantFrom('2014-03-14', '2013-11-02'),
    roles: fc.constant(['pupil'] as const),
  });
  const people = fc.uniqueArray(person, { selector: (row) => row.sourcedId, maxLength: 12 });
  const rosterOf = (rows: readonly RosterPerson[]): Roster => ({
    schools: [],
    people: rows,
    enrolments: rows.map((row, index) => ({ person: row.sourcedId, grade: index % 12, medium: 'kk' })),
    groups: [],
  });
  fc.assert(
    fc.property(people, people, (first, second) => {
      const before = carriedOut(planImport(rosterOf(first), nobody), nobody);
      const plan = planImport(rosterOf(second), before);
      assert.equal(plan.added.length + plan.changed.length + plan.unchanged.length, second.length);
      assert.equal(plan.changed.length + plan.unchanged.length + plan.missing.length, first.length);
      const after = carriedOut(plan, before);
      assert.ok(isEmptyPlan(planImport(rosterOf(second), after)));
      assert.equal(planImport(rosterOf(first), after).added.length, 0);
    }),
  );
});
