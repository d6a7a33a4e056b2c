import type { Column, Notebook } from '#rooms/labs/model/notebook.ts';
import { numberIn, q, unitIn, until, type Desk } from './lab-desk.ts';
import { keptOf } from './lab-kept.ts';

/** Makes the table say what the pupil's own would; answers with the number of the line in which each of its rows stands. */
export async function fillTable(desk: Desk, wanted: Notebook): Promise<readonly number[]> {
  const { page, hand, spec, task, say } = desk;
  let { notebook } = await keptOf(page, spec.lab, task.task);
  const has = (column: Column): boolean => notebook.columns.some(({ sign }) => sign === column.sign);
  for (const column of wanted.columns.filter((each) => !has(each))) {
    const adding = page.locator('details.lab-add');
    if ((await adding.getAttribute('open')) === null) await hand.press(adding.locator('summary'));
    const isFormula = 'formula' in column.source && !spec.quantities.some(({ name }) => name === column.column);
    if (isFormula && 'formula' in column.source) {
      await hand.write(page.getByLabel(say('labs.table.add-sign'), { exact: true }), column.sign);
      const field = page.getByLabel(say('labs.table.add-formula'), { exact: true });
      await hand.write(field, column.source.formula);
    } else {
      await hand.choose(page.getByLabel(say('labs.table.add-quantity'), { exact: true }), q(desk, column.column));
    }
    const add = adding.getByRole('button', { name: say('labs.table.add-one'), exact: true });
    const head = page.getByRole('button', { name: say('labs.table.drop-column', { sign: column.sign }), exact: true });
    if (!(await head.isVisible())) await hand.press(isFormula ? add.last() : add.first());
    await head.waitFor();
  }
  for (const column of wanted.columns) {
    const unit = column.unit && has(column) ? undefined : column.unit;
    if (unit)
      await hand.write(
        page.getByLabel(say('labs.table.unit', { sign: column.sign }), { exact: true }),
        unitIn(desk, unit),
      );
    if (column.uncertainty && !('formula' in column.source)) {
      const field = page.getByLabel(say('labs.table.uncertainty', { sign: column.sign }), { exact: true });
      if (await field.isVisible()) await hand.write(field, column.uncertainty.replace('.', ','));
    }
  }
  ({ notebook } = await keptOf(page, spec.lab, task.task));
  return matchRows(desk, notebook, wanted);
}

/** Takes out lines that the careful pupil has not, and writes by hand what no instrument put there. */
async function matchRows(desk: Desk, notebook: Notebook, wanted: Notebook): Promise<readonly number[]> {
  const { page, hand, say } = desk;
  const own = (column: Column): string | undefined => notebook.columns.find(({ sign }) => sign === column.sign)?.column;
  const measured = wanted.columns.filter(({ source }) => !('formula' in source));
  const free = [...notebook.rows];
  const lines: (number | undefined)[] = wanted.rows.map((row) => {
    const at = free.findIndex(({ cells }) =>
      measured.every((column) => {
        const [is, should] = [cells[own(column) ?? '']?.text ?? '', row.cells[column.column]?.text ?? ''];
        return is === should || (is !== '' && numberIn(is) === numberIn(should));
      }),
    );
    return at < 0 ? undefined : free.splice(at, 1)[0]?.row;
  });
  const rowsNow = notebook.rows.map(({ row }) => row);
  for (const { row } of free) {
    const line = rowsNow.indexOf(row);
    await hand.press(page.getByRole('button', { name: say('labs.table.drop-row', { row: line + 1 }), exact: true }));
    rowsNow.splice(line, 1);
    await until(
      async () => (await page.locator('.lab-notebook tbody tr').count()) === rowsNow.length,
      'the line is gone',
    );
  }
  for (const [k, row] of wanted.rows.entries()) {
    if (lines[k] !== undefined) continue;
    await hand.press(page.getByRole('button', { name: say('labs.table.row'), exact: true }));
    rowsNow.push(-k - 1);
    lines[k] = -k - 1;
    await until(
      async () => (await page.locator('.lab-notebook tbody tr').count()) === rowsNow.length,
      'the line is there',
    );
    for (const column of measured) {
      const text = (row.cells[column.column]?.text ?? '').replace('.', ',');
      const cell = page.getByLabel(say('labs.table.cell', { row: rowsNow.length, sign: column.sign }), { exact: true });
      if (text) await hand.write(cell, text);
    }
  }
  return lines.map((row) => rowsNow.indexOf(row ?? NaN) + 1);
}
