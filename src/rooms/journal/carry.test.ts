import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import readWorkbook from 'read-excel-file/node';
import fc from 'fast-check';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import type { CarryTable } from './carry.ts';
import { carryState } from './model/carry.ts';
import { aJournalSchool, type JournalSchool, type Refused } from './testing.ts';

describe('carrying over', () => {
  let school: JournalSchool;
  let teacher: { readonly person: PersonId; readonly token: string };
  let group: GroupId;
  let pupil: PersonId;
  let run: string;

  before(async () => {
    school = await aJournalSchool('sqlite', 'carry');
    teacher = await school.adult('mugalim');
    group = await school.group(teacher.person, 'physics', [7, 8]);
    await school.pupil('Өтегенова', 7);
    pupil = await school.pupil('Әлиева', 7);
    run = await school.held(group, 'physics', '2026-09-01', [7, 8]);
    await say(8);
  });
  after(() => school[Symbol.asyncDispose]());

  const say = (points: number) => {
    const cells = [{ run, person: pupil, points, of: 10 }];
    return school.call(teacher.token, 'POST', `/journal/groups/${group}/points`, { cells });
  };
  const table = async (): Promise<CarryTable> => {
    const path = `/journal/groups/${group}/carry?quarter=1&lang=kk`;
    const { body } = await school.call<{ tables: CarryTable[] }>(teacher.token, 'GET', path);
    return body.tables[0] as CarryTable;
  };
  const tick = (cells: unknown) =>
    school.call<Refused>(teacher.token, 'POST', `/journal/groups/${group}/carried`, { quarter: 1, lang: 'kk', cells });
  const cell = async () => (await table()).rows[0]?.cells[0];

  it('JRN-12: rows by the Kazakh alphabet, columns in the order of the journal outside', async () => {
    const { rows, columns } = await table();
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['Әлиева Оқушы', 'Өтегенова Оқушы'],
    );
    assert.deepEqual(
      columns.map(({ kind }) => kind),
      ['lesson', 'formative-mean', 'percent', 'mark'],
    );
    assert.deepEqual(
      rows[0]?.cells.map(({ text }) => text),
      ['8', '80%', '', ''],
    );
    await school.attended({ run, person: pupil, state: 'absent', reason: 'ill' });
    assert.equal((await cell())?.text, '8', 'points say more than the letter');
  });

  it('JRN-12: a tick keeps what was carried over; what changes later is shown, and what changed meanwhile is not ticked', async () => {
    const first = await cell();
    assert.deepEqual([first?.state, (await tick([[first?.key, '8']])).status], ['to-do', 200]);
    assert.equal((await cell())?.state, 'done');
    await say(9);
    assert.deepEqual([(await cell())?.state, (await cell())?.held], ['changed', '8']);
    const late = await tick([[first?.key, '8']]);
    assert.deepEqual([late.status, late.body.error.key], [409, 'journal.changed-meanwhile']);
    assert.equal((await tick([['p:norun nobody', '5']])).status, 409);
    await tick([[first?.key, '9']]);
    assert.equal((await cell())?.state, 'done');
  });

  it('JRN-12: whatever is said and ticked, a cell is done exactly when the outside has what stands here', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '7', '8'), fc.option(fc.constantFrom('', '7', '8')), (text, held) => {
        const state = carryState(text, held === null ? undefined : { held, at: 0 });
        assert.equal(state === 'empty' || state === 'done', (held ?? '') === text);
      }),
    );
  });

  it('JRN-12: as a spreadsheet it comes back cell by cell; on paper it is a PDF, the analysis too', async () => {
    const answer = await school.fetch(teacher.token, `/journal/groups/${group}/table.xlsx?quarter=1&lang=ru`);
    const file = join(tmpdir(), `journal-${run}.xlsx`);
    writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
    const sheets = (await readWorkbook(file)) as unknown as { sheet: string; data: unknown[][] }[];
    assert.deepEqual(
      sheets.map(({ sheet }) => sheet),
      ['7 класс', '8 класс'],
    );
    assert.deepEqual(sheets[0]?.data[1], ['№', 'Фамилия, имя ученика', '01.09', 'Среднее ФО', '%', 'Оценка']);
    assert.deepEqual(sheets[0]?.data[2]?.slice(0, 4), [1, 'Әлиева Оқушы', 9, '90%']);
    const descriptors = [{ objective: '7.1.1.1', text: '', max: 5 }];
    const wanted = { grade: 7, kind: 'section', day: '2026-09-14', title: 'Қозғалыс', descriptors };
    const made = await school.call<{ assessment: string }>(
      teacher.token,
      'POST',
      `/journal/groups/${group}/assessments`,
      wanted,
    );
    const rows = [{ person: pupil, state: 'done', points: [4] }];
    await school.call(teacher.token, 'POST', `/journal/assessments/${made.body.assessment}/points`, { rows });
    for (const path of [
      `groups/${group}?quarter=1&lang=kk`,
      `analysis/${made.body.assessment}?lang=kk`,
      `analysis/${made.body.assessment}?lang=ru`,
    ]) {
      const pdf = await school.fetch(teacher.token, `/journal/print/${path}`);
      assert.equal(pdf.headers.get('content-type'), 'application/pdf');
      const bytes = Buffer.from(await pdf.arrayBuffer());
      assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
      if (process.env['JOURNAL_PDF'])
        writeFileSync(`${process.env['JOURNAL_PDF']}/${path.replaceAll(/[/?]/g, '_')}.pdf`, bytes);
    }
  });
});
