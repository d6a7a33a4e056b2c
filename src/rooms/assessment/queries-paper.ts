import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Reader } from '#log/store.ts';

/** An answer sheet and what was keyed of it, still sealed. */
export type SheetRow = {
  readonly school: SchoolId;
  readonly sheet: string;
  readonly form: string;
  readonly person: PersonId;
  readonly language: Language;
  readonly first: Uint8Array | null;
  readonly firstBy: string | null;
  readonly second: Uint8Array | null;
  readonly secondBy: string | null;
  readonly resolved: Uint8Array | null;
};

const sheetSql = `select s.school, s.sheet, s.form, s.person, s.language, a.sealed as first, a.by_whom as "firstBy",
    b.sealed as second, b.by_whom as "secondBy", r.sealed as resolved
  from assessment_sheets s
  left join assessment_passes a on a.school = s.school and a.sheet = s.sheet and a._origin = s._origin and a.pass = 1
  left join assessment_passes b on b.school = s.school and b.sheet = s.sheet and b._origin = s._origin and b.pass = 2
  left join assessment_resolved r on r.school = s.school and r.sheet = s.sheet and r._origin = s._origin`;

/** The sheets of a form at a school, by their numbers. */
export function selectSheets(read: Reader, form: string, school: SchoolId): Promise<SheetRow[]> {
  return read.all<SheetRow>(`${sheetSql} where s.form = ? and s.school = ? order by s.sheet`, form, school);
}

export function findSheet(read: Reader, school: SchoolId, sheet: string): Promise<SheetRow | undefined> {
  return read.get<SheetRow>(`${sheetSql} where s.school = ? and s.sheet = ?`, school, sheet);
}

/** The sheets of a study, by school and number. */
export function selectStudySheets(read: Reader, study: string): Promise<SheetRow[]> {
  const sql = `${sheetSql} join assessment_sealed f on f.form = s.form where f.study = ? order by s.school, s.sheet`;
  return read.all<SheetRow>(sql, study);
}

/** How many sheets a school has had: the next number is one more. */
export async function countSheets(read: Reader, school: SchoolId): Promise<number> {
  const row = await read.get<{ n: number }>('select count(*) as n from assessment_sheets where school = ?', school);
  return Number(row?.n ?? 0);
}

export type SeatRow = {
  readonly grade: number;
  readonly person: PersonId;
  readonly cell: string;
  readonly form: string;
  readonly isJoined: boolean;
};

/** Who of a school sits what in a study (ASM-5). */
export async function selectSeats(read: Reader, study: string, school: SchoolId): Promise<SeatRow[]> {
  const rows = await read.all<Omit<SeatRow, 'isJoined'> & { readonly is_joined: number }>(
    `select grade, person, cell, form, is_joined from assessment_seats where study = ? and school = ?
     order by grade, person, cell`,
    study,
    school,
  );
  return rows.map(({ is_joined, ...row }) => ({ ...row, isJoined: is_joined === 1 }));
}

export type PlanDay = { readonly grade: number; readonly cell: string; readonly day: string };

/** On which day a school sits each cell of a study. */
export function selectPlanDays(read: Reader, study: string, school: SchoolId): Promise<PlanDay[]> {
  const sql = 'select grade, cell, day from assessment_days where study = ? and school = ? order by day, cell';
  return read.all<PlanDay>(sql, study, school);
}

/**
 * ASM-5: who of a school sits a cell, and with which form, by the plan; undefined where the plan says nothing of the cell:
 * then its whole grade may sit it.
 */
export async function plannedForms(
  read: Reader,
  study: string,
  cell: string,
  school: SchoolId,
): Promise<ReadonlyMap<PersonId, string> | undefined> {
  const seats = (await selectSeats(read, study, school)).filter((seat) => seat.cell === cell);
  return seats.length > 0 ? new Map(seats.map(({ person, form }) => [person, form])) : undefined;
}
