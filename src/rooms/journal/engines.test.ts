import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { day } from '#kernel/time.ts';
import type { Store } from '#log/store.ts';
import { aJournalSchool } from './testing.ts';

/** What a teacher and a head are answered about the same small school. */
async function answersOn(engine: Store['engine']): Promise<string[]> {
  await using school = await aJournalSchool(engine, 'engines');
  const teacher = await school.adult('mugalim');
  const head = await school.adult('direktor', 'head');
  const group = await school.group(teacher.person, 'mathematics', [5, 6]);
  const [five, six] = [await school.pupil('Әлиева', 5), await school.pupil('Бекова', 6)];
  const run = await school.held(group, 'mathematics', '2026-09-01', [5, 6]);
  await school.attended({ run, person: six, state: 'late', minutes: 4 });
  const post = async (path: string, body: unknown): Promise<{ assessment?: string }> => {
    const answer = await school.call<{ assessment?: string }>(teacher.token, 'POST', `/journal${path}`, body);
    assert.equal(answer.status, 200, path);
    return answer.body;
  };
  const cell = (person: string, points: number, why?: string) => ({
    run,
    person,
    points,
    of: 10,
    ...(why ? { why } : {}),
  });
  await post(`/groups/${group}/points`, { cells: [cell(five, 7), cell(six, 9)] });
  school.clock.advance(day);
  await post(`/groups/${group}/points`, { cells: [cell(six, 10, 'Қате еді')] });
  for (const kind of ['section', 'quarter']) {
    const descriptors = [
      { objective: '6.1.1.1', text: 'Бөлшек', max: 6 },
      { objective: '', text: '', max: 4 },
    ];
    const made = await post(`/groups/${group}/assessments`, {
      grade: 6,
      kind,
      day: '2026-09-21',
      title: kind,
      descriptors,
    });
    await post(`/assessments/${made.assessment}/points`, { rows: [{ person: six, state: 'done', points: [5, 3] }] });
  }
  await post(`/groups/${group}/results`, { rows: [{ person: six, period: 'q1', result: '5' }] });
  await post(`/groups/${group}/carried`, { quarter: 1, lang: 'kk', cells: [[`p:${run} ${six}`, '10']] });
  const asked = [
    [teacher, `/groups/${group}?quarter=1`],
    [teacher, `/groups/${group}/carry?quarter=1&lang=kk`],
    [teacher, `/groups/${group}/changes?place=${run}&person=${six}`],
    [head, '/quality?period=q1'],
    [head, '/classes/6'],
  ] as const;
  const answers = [];
  for (const [who, path] of asked) answers.push((await school.call<unknown>(who.token, 'GET', `/journal${path}`)).body);
  return answers.map((each) => JSON.stringify(each));
}

describe('the journal on both engines', () => {
  it('JRN-9: SQLite and PostgreSQL answer the same to everybody', async () => {
    const expected = await answersOn('sqlite');
    assert.ok(expected[0]?.includes('"mark":5') && expected[1]?.includes('"done"'));
    assert.deepEqual(await answersOn('postgres'), expected);
  });
});
