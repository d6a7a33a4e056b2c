import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import { sittingsPlanned } from '#rooms/assessment/records.ts';
import { aForm, aSittingSchool, publishStudy, type SittingSchool } from './testing.ts';

const study = 'start-2026';
const cells = ['mathematics-6', 'natural-science-6', 'english-6', 'biology-6'];
type Cells = { cells: { cell: string; pupils: { person: string }[] }[] };
type Opened = { sitting: string; error: { key: string } };

describe('sittings by the plan', () => {
  let school: SittingSchool;
  let teacher = '';
  const people: PersonId[] = [];
  const open = (cell: string, of: object = {}) =>
    school.call<Opened>(teacher, 'POST', '/sitting/sittings', { study, cell, ...of });
  const seated = async (sitting: string): Promise<{ person: string; form: string }[]> => {
    return school.house.log.read.all(
      'select person, form from sitting_seats where sitting = ? order by person',
      sitting,
    );
  };

  before(async () => {
    school = await aSittingSchool();
    await publishStudy(
      school.house,
      cells.flatMap((cell) => ['1', '2'].map((booklet) => aForm(`${cell}-${booklet}`, cell, booklet, 3))),
    );
    teacher = await school.adult('teacher');
    for (const family of ['Ахметов', 'Болатова']) people.push((await school.pupil(family)).person);
    const [first, second] = people as [PersonId, PersonId];
    const body = {
      study,
      grade: 6,
      days: [],
      part: 1,
      pupils: [
        { person: first, isJoined: false, sits: [{ cell: 'mathematics-6', form: 'mathematics-6-2' }] },
        { person: second, isJoined: false, sits: [{ cell: 'english-6', form: 'english-6-1' }] },
      ],
    };
    const draft = sittingsPlanned.draft(schoolScope(school.house.self.school!), 'head', body);
    await school.house.log.write(() => ({ records: [draft], answer: undefined }));
  });
  after(() => school[Symbol.asyncDispose]());

  it('SIT-20, ASM-5: seats whom the plan names, with the form that it gives them', async () => {
    const { body } = await school.call<Cells>(teacher, 'GET', '/sitting/cells');
    const listed = new Map(body.cells.map((each) => [each.cell, each.pupils.map(({ person }) => person)]));
    assert.deepEqual(listed.get('mathematics-6'), people.slice(0, 1));
    assert.equal(listed.get('biology-6')?.length, 2, 'the plan says nothing of it');
    const made = await open('mathematics-6');
    const seats = await seated(made.body.sitting);
    assert.deepEqual(
      seats.map(({ person, form }) => [person, form]),
      [[people[0], 'mathematics-6-2']],
    );
  });

  it('SIT-20, ASM-5: one a day, and three in all', async () => {
    const [first] = people;
    const day = 24 * 3600 * 1000;
    const again = await open('biology-6', { people: [first] });
    assert.deepEqual([again.status, again.body.error.key], [409, 'sitting.enough']);
    for (const cell of ['english-6', 'natural-science-6']) {
      school.clock.advance(day);
      assert.equal((await open(cell, { people: [first] })).status, 200, cell);
    }
    school.clock.advance(day);
    assert.equal((await open('biology-6', { people: [first] })).body.error.key, 'sitting.enough');
  });
});
