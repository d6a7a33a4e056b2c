import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { Say } from '#web/words.ts';
import type { CarryCell, CarryTable } from '../carry.ts';
import type { CarryColumn } from '../model/carry.ts';
import { Unchecked } from './unchecked.tsx';
import './journal.css';

type Carry = {
  readonly quarter: number;
  readonly quarters: readonly { readonly from: string; readonly to: string }[];
  readonly tables: readonly CarryTable[];
};

/** Into the journal outside: the same columns in the same order, ticked off as they are carried over. */
export function CarryPage({ params }: ScreenProps) {
  const say = useSay();
  const { language } = useApp();
  useTitle(say('journal.carry.title'));
  const group = params['group'] ?? '';
  const [quarter, setQuarter] = useState(1);
  const lang = language.value === 'ru' ? 'ru' : 'kk';
  const { value, failure, again } = useAsk<Carry>(`/journal/groups/${group}/carry?quarter=${quarter}&lang=${lang}`);
  return (
    <div class="journal">
      <p class="journal-way">
        <a href={`/journal/${group}`}>{say('journal.back.group')}</a>
      </p>
      <h1>{say('journal.carry.title')}</h1>
      <p>{say('journal.carry.what')}</p>
      <div class="journal-quarters">
        <div role="group" aria-label={say('journal.quarter.choose')}>
          {[1, 2, 3, 4].map((n) => (
            <button key={n} type="button" class="button" aria-pressed={quarter === n} onClick={() => setQuarter(n)}>
              {say('journal.quarter', { n })}
            </button>
          ))}
        </div>
      </div>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.tables[0] && <Unchecked rule={value.tables[0].outer} words="journal.unchecked.outer" />}
      {value?.tables.map((table) => (
        <Table key={table.grade} group={group} table={table} quarter={value.quarter} lang={lang} again={again} />
      ))}
    </div>
  );
}

const open: ReadonlySet<CarryCell['state']> = new Set(['to-do', 'changed']);

type TableProps = { group: string; table: CarryTable; quarter: number; lang: string; again: () => void };

function Table({ group, table, quarter, lang, again }: TableProps) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const cells = table.rows.flatMap((row) => row.cells);
  const count = (state: CarryCell['state']): number => cells.filter((cell) => cell.state === state).length;
  const tick = async (ticked: readonly CarryCell[]): Promise<void> => {
    const body = { quarter, lang, cells: ticked.map(({ key, text }) => [key, text]) };
    if (await send(api.post(`/journal/groups/${group}/carried`, body))) again();
  };
  const title = say('journal.grades', { grades: table.grade });
  const left = cells.filter(({ state }) => open.has(state));
  return (
    <section>
      <h2>{title}</h2>
      {cells.every(({ state }) => state === 'empty') ? (
        <p class="quiet">{say('journal.carry.empty')}</p>
      ) : (
        <>
          <p role="status">
            {left.length === 0 ? say('journal.carry.all-done') : say('journal.carry.left', { n: left.length })}
          </p>
          {count('changed') > 0 && (
            <Message tone="wait">{say('journal.carry.changed', { n: count('changed') })}</Message>
          )}
          {failure && <Failed failure={failure} again={again} />}
          <div class="journal-grid" role="region" aria-label={title} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col" class="journal-name">
                    {say('journal.pupil')}
                  </th>
                  {table.columns.map((column) => (
                    <th key={column.key} scope="col">
                      {headingOf(say, column, (day) => formatDate(language.value, day, 'short'))}
                    </th>
                  ))}
                  <th scope="col">{say('journal.carry.row')}</th>
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row) => (
                  <tr key={row.person}>
                    <th scope="row" class="journal-name">
                      {row.name}
                    </th>
                    {row.cells.map((cell) => (
                      <Cell key={cell.key} cell={cell} />
                    ))}
                    <td>
                      <Tick
                        cells={row.cells}
                        isBusy={isBusy}
                        label={`${say('journal.carry.row')}: ${row.name}`}
                        tick={(ticked) => void tick(ticked)}
                      />
                    </td>
                  </tr>
                ))}
                <tr>
                  <th scope="row" class="journal-name">
                    {say('journal.carry.column')}
                  </th>
                  {table.columns.map((column, n) => (
                    <td key={column.key}>
                      <Tick
                        cells={table.rows.flatMap((row) => row.cells[n] ?? [])}
                        isBusy={isBusy}
                        label={`${say('journal.carry.column')}: ${headingOf(say, column, (day) => day)}`}
                        tick={(ticked) => void tick(ticked)}
                      />
                    </td>
                  ))}
                  <td />
                </tr>
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function headingOf(
  say: Say,
  { kind, day = '', n = 0, max = 0 }: CarryColumn,
  dayText: (day: string) => string,
): string {
  return kind === 'lesson' ? dayText(day) : say(`journal.carry.${kind}`, { n, max });
}

/** What is to be carried over, is carried over, or has changed since: by sign and word, not by colour alone. */
function Cell({ cell: { text, state, held } }: { cell: CarryCell }) {
  const say = useSay();
  if (state === 'empty') return <td />;
  const sign = state === 'done' ? '✓' : state === 'changed' ? '!' : '';
  return (
    <td class={`journal-carry-${state}`}>
      {text || say('journal.carry.nothing')}
      {sign && (
        <span class="journal-sign" aria-hidden="true">
          {sign}
        </span>
      )}
      {state !== 'to-do' && <span class="spoken">{say(`journal.carry.state.${state}`)}</span>}
      {state === 'changed' && (
        <span class="journal-missing">{say('journal.carry.was', { held: held || say('journal.carry.nothing') })}</span>
      )}
    </td>
  );
}

type TickProps = {
  cells: readonly CarryCell[];
  isBusy: boolean;
  label: string;
  tick: (cells: readonly CarryCell[]) => void;
};

function Tick({ cells, isBusy, label, tick }: TickProps) {
  const left = cells.filter(({ state }) => open.has(state));
  const isDone = left.length === 0;
  if (isDone && cells.every(({ state }) => state === 'empty')) return null;
  return (
    <label class="journal-tick">
      <input
        type="checkbox"
        aria-label={label}
        checked={isDone}
        disabled={isDone || isBusy}
        onChange={() => tick(left)}
      />
    </label>
  );
}
