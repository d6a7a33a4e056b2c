import { useState } from 'preact/hooks';
import { columnFor, withColumn } from '../../model/fill-table.ts';
import type { AnyLab } from '../../model/lab.ts';
import { most, type Column, type Notebook, type Row } from '../../model/notebook.ts';
import { historyOf } from '../../model/seen.ts';
import { workedOut } from '../../model/table.ts';
import { typedNumber } from '../../model/typed-number.ts';
import { cellText, numberText } from '../lab-say.ts';
import { KeptInput } from './choices.tsx';
import { ColumnHead } from './column-head.tsx';
import type { StepProps } from './notebook-view.tsx';

/** The table: what instruments showed, what was set, what was typed (and says so), and what formulas make of it. */
export function StepTable(props: StepProps) {
  const { notebook, task, spec, say, note } = props;
  const table = workedOut(notebook);
  const [dropped, setDropped] = useState<Dropped>();
  const drop = (what: Dropped): void => {
    setDropped(what);
    void note((now) => without(now, what));
  };
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
                    say={say}
                    isAsked={!task.without?.includes('uncertainty')}
                    hasUnit={!wordsIn(spec, column)}
                    column={column}
                    fault={table.faults[column.column]}
                    set={(change) => setColumn(column.column, change)}
                    drop={() => drop({ column, at: notebook.columns.indexOf(column) })}
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
                    const words = wordsIn(spec, { column, source });
                    const worked = table.rows[k]?.cells[at];
                    if ('formula' in source) return <td key={column}>{worked ? numberText(worked.value) : '–'}</td>;
                    const cell = cells[column];
                    const isTyped =
                      !('typed' in source) && cell !== undefined && cell.n === undefined && cell.text !== '';
                    const isUnread =
                      !words && cell !== undefined && !('set' in source) && typedNumber(cell.text).kind === 'unread';
                    return (
                      <td key={column} class={isTyped ? 'lab-typed' : undefined}>
                        {words ? (
                          <select
                            class="input"
                            aria-label={say('labs.table.cell', { row: k + 1, sign })}
                            value={cell?.text ?? ''}
                            onChange={(event) => setCell(row, column, event.currentTarget.value)}
                          >
                            <option value="">–</option>
                            {words.map((each) => (
                              <option key={each} value={each}>
                                {cellText(say, spec.lab, each)}
                              </option>
                            ))}
                          </select>
                        ) : (
                          <KeptInput
                            inputMode="decimal"
                            aria-label={say('labs.table.cell', { row: k + 1, sign })}
                            aria-invalid={isUnread || undefined}
                            value={(cell?.text ?? '').replace('.', ',')}
                            keep={(text) => setCell(row, column, text)}
                          />
                        )}
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
                      onClick={() => drop({ row: { row, cells }, at: k })}
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
      {dropped && (
        <p class="message wait" role="status">
          <span>
            {'row' in dropped
              ? say('labs.table.dropped-row', { row: dropped.at + 1 })
              : say('labs.table.dropped-column', { sign: dropped.column.sign })}{' '}
            <button
              type="button"
              class="button"
              onClick={() => {
                setDropped(undefined);
                void note((now) => putBack(now, dropped));
              }}
            >
              {say('labs.table.put-back')}
            </button>
          </span>
        </p>
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

/** What a column's cells may be, where they are words: what is seen, or what can be chosen. */
function wordsIn(spec: AnyLab, { column, source }: Pick<Column, 'column' | 'source'>): readonly string[] | undefined {
  const by = 'typed' in source ? spec.quantities.find(({ name }) => name === column)?.by : source;
  if (!by || 'formula' in by) return undefined;
  if ('read' in by) return spec.instruments.find(({ name }) => name === by.read)?.words;
  const control = spec.controls.find(({ name }) => name === by.set);
  return control?.kind === 'choice' ? control.of : undefined;
}

/** What was taken out of the table last, and where it stood. */
type Dropped = { readonly at: number } & ({ readonly row: Row } | { readonly column: Column });

function without(notebook: Notebook, dropped: Dropped): Notebook {
  return 'row' in dropped
    ? { ...notebook, rows: notebook.rows.filter(({ row }) => row !== dropped.row.row) }
    : { ...notebook, columns: notebook.columns.filter(({ column }) => column !== dropped.column.column) };
}

/** Cells of a column stay in their rows when it goes: it comes back as it was. */
function putBack(notebook: Notebook, dropped: Dropped): Notebook {
  const { at } = dropped;
  if ('row' in dropped) {
    return notebook.rows.length < most.rows
      ? { ...notebook, rows: notebook.rows.toSpliced(at, 0, dropped.row) }
      : notebook;
  }
  const isThere = notebook.columns.some(({ column }) => column === dropped.column.column);
  return isThere ? notebook : { ...notebook, columns: notebook.columns.toSpliced(at, 0, dropped.column) };
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
    // With real apparatus the columns are the first thing to be made.
    <details class="lab-add" open={(isReal && notebook.columns.length < 2) || undefined}>
      <summary>{say('labs.table.add')}</summary>
      {free.length > 0 && (
        <div class="lab-line">
          <select
            class="input"
            aria-label={say('labs.table.add-quantity')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="">{say('labs.table.add-quantity')}…</option>
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
