import { createHash, createHmac } from 'node:crypto';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { gradesOf } from './classes.ts';
import type { ErrorList, Place, RosterError, RosterNote } from './errors.ts';
import { errorList, fault, note } from './errors.ts';
import { isExampleMark, isExampleName } from './examples.ts';
import type { Headings } from './headings.ts';
import { findHeadings, isHeadingRow } from './headings.ts';
import { nameKey } from './names.ts';
import type { ImportContext, Roster, RosterEnrolment, RosterGroup, RosterPerson } from './roster.ts';
import type { Draft, RowReader } from './spreadsheet-rows.ts';
import { readIin, readRow, rowReader } from './spreadsheet-rows.ts';
import type { Row, Table } from './table.ts';
import { cellText, placeIn } from './table.ts';
import { loadKey } from './teaching.ts';

/** A checked roster, and what is worth telling about how it was read. */
export type Reading = { readonly roster: Roster; readonly notes: readonly RosterNote[] };

/**
 * Reads the sheets of a plain spreadsheet, one row a person (ROS-10 … ROS-22, ROS-30, ROS-31). All or nothing: one
 * wrong cell and there is no roster, only errors with their lines and columns. Sheets without headings are left out.
 */
export function readSpreadsheet(
  tables: readonly Table[],
  context: ImportContext,
): Result<Reading, readonly RosterError[]> {
  const errors = errorList();
  const sheets = findSheets(tables, errors);
  const tally = { examples: 0, iins: 0, unreadableIins: 0 };
  const drafts = sheets.flatMap((sheet) => readSheet(sheet, context, errors, tally));
  refuseDuplicates(drafts, errors);
  if (errors.isEmpty() && drafts.length === 0) errors.add(fault('roster.rows-none'), filePlace(tables));
  if (!errors.isEmpty()) return err(errors.sorted());
  return ok({ roster: toRoster(drafts, context.idKey), notes: notesOf(tables, sheets, drafts, tally) });
}

/** The id of a person whose source has none: the same names and date of birth give the same id (ROS-31). */
function derivedId({ name, birthDate }: Pick<Draft, 'name' | 'birthDate'>, key?: Uint8Array): string {
  const text = nameKey(name.familyName, name.givenName, name.patronymic, birthDate);
  const hash = key ? createHmac('sha256', key) : createHash('sha256');
  return `name-${hash.update(text).digest('hex').slice(0, 20)}`;
}

type Sheet = { readonly table: Table; readonly headings: Headings };
type Tally = { examples: number; iins: number; unreadableIins: number };

function findSheets(tables: readonly Table[], errors: ErrorList): readonly Sheet[] {
  const sheets: Sheet[] = [];
  let hasFault = false;
  for (const table of tables) {
    const headings = findHeadings(table);
    if (!headings) continue;
    if ('what' in headings) {
      hasFault = true;
      errors.add(headings.what, placeIn(table, headings.line, headings.column));
    } else sheets.push({ table, headings });
  }
  if (sheets.length === 0 && !hasFault) errors.add(fault('roster.headings-missing'), filePlace(tables));
  return sheets;
}

function filePlace(tables: readonly Table[]): Place {
  const file = tables[0]?.file;
  return file === undefined ? {} : { file };
}

function readSheet(
  { table, headings }: Sheet,
  context: ImportContext,
  errors: ErrorList,
  tally: Tally,
): readonly Draft[] {
  const rows = table.rows.filter((row) => row.line > headings.line && !isNumberOnly(row) && !isHeadingRow(row));
  const readers = rows.map((row) => ({ reader: rowReader(table, headings, row), isExample: isExample(row) }));
  const people = readers.filter(({ reader, isExample: example }) => !(example && skipExample(reader, errors, tally)));
  const hasIds = people.some(({ reader }) => reader.text('id') !== '');
  const iinPlaces = new Map<string, Place>();
  return people.flatMap(({ reader }) => {
    if (hasIds && reader.text('id') === '') {
      errors.add(fault('roster.id-missing', { heading: reader.heading('id') }), reader.place('id'));
    }
    checkIin(reader, iinPlaces, errors, tally);
    return readRow(reader, context, errors) ?? [];
  });
}

/** Lists are often numbered far past their last person. */
function isNumberOnly(row: Row): boolean {
  const texts = row.cells.map(cellText).filter((text) => text !== '');
  return texts.length === 1 && /^\d+\.?$/u.test(texts[0] ?? '');
}

function isExample(row: Row): boolean {
  return isExampleMark(row.cells.map(cellText).find((text) => text !== '') ?? '');
}

/** Counts an untouched example; one that somebody wrote a person into must not vanish silently (ROS-30). */
function skipExample(reader: RowReader, errors: ErrorList, tally: Tally): true {
  if (isExampleName(reader.text('familyName'), reader.text('givenName'))) tally.examples += 1;
  else errors.add(fault('roster.example-edited'), reader.place());
  return true;
}

