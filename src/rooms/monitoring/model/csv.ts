import type { Language } from '#kernel/language.ts';
import { localOffset } from '#kernel/time.ts';
import { csvText, type Cell } from '#kernel/csv.ts';
import type { ListRow } from '../answers.ts';

type Say = (key: string) => string;

/** The columns of the exported list, in order; their headings are the words `monitoring.csv.<name>`. */
const columns = [
  'school',
  'district',
  'kind',
  'medium',
  'hub',
  'pupils',
  'connected',
  'data-at',
  'contact-at',
  'freshness',
  'silence',
  'until',
  'missed-days',
  'assignments',
  'begun',
  'finished',
  'answers',
  'right',
  'error',
  'origin',
] as const;

/**
 * MON-13: the list as a table for Excel: UTF-8 with its mark, semicolons, decimal commas, one row a school. Each row
 * says whether the school is invented.
 */
export function csvOf(rows: readonly ListRow[], say: Say, language: Language): string {
  return csvText([
    columns.map((name) => say(`monitoring.csv.${name}`)),
    ...rows.map((row) => cellsOf(row, say, language)),
  ]);
}

function cellsOf(row: ListRow, say: Say, language: Language): Cell[] {
  const { work } = row;
  const figures =
    work.state === 'shown'
      ? [work.begun, work.finished, work.answers, work.right, decimal(work.error)]
      : Array.from({ length: 5 }, () => (work.state === 'hidden' ? say('monitoring.csv.hidden') : 0));
  return [
    row.names[language],
    row.district[language],
    say(`monitoring.kind.${row.kind}`),
    say(`monitoring.medium.${row.medium}`),
    row.hub?.names[language],
    row.pupils,
    say(row.isConnected ? 'monitoring.yes' : 'monitoring.no'),
    moment(row.dataAt),
    moment(row.contactAt),
    say(`monitoring.freshness.${row.freshness}`),
    row.silence === 'none' || !row.isConnected ? '' : say(`monitoring.silence.${row.silence}`),
    row.until,
    row.missedDays,
    row.assignments,
    ...figures,
    say(row.isInvented ? 'monitoring.csv.invented' : 'monitoring.csv.real'),
  ];
}

/** Five decimals of a share; empty where the error cannot be told. */
function decimal(value: number | null): string {
  return value === null ? '' : value.toFixed(5).replace('.', ',');
}

/** `2026-11-23 10:00` by the region's clock: Excel reads it as a date in every language. */
function moment(instant: number | undefined): string {
  if (instant === undefined) return '';
  return new Date(instant + localOffset).toISOString().slice(0, 16).replace('T', ' ');
}
