import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import type { CellDesign } from '../design.ts';
import { compare, rowKey, type BlueprintRow } from '../model/blueprint.ts';

const columns = ['start', 'both', 'end'] as const;

/** What the forms shall consist of: for each objective and level so many items only at the start, at both, only at the end. */
export function BlueprintForm({ design, again }: { design: CellDesign; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [minutes, setMinutes] = useState(design.blueprint?.minutes ?? 45);
  const [rows, setRows] = useState(() => rowsOf(design));
  const [isDone, setDone] = useState(false);
  const sum = (of: (typeof columns)[number]): number => rows.reduce((total, row) => total + row[of], 0);
  const change = (at: number, of: Partial<BlueprintRow>): void => {
    setDone(false);
    setRows((before) => before.map((row, n) => (n === at ? { ...row, ...of } : row)));
  };
  const save = async (): Promise<void> => {
    const used = rows.filter(({ start, end, both }) => start + end + both > 0);
    const answer = await send(
      api.put(`/assessment/design/${design.year}/${design.cell.cell}/blueprint`, { minutes, rows: used }),
    );
    if (!answer) return;
    setDone(true);
    again();
  };
  const have = (row: BlueprintRow): number => design.candidates.filter((each) => rowKey(each) === rowKey(row)).length;
  return (
    <details class="sheet">
      <summary>
        {say('assessment.blueprint', {
          start: sum('start') + sum('both'),
          end: sum('end') + sum('both'),
          both: sum('both'),
        })}
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={say('assessment.minutes')}
          type="number"
          min={10}
          max={120}
          value={minutes}
          onInput={(event) => setMinutes(event.currentTarget.valueAsNumber || 45)}
        />
        <TableFrame label={say('assessment.blueprint-table')}>
          <thead>
            <tr>
              <th scope="col">{say('assessment.objective')}</th>
              <th scope="col">{say('assessment.level')}</th>
              <th scope="col" class="number">
                {say('assessment.in-bank')}
              </th>
              {columns.map((each) => (
                <th key={each} scope="col">
                  {say(`assessment.only-${each}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={rowKey(row)}>
                <th scope="row">{row.objective}</th>
                <td>{row.level}</td>
                <td class="number">{have(row)}</td>
                {columns.map((each) => (
                  <td key={each}>
                    <input
                      class="input forms-count"
                      type="number"
                      min={0}
                      max={30}
                      aria-label={`${row.objective} ${row.level}: ${say(`assessment.only-${each}`)}`}
                      value={row[each]}
                      onInput={(event) => change(at, { [each]: event.currentTarget.valueAsNumber || 0 })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableFrame>
        {failure && <Failed failure={failure} />}
        {isDone && (
          <Message tone="good" isNews>
            <p>{say('assessment.saved')}</p>
          </Message>
        )}
        <button type="submit" class="button main" disabled={isBusy}>
          {say('assessment.save')}
        </button>
      </form>
    </details>
  );
}

/** The blueprint's rows, and one for everything that the bank has besides. */
function rowsOf({ blueprint, candidates }: CellDesign): readonly BlueprintRow[] {
  const rows = new Map((blueprint?.rows ?? []).map((row) => [rowKey(row), row]));
  for (const { objective, level } of candidates) {
    const row = { objective, level, start: 0, end: 0, both: 0 };
    if (!rows.has(rowKey(row))) rows.set(rowKey(row), row);
  }
  return [...rows.values()].toSorted((a, b) => compare(a.objective, b.objective) || compare(a.level, b.level));
}