function checkIin(reader: RowReader, places: Map<string, Place>, errors: ErrorList, tally: Tally): void {
  if (reader.text('iin') === '') return;
  const iin = readIin(reader);
  if (iin === undefined) {
    tally.unreadableIins += 1;
    return;
  }
  tally.iins += 1;
  const earlier = places.get(iin);
  if (earlier) errors.add(fault('roster.iin-twice', { other: otherPlace(earlier) }), reader.place('iin'));
  else places.set(iin, reader.place('iin'));
}

/** One person on two rows, by id, or by name where there are no ids (ROS-15, ROS-17). */
function refuseDuplicates(drafts: readonly Draft[], errors: ErrorList): void {
  const firstPlaces = new Map<string, Place>();
  for (const { id, place } of drafts) {
    const earlier = id === undefined ? undefined : firstPlaces.get(id);
    if (earlier) errors.add(fault('roster.id-twice', { other: otherPlace(earlier) }), place);
    else if (id !== undefined) firstPlaces.set(id, place);
  }
  const withoutId = drafts.filter((draft) => draft.id === undefined);
  for (const namesakes of Map.groupBy(withoutId, namesOf).values()) refuseNamesakes(namesakes, errors);
}

function namesOf({ name }: Draft): string {
  return nameKey(name.familyName, name.givenName, name.patronymic);
}

/** Of people of the same names, those who cannot be told apart by their dates of birth. */
function refuseNamesakes(namesakes: readonly Draft[], errors: ErrorList): void {
  const placeByBirth = new Map<string | undefined, Place>();
  for (const { birthDate, place } of namesakes) {
    const same = birthDate === undefined ? undefined : placeByBirth.get(birthDate);
    const unclear = birthDate === undefined ? placeByBirth.values().next().value : placeByBirth.get(undefined);
    if (same) errors.add(fault('roster.person-twice', { other: otherPlace(same) }), place);
    else if (unclear) errors.add(fault('roster.person-unclear', { other: otherPlace(unclear) }), place);
    if (!placeByBirth.has(birthDate)) placeByBirth.set(birthDate, place);
  }
}

function otherPlace(place: Place): string {
  return place.sheet === undefined ? `${place.line ?? 1}` : `${place.sheet}!${place.line ?? 1}`;
}

function toRoster(drafts: readonly Draft[], idKey: Uint8Array | undefined): Roster {
  const rows = drafts.map((draft) => ({ draft, sourcedId: draft.id ?? derivedId(draft, idKey) }));
  return {
    schools: [],
    people: rows.map(({ draft, sourcedId }) => toPerson(draft, sourcedId)),
    enrolments: rows.flatMap(({ draft, sourcedId }) => toEnrolment(draft, sourcedId) ?? []),
    groups: rows.flatMap(({ draft, sourcedId }) => toGroups(draft, sourcedId)),
  };
}

function toPerson(draft: Draft, sourcedId: string): RosterPerson {
  const { name, birthDate, sex, language, roles, className } = draft;
  return {
    sourcedId,
    roles,
    ...name,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(language === undefined ? {} : { language }),
    ...(className && roles.includes('class-teacher') ? { leads: className } : {}),
  };
}

function toEnrolment({ roles, className, medium }: Draft, person: string): RosterEnrolment | undefined {
  if (!roles.includes('pupil') || !className || !medium) return undefined;
  const { grade, letter } = className;
  return { person, grade, medium, ...(letter === undefined ? {} : { classLetter: letter }) };
}

function toGroups(draft: Draft, teacher: string): readonly RosterGroup[] {
  return draft.loads.map((load) => ({
    id: `${teacher}:${loadKey(load)}`,
    subject: load.subject,
    grades: gradesOf(load.classes),
    ...(load.classes.some((name) => name.letter !== undefined) ? { classes: load.classes } : {}),
    teacher,
  }));
}

function notesOf(
  tables: readonly Table[],
  sheets: readonly Sheet[],
  drafts: readonly Draft[],
  tally: Tally,
): readonly RosterNote[] {
  const place = filePlace(tables);
  const mended = drafts.filter((draft) => draft.isMended).length;
  const unread = tables.filter((table) => !sheets.some((sheet) => sheet.table === table) && table.rows.length > 0);
  const names = unread.map((table) => table.sheet ?? '').join(', ');
  return [
    ...sheets.flatMap(({ table, headings }) =>
      headings.ignored.length === 0
        ? []
        : [
            note('roster.note-headings-ignored', placeIn(table, headings.line), {
              headings: headings.ignored.join(', '),
            }),
          ],
    ),
    ...(unread.length === 0 ? [] : [note('roster.note-sheets-ignored', place, { sheets: names })]),
    ...(tally.examples === 0 ? [] : [note('roster.note-examples-skipped', place, { count: tally.examples })]),
    ...(tally.iins === 0 ? [] : [note('roster.note-iin-dropped', place, { count: tally.iins })]),
    ...(tally.unreadableIins === 0 ? [] : [note('roster.note-iin-unreadable', place, { count: tally.unreadableIins })]),
    ...(mended === 0 ? [] : [note('roster.note-letters-mended', place, { count: mended })]),
  ];
}
