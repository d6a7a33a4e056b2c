import { useState } from 'preact/hooks';
import { columnFor, withColumn } from '../../model/fill-table.ts';
import { most, type Column } from '../../model/notebook.ts';
import { historyOf } from '../../model/seen.ts';
import { workedOut } from '../../model/table.ts';
import { typedNumber } from '../../model/typed-number.ts';
import { knownUnits, numberText, unitText } from '../lab-say.ts';
import { KeptInput } from './choices.tsx';
import type { StepProps } from './notebook-view.tsx';

/** The table: what instruments showed, what was set, what was typed (and says so), and what formulas make of it. */
export function StepTable(props: StepProps) {
  const { notebook, say, note } = props;
  const table = workedOut(notebook);
  const setColumn = (name: string, change: Partial<Column>) =>
    note((now) => ({
      ...now,
      columns: now.columns.map((each) => (each.column === name ? { ...each, ...change } : each)),
    }));
  const setCell = (row: number, name: string, text: string) =>
    note((now) => ({
      ...now,
      rows: now.rows.map((each) => (each.row === row ? { ...each, cells: { ...each.cells, [name]: { text } } } : each)),
    }));
  const addRow = () =>
    note((now) => {
      const row = 1 + Math.max(0, ...now.rows.map((each) => each.row));
      return now.rows.length < most.rows ? { ...now, rows: [...now.rows, { row, cells: {} }] } : now;
    });
  return (
    <>
      {notebook.columns.length === 0 && (
        <p class="message help">{say(props.isReal ? 'labs.table.empty-real' : 'labs.table.empty')}</p>
      )}
      {notebook.columns.length > 0 && (
        <div class="lab-scroll" tabIndex={0} role="region" aria-label={say('labs.step.table')}>
          <table class="lab-table">
            <thead>
              <tr>
                <th scope="col">№</th>
                {notebook.columns.map((column) => (
                  <ColumnHead
                    key={column.column}
                    {...props}
                    column={column}
                    fault={table.faults[column.column]}
                    set={(change) => setColumn(column.column, change)}
                  />
                ))}
                <th scope="col">
                  <span class="spoken">{say('labs.table.drop')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {notebook.rows.map(({ row, cells }, k) => (
                <tr key={row}>
                  <th scope="row">{k + 1}</th>
                  {notebook.columns.map(({ column, source, sign }, at) => {
                    const worked = table.rows[k]?.cells[at];
                    if ('formula' in source) return <td key={column}>{worked ? numberText(worked.value) : '–'}</td>;
                    const cell = cells[column];
                    const isTyped =
                      !('typed' in source) && cell !== undefined && cell.n === undefined && cell.text !== '';
                    const isUnread =
                      cell !== undefined && !('set' in source) && typedNumber(cell.text).kind === 'unread';
                    return (
                      <td key={column} class={isTyped ? 'lab-typed' : undefined}>
                        <KeptInput
                          inputMode="decimal"
                          aria-label={say('labs.table.cell', { row: k + 1, sign })}
                          aria-invalid={isUnread || undefined}
                          value={(cell?.text ?? '').replace('.', ',')}
                          keep={(text) => setCell(row, column, text)}
                        />
                        {isTyped && <small>{say('labs.table.typed')}</small>}
                        {isUnread && <small>{say('labs.table.unread')}</small>}
                      </td>
                    );
                  })}
                  <td>
                    <button
                      type="button"
                      class="button bare"
                      aria-label={say('labs.table.drop-row', { row: k + 1 })}
                      onClick={() => note((now) => ({ ...now, rows: now.rows.filter((each) => each.row !== row) }))}
                    >
                      ✕
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="buttons">
        {notebook.columns.length > 0 && (
          <button type="button" class="button" onClick={addRow}>
            {say('labs.table.row')}
          </button>
        )}
      </div>
      <AddColumn {...props} />
      {notebook.rows.length >= most.rows && <p class="message wait">{say('labs.table.full', { n: most.rows })}</p>}
    </>
  );
}

type HeadProps = StepProps & {
  readonly column: Column;
  readonly fault: { readonly key: string; readonly what: string; readonly at: number } | undefined;
  readonly set: (change: Partial<Column>) => void;
};

/** A column's sign, unit and uncertainty, which the pupil states. */
function ColumnHead({ say, task, column, fault, set, note }: HeadProps) {
  const { sign, unit, source, uncertainty, column: name } = column;
  return (
    <th scope="col">
      <b>{sign}</b>
      <KeptInput
        aria-label={say('labs.table.unit', { sign })}
        placeholder={say('labs.table.unit-short')}
        value={unitText(say, unit)}
        maxLength={30}
        keep={(text) => set({ unit: unitOf(say, text) })}
      />
      {'formula' in source ? (
        <KeptInput
          aria-label={say('labs.table.formula', { sign })}
          value={source.formula}
          maxLength={200}
          keep={(text) => set({ source: { formula: text } })}
        />
      ) : task.without?.includes('uncertainty') ? null : (
        <KeptInput
          inputMode="decimal"
          aria-label={say('labs.table.uncertainty', { sign })}
          placeholder="± ?"
          value={uncertainty}
          maxLength={30}
          keep={(text) => set({ uncertainty: text })}
        />
      )}
      {fault && <small class="fault">{say(fault.key, { what: fault.what, at: fault.at + 1 })}</small>}
      <button
        type="button"
        class="button bare"
        aria-label={say('labs.table.drop-column', { sign })}
        onClick={() => note((now) => ({ ...now, columns: now.columns.filter((each) => each.column !== name) }))}
      >
        ✕
      </button>
    </th>
  );
}

/** What was typed as a unit, by its own name where it is one of the known: «см» is `cm`. */
function unitOf(say: StepProps['say'], typed: string): string {
  return knownUnits.find((unit) => unitText(say, unit) === typed.trim()) ?? typed.trim();
}

function AddColumn({ session, spec, notebook, say, note, isReal }: StepProps) {
  const [chosen, setChosen] = useState('');
  const [formula, setFormula] = useState('');
  const [sign, setSign] = useState('');
  const free = spec.quantities.filter(({ name }) => !notebook.columns.some(({ column }) => column === name));
  const add = (column: Column): void => {
    const { seen } = historyOf(spec, session.seed, session.actions());
    void note((now) => withColumn(now, column, seen));
  };
  return (
    <details class="lab-add">
      <summary>{say('labs.table.add')}</summary>
      {free.length > 0 && (
        <div class="lab-line">
          <select
            class="input"
            aria-label={say('labs.table.add-quantity')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="">{say('labs.choose')}</option>
            {free.map(({ name }) => (
              <option key={name} value={name}>
                {say(`labs.${spec.lab}.q.${name}`)}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="button"
            disabled={!chosen}
            onClick={() => {
              const quantity = spec.quantities.find(({ name }) => name === chosen);
              if (quantity) add(isReal ? { ...columnFor(quantity), source: { typed: true } } : columnFor(quantity));
              setChosen('');
            }}
          >
            {say('labs.table.add-one')}
          </button>
        </div>
      )}
      <form
        class="lab-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (!sign.trim() || !formula.trim()) return;
          add({
            column: `f-${sign.trim()}`,
            sign: sign.trim(),
            unit: '',
            source: { formula: formula.trim() },
            uncertainty: '',
          });
          setFormula('');
          setSign('');
        }}
      >
        <input
          class="input lab-sign"
          aria-label={say('labs.table.add-sign')}
          placeholder="T"
          maxLength={10}
          value={sign}
          onInput={(event) => setSign(event.currentTarget.value)}
        />
        <span>=</span>
        <input
          class="input"
          aria-label={say('labs.table.add-formula')}
          placeholder="t/10"
          maxLength={200}
          value={formula}
          onInput={(event) => setFormula(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {say('labs.table.add-one')}
        </button>
      </form>
      <p class="small quiet">{say('labs.table.add-how')}</p>
    </details>
  );
}
