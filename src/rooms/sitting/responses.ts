import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Log } from '#log/log.ts';
import { formOf } from '#rooms/assessment/index.ts';
import { runOfRow } from './attempt.ts';
import { codesOf, flagsOf, outcomeOf } from './model/outcome.ts';
import type { AttemptFlag, AttemptResponses } from './model/response.ts';
import { treeOf } from './model/tree.ts';
import { runsOfStudy, seatsOfStudy, type RunRow, type StudySeat } from './queries.ts';

type Part = { readonly cell?: string | undefined; readonly school?: SchoolId | undefined };
type Place = { readonly item: string; readonly version: number };

/**
 * What pupils answered in a study, on tablets: attempts that ended, by the pupil, the clock or the teacher. An attempt that
 * is still going on, or whose end has come without all that leads to it, is not among them (SIT-30).
 */
export async function responsesOf(
  log: Pick<Log, 'read' | 'vault'>,
  study: string,
  part: Part = {},
): Promise<readonly AttemptResponses[]> {
  const seats = await seatsOfStudy(log.read, study, part);
  const runs = Map.groupBy(await runsOfStudy(log.read, study), ({ attempt }) => attempt);
  const places = new Map<string, readonly Place[]>();
  const found: AttemptResponses[] = [];
  for (const seat of seats) {
    const own = runs.get(seat.attempt);
    if (!own) continue;
    if (!places.has(seat.form)) places.set(seat.form, (await formOf(log.read, seat.form))?.places ?? []);
    const responses = responsesOfSeat(log, seat, own, places.get(seat.form) ?? []);
    if (responses) found.push(responses);
  }
  return found;
}

function responsesOfSeat(
  { vault }: Pick<Log, 'vault'>,
  seat: StudySeat,
  rows: readonly RunRow[],
  places: readonly Place[],
): AttemptResponses | undefined {
  const tree = treeOf(
    seat,
    rows.flatMap((row) => runOfRow(vault, row) ?? []),
  );
  const outcome = outcomeOf(tree, seat.settled);
  if (!outcome || !(outcome.isComplete || seat.endedAt > 0)) return undefined;
  const codes = codesOf(outcome.state, places.length);
  const own: AttemptFlag[] = [
    ...(seat.extra > 0 ? (['extra-time'] as const) : []),
    ...(seat.isLate === 1 ? (['joined-late'] as const) : []),
  ];
  return {
    attempt: seat.attempt,
    person: seat.person,
    school: seat.school,
    form: seat.form,
    study: seat.study,
    language: seat.language,
    mode: 'tablet',
    flags: [...own, ...flagsOf(outcome.state, outcome.isFork)],
    items: places.map(({ item, version }, n) => ({ item, version, ...(codes[n] ?? { state: 'not-reached', ms: 0 }) })),
  };
}

/** Who had a seat and no attempt, and why, as far as the teacher said: what attrition is reckoned from (SIT-32). */
export type Absentee = {
  readonly person: PersonId;
  readonly school: SchoolId;
  readonly cell: string;
  readonly form: string;
  readonly reason: 'ill' | 'excused' | 'unknown';
};

export async function absentees(read: Log['read'], study: string, part: Part = {}): Promise<readonly Absentee[]> {
  const seats = await seatsOfStudy(read, study, part);
  const begun = new Set((await runsOfStudy(read, study)).map(({ attempt }) => attempt));
  const sat = new Set(seats.filter((seat) => begun.has(seat.attempt)).map(({ person, cell }) => `${person} ${cell}`));
  return seats
    .filter((seat) => !begun.has(seat.attempt) && (seat.absent !== '' || seat.endedAt > 0))
    .filter(({ person, cell }) => !sat.has(`${person} ${cell}`))
    .map(({ person, school, cell, form, absent }) => ({ person, school, cell, form, reason: absent || 'unknown' }));
}
