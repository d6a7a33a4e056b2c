import type { z } from 'zod/mini';
import { dayOf, schoolYearOf, nameOf, selectPlaces, selectPupils, idsOf, type PupilRow } from '#people/index.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { Language } from '#kernel/language.ts';
import type { SchoolId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import type { Instant } from '#kernel/time.ts';
import { findStudy, formsFor, monitoredCells, openForm, plannedForms, type FormHere } from '#rooms/assessment/index.ts';
import { ownSchool } from './access.ts';
import { newPackageKey } from './package.ts';
import { selectSittings } from './queries.ts';
import { opened, seated, type sittingForm } from './records.ts';

/** A cell that can be sat today, and who would sit it. */
export type CellHere = {
  readonly study: string;
  readonly cell: string;
  readonly minutes: number;
  readonly booklets: number;
  /** Days of this school's window. */
  readonly from: string;
  readonly to: string;
  /** Whether every booklet has been opened here, by the sync or by its code. */
  readonly isOpened: boolean;
  readonly pupils: readonly { readonly person: string; readonly name: string; readonly class: string }[];
};

/** The grade whose pupils sit a cell: `mathematics-6`. */
export function gradeOf(cell: string): number {
  return Number(cell.slice(cell.lastIndexOf('-') + 1));
}

/** What may be sat at this school today. */
export async function cellsToday(house: House): Promise<readonly CellHere[]> {
  const { school, today } = ownSchool(house);
  const forms = await formsFor(house.log.read, school, today);
  const pupils = await selectPupils(house.log.read, school);
  const cells = Map.groupBy(forms, ({ study, cell }) => `${study} ${cell}`);
  const found: CellHere[] = [];
  for (const own of cells.values()) {
    const [first] = own;
    if (!first) continue;
    const { study, cell, minutes, from, to } = first;
    const planned = await plannedForms(house.log.read, study, cell, school);
    const whom = pupilsOf(house, planned ? pupils.filter(({ person }) => planned.has(person)) : pupils, cell);
    const isOpened = own.every((form) => form.isOpened);
    found.push({ study, cell, minutes, booklets: own.length, from, to, isOpened, pupils: whom });
  }
  return found;
}

function pupilsOf(house: House, pupils: readonly PupilRow[], cell: string): CellHere['pupils'] {
  return pupils
    .filter(({ grade }) => grade === gradeOf(cell))
    .map((pupil) => ({
      person: pupil.person,
      name: nameOf(house, pupil),
      class: `${pupil.grade} ${pupil.letter}`.trim(),
    }));
}

/**
 * SIT-20: opens a sitting of a cell for some pupils, or all whom the school's plan names for it (ASM-5); without a plan, all
 * of its grade, and neighbours in the list have different booklets. Nobody is seated who has had as many cells of the study
 * as a pupil may, or one on this day.
 * A pupil sits a study's cell once: who has a seat of it in another sitting is refused by name of the count, not of the
 * pupil.
 */
export async function openSitting(
  house: House,
  who: Person,
  wanted: { readonly study: string; readonly cell: string; readonly people?: readonly string[] | undefined },
): Promise<Result<string, Refusal>> {
  const { school, scope, today } = ownSchool(house);
  const { study, cell } = wanted;
  const forms = (await formsFor(house.log.read, school, today))
    .filter((form) => form.study === study && form.cell === cell)
    .toSorted((a, b) => (a.booklet < b.booklet ? -1 : 1));
  if (forms.length === 0) return refuse('sitting.no-such-cell', 404);
  const all = (await selectPupils(house.log.read, school)).filter(({ grade }) => grade === gradeOf(cell));
  const planned = await plannedForms(house.log.read, study, cell, school);
  const listed = planned ? all.filter(({ person }) => planned.has(person)) : all;
  const pupils = wanted.people ? all.filter(({ person }) => wanted.people?.includes(person)) : listed;
  if (pupils.length === 0) return refuse('sitting.nobody', 409);
  const packs: z.infer<typeof sittingForm>[] = [];
  for (const form of forms) {
    const found = await openForm(house, form.form);
    if (!found.ok) return found;
    packs.push({ form: form.form, minutes: form.minutes, items: form.items, key: await newPackageKey() });
  }
  const late = new Set<string>();
  for (const pupil of pupils) if (await joinedLate(house, school, pupil)) late.add(pupil.person);
  const sitting = await house.log.write(async (on) => {
    const taken = await seatedAlready(on, school, study, cell);
    const free = pupils.filter(({ person }) => !taken.has(person));
    const had = await hadEnough(on, { school, study, cell, today });
    const own = free.filter(({ person }) => !had.has(person));
    if (own.length === 0 && free.length > 0) return { records: [], answer: 'enough' as const };
    if (own.length === 0) return { records: [], answer: undefined };
    const id = on.mint<string>();
    const seats = own.map((pupil, n) => {
      const form = (forms.find((each) => each.form === planned?.get(pupil.person)) ??
        forms[n % forms.length]) as FormHere;
      const language = languageFor(form, pupil);
      const about = { sitting: id, person: pupil.person, form: form.form, language };
      return seated.draft(scope, who.person, { ...about, extra: 0, isLarge: false, isLate: late.has(pupil.person) });
    });
    return {
      records: [opened.draft(scope, who.person, { sitting: id, study, cell, forms: packs }), ...seats],
      answer: id,
    };
  });
  if (sitting === 'enough') return refuse('sitting.enough', 409);
  return sitting ? ok(sitting) : refuse('sitting.all-seated', 409);
}

type Asked = { readonly school: SchoolId; readonly study: string; readonly cell: string; readonly today: string };

/** ASM-5: who has sat as many other cells of the study as anybody may, or one of them today. */
async function hadEnough(
  read: House['log']['read'],
  { school, study, cell, today }: Asked,
): Promise<ReadonlySet<string>> {
  const year = (await findStudy(read, study))?.year ?? schoolYearOf(today);
  const { mostSittings } = await monitoredCells(read, year);
  const sql = `select t.person, s.cell, s.opened_at from sitting_seats t
    join sitting_sittings s on s.sitting = t.sitting and s._origin = t._origin
    where s.school = ? and s.study = ? and s.cell <> ? and t.absent = '' and t.form <> ''`;
  const rows = await read.all<{ person: string; cell: string; opened_at: number }>(sql, school, study, cell);
  const ofPerson = [...Map.groupBy(rows, ({ person }) => person)];
  const has = ofPerson.filter(([, own]) => {
    const isToday = own.some((row) => dayOf(Number(row.opened_at) as Instant) === today);
    return isToday || new Set(own.map((row) => row.cell)).size >= mostSittings;
  });
  return new Set(has.map(([person]) => person));
}

/** Who has a seat in a sitting of this cell already, and was not marked absent there. */
async function seatedAlready(read: House['log']['read'], school: SchoolId, study: string, cell: string) {
  const sql = `select t.person from sitting_seats t join sitting_sittings s on s.sitting = t.sitting and s._origin = t._origin
    where s.school = ? and s.study = ? and s.cell = ? and t.absent = '' and t.form <> ''`;
  const rows = await read.all<{ person: string }>(sql, school, study, cell);
  return new Set(rows.map(({ person }) => person));
}

function languageFor(form: FormHere, { medium, language }: PupilRow): Language {
  if (form.languages.includes(medium)) return medium;
  return form.languages.includes(language) ? language : (form.languages[0] ?? 'kk');
}

/** The days that a school year takes to fill its classes. */
const settlingDays = '-09-15';

/** Whether a pupil came to this school after the year had begun. */
async function joinedLate(house: House, school: SchoolId, { person }: PupilRow): Promise<boolean> {
  const places = await selectPlaces(house.log.read, school, await idsOf(house.log.read, person));
  const first = places[0]?.since ?? '';
  const { today } = ownSchool(house);
  return first > `${schoolYearOf(today)}${settlingDays}`;
}

/** The sittings of a school that this person may see, newest first. */
export async function sittingsFor(house: House, who: Person, isOffice: boolean) {
  const { school } = ownSchool(house);
  const all = await selectSittings(house.log.read, school);
  return all.filter((sitting) => isOffice || sitting.actor === who.person);
}
