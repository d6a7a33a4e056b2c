import { createHash, createHmac } from 'node:crypto';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { sexesOf } from '#people/index.ts';
import { findStudy, selectStudies, type Study } from '#rooms/assessment/index.ts';
import { rowOf, scoredTable, type ScoredAttempt, type ScoredTable } from './answers-table.ts';
import type { CellPerson, CellTask, EarlierScale } from './model/cell.ts';
import type { Responses } from './model/responses.ts';
import { findParameters } from './queries.ts';

/** So many plausible values a pupil. */
export const draws = 10;

/** A calibration that can begin: the pure task, and what stands in its record. */
export type PreparedTask = {
  readonly task: CellTask;
  readonly study: string;
  readonly start?: string;
  readonly cell: string;
  readonly salt: string;
  readonly inputs: string;
};

/**
 * Reads all that a calibration needs. An end of a year comes with its start, so that both stand on one scale. Pupils are in the order of their pseudonyms, so
 * that microdata without names give the same numbers again.
 */
export async function prepareTask(
  house: House,
  of: { readonly study: string; readonly cell: string; readonly seed: string; readonly salt: string },
): Promise<Result<PreparedTask, Refusal>> {
  const { read } = house.log;
  const study = await findStudy(read, of.study);
  if (!study) return refuse('scale.no-such-study', 404);
  const start = study.timePoint === 'end' ? await startOf(house, study) : undefined;
  const own = await scoredTable(house, of.study, { cell: of.cell });
  if (!own.ok) return own;
  const before = start && (await scoredTable(house, start.study, { cell: of.cell }));
  if (before && !before.ok) return before;
  const first = before && before.value.attempts.length > 0 ? before.value : undefined;
  if (own.value.attempts.length === 0) return refuse('scale.nobody-answered', 409);
  const isEnd = study.timePoint === 'end';
  const tables = isEnd ? { ...(first ? { start: first } : {}), end: own.value } : { start: own.value };
  const pupils = [...new Set(Object.values(tables).flatMap(({ attempts }) => attempts.map(({ person }) => person)))];
  const sexes = await sexesOf(read, house.log.vault, pupils);
  const { persons, responses } = pseudonymised(tables, sexes, of.salt);
  const earlier = await earlierScale(house, study, of.cell);
  const task: CellTask = { persons, ...responses, ...(earlier ? { earlier } : {}), seed: of.seed, draws };
  const named = first && start ? { start: start.study } : {};
  return ok({
    task,
    study: of.study,
    ...named,
    cell: of.cell,
    salt: of.salt,
    inputs: hashOf(underPseudonyms(task, of.salt)),
  });
}

/** Pseudonyms for persons and schools, the same for the same salt: whoever does not have it cannot go back. */
export function pseudonym(salt: string, kind: 'pupil' | 'school', id: string): string {
  return createHmac('sha256', salt).update(`${kind} ${id}`).digest('hex').slice(0, 12);
}

/** The same task as microdata have it: so a calibration and its microdata have the same hash. */
function underPseudonyms(task: CellTask, salt: string): CellTask {
  const persons = task.persons.map((each) => {
    return { ...each, person: pseudonym(salt, 'pupil', each.person), school: pseudonym(salt, 'school', each.school) };
  });
  return { ...task, persons };
}

function pseudonymised(
  tables: { readonly start?: ScoredTable; readonly end?: ScoredTable },
  sexes: Awaited<ReturnType<typeof sexesOf>>,
  salt: string,
): {
  readonly persons: readonly CellPerson[];
  readonly responses: { readonly start?: Responses; readonly end?: Responses };
} {
  const both = [tables.start, tables.end].flatMap((table) => (table ? [table] : []));
  const byPerson = new Map<PersonId, ScoredAttempt>();
  for (const { attempts } of both) for (const attempt of attempts) byPerson.set(attempt.person, attempt);
  const order = [...byPerson.keys()].toSorted((a, b) =>
    pseudonym(salt, 'pupil', a) < pseudonym(salt, 'pupil', b) ? -1 : 1,
  );
  const persons = order.map((person): CellPerson => {
    const { school, language, mode, isJoined } = byPerson.get(person)!;
    const sex = sexes.get(person);
    return { person, school, language, mode, isJoined, ...(sex ? { sex } : {}) };
  });
  const responses = Object.fromEntries(
    Object.entries(tables).map(([time, { items, attempts }]) => {
      const known = new Map(attempts.map((attempt): [string, ScoredAttempt] => [attempt.person, attempt]));
      const data = Int8Array.from(order.flatMap((person) => rowOf(known.get(person), items)));
      return [time, { items, persons: order.length, data }];
    }),
  );
  return { persons, responses };
}

async function startOf(house: House, { year }: Study): Promise<Study | undefined> {
  const studies = await selectStudies(house.log.read);
  return studies.find((each) => each.year === year && each.timePoint === 'start');
}

/** The scale of the newest earlier year in which the cell was calibrated; of the start of this year, where this is its end and stands alone. */
async function earlierScale(house: House, study: Study, cell: string): Promise<EarlierScale | undefined> {
  const studies = (await selectStudies(house.log.read)).filter(({ year }) => year < study.year);
  for (const { study: earlier } of studies.toSorted((a, b) => b.year - a.year || (a.timePoint === 'end' ? -1 : 1))) {
    const known = await findParameters(house.log.read, earlier, cell);
    if (known) return { models: known.items, scale: known.scale };
  }
  return undefined;
}

/** The hash of all that goes into a calibration but the seed: two with the same hash and seed give the same numbers. */
export function hashOf({ persons, start, end, earlier }: CellTask): string {
  const plain = (of: Responses | undefined): unknown =>
    of && { items: of.items, persons: of.persons, data: [...of.data] };
  const text = JSON.stringify({ persons, start: plain(start), end: plain(end), earlier });
  return createHash('sha256').update(text).digest('hex');
}
