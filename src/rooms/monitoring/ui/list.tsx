import { useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import type { ListRow } from '../answers.ts';
import { dayText, finishedText, heardText, numberText } from './format.ts';
import { FreshnessSign } from './freshness-sign.tsx';
import { ShareCell } from './parts.tsx';

/** Rows that are drawn before somebody asks for the others: a telephone need not lay out 146. */
const firstRows = 24;

const columns = ['school', 'pupils', 'heard', 'silence', 'lessons', 'right'] as const;

/**
 * The schools as a table; on a narrow screen each row is a card. Roles are named because a table that is laid out as
 * blocks would lose them.
 */
export function SchoolList({ rows, now, canOpen }: { rows: readonly ListRow[]; now: number; canOpen: boolean }) {
  const say = useSay();
  const [isWhole, setWhole] = useState(false);
  if (rows.length === 0) return <p>{say('monitoring.list.empty')}</p>;
  const shown = isWhole ? rows : rows.slice(0, firstRows);
  return (
    <>
      <table class="region-list" role="table" aria-label={say('monitoring.list')}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((name) => (
              <th key={name} role="columnheader" scope="col" class={isNumber(name) ? 'number' : undefined}>
                {say(`monitoring.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((row) => (
            <SchoolRow key={row.school} row={row} now={now} canOpen={canOpen} />
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <button type="button" class="button" onClick={() => setWhole(true)}>
          {say('monitoring.list.all', { rest: rows.length - shown.length })}
        </button>
      )}
    </>
  );
}

function isNumber(column: (typeof columns)[number]): boolean {
  return column === 'pupils' || column === 'lessons' || column === 'right';
}

function SchoolRow({ row, now, canOpen }: { row: ListRow; now: number; canOpen: boolean }) {
  const { language } = useApp();
  const say = useSay();
  const name = row.names[language.value];
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {canOpen ? <a href={`/region/${row.school}`}>{name}</a> : name}
        <span class="small quiet">{row.district[language.value]}</span>
        {row.attention && row.attention !== 'none' && (
          <span class={`region-need need-${row.attention}`}>{say(`monitoring.attention.${row.attention}`)}</span>
        )}
      </th>
      <td role="cell" class="number" data-label={say('monitoring.column.pupils')}>
        {numberText(row.pupils, language.value)}
      </td>
      <td role="cell" data-label={say('monitoring.column.heard')}>
        <span class="region-heard">
          <FreshnessSign freshness={row.freshness} />
          {heardText(row.heardAt, now, say, language.value)}
        </span>
      </td>
      <td role="cell" data-label={say('monitoring.column.silence')}>
        <Why row={row} />
      </td>
      <WorkCells row={row} />
    </tr>
  );
}

function Why({ row }: { row: ListRow }) {
  const { language } = useApp();
  const say = useSay();
  const { until, missedDays = 0 } = row;
  // Of a school that is not connected nobody expects a word.
  const silence = row.isConnected ? row.silence : 'none';
  return (
    <span>
      {say(`monitoring.silence.${silence}`)}
      {until && (
        <span class="small quiet region-line">
          {say('monitoring.until', { until: dayText(until, language.value) })}
        </span>
      )}
      {missedDays > 0 && <span class="small quiet region-line">{say('monitoring.missed', { days: missedDays })}</span>}
    </span>
  );
}

function WorkCells({ row: { work } }: { row: ListRow }) {
  const { language } = useApp();
  const say = useSay();
  const other = work.state === 'shown' ? '' : <span class="quiet">{say(`monitoring.work.${work.state}`)}</span>;
  return (
    <>
      <td role="cell" class="number" data-label={say('monitoring.column.lessons')}>
        {work.state === 'shown' ? finishedText(work, say, language.value) : other}
      </td>
      <td role="cell" class="number" data-label={say('monitoring.column.right')}>
        {work.state === 'shown' ? <ShareCell work={work} /> : other}
      </td>
    </>
  );
}
