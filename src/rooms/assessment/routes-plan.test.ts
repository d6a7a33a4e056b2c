import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { aForm, aSittingSchool, publishStudy, type SittingSchool } from '#rooms/sitting/testing.ts';

const study = 'start-2026';
const cells = ['mathematics-6', 'natural-science-6', 'english-6'];

describe('a plan of sittings', () => {
  let school: SittingSchool;
  let head = '';
  const plan = (body: object) => {
    return school.call<{ error: { key: string; values: object } }>(head, 'PUT', `/assessment/plan/${study}`, body);
  };
  const daysPlanned = async (): Promise<string[]> => {
    const { body } = await school.call<{ days: { day: string }[] }>(head, 'GET', `/assessment/plan/${study}`);
    return body.days.map(({ day }) => day).toSorted();
  };
  const studyOn = (from: string, to: string) => {
    const forms = cells.map((cell) => aForm(`${cell}-${from}`, cell, '1', 3));
    return publishStudy(school.house, forms, { from, to });
  };

  before(async () => {
    school = await aSittingSchool();
    head = await school.adult('head', 'head');
    await school.pupil('Ахметов');
  });
  after(() => school[Symbol.asyncDispose]());

  it('ASM-5: gives each cell a day with lessons: none of a break, of a holiday or of a weekend', async () => {
    // Friday, the autumn break, and Monday and Tuesday after it.
    await studyOn('2026-10-23', '2026-11-03');
    assert.equal((await plan({ grade: 6 })).status, 200);
    assert.deepEqual(await daysPlanned(), ['2026-10-23', '2026-11-02', '2026-11-03']);
  });

  it('ASM-5: says how many days it has where a holiday leaves too few, and takes the days that a head names', async () => {
    await studyOn('2026-12-15', '2026-12-17');
    const { status, body } = await plan({ grade: 6 });
    assert.deepEqual([status, body.error], [422, { key: 'assessment.plan-days', values: { have: 2, need: 3 } }]);
    const named = ['2026-12-15', '2026-12-16', '2026-12-17'];
    assert.equal((await plan({ grade: 6, days: named })).status, 200);
    assert.deepEqual(await daysPlanned(), named);
  });
});
