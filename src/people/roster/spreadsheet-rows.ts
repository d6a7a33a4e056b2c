import type { Result } from '#kernel/result.ts';
import type { Sex } from './cells.ts';
import { parseBirthDate, parseIin, parseLanguage, parseMedium, parseSex } from './cells.ts';
import { parseClass } from './classes.ts';
import type { ErrorList, Fault, Place } from './errors.ts';
import { fault, quoted } from './errors.ts';
import type { Field, Headings } from './headings.ts';
import { classLetter } from './letters.ts';
import type { FullName } from './names.ts';
import { isMended, normaliseName, splitFullName } from './names.ts';
import { parseRoles } from './roles.ts';
import type { ClassName, ImportContext, Medium, RosterRole } from './roster.ts';
import type { Cell, Row, Table } from './table.ts';
import { cellText, placeIn } from './table.ts';
import type { Load } from './teaching.ts';
import { parseTeaching } from './teaching.ts';

/** One row, read and found good by itself; whether it agrees with the other rows is not yet known. */
export type Draft = {
  readonly place: Place;
  readonly name: FullName;
  readonly id?: string;
  readonly birthDate?: string;
  readonly sex?: Sex;
  readonly language?: 'kk' | 'ru' | 'en';
  readonly roles: readonly RosterRole[];
  readonly className?: ClassName;
  readonly medium?: Medium;
  readonly loads: readonly Load[];
  readonly isMended: boolean;
};

/** Access to the cells of one row by what they mean. */
export type RowReader = {
  readonly place: (field?: Field) => Place;
  readonly has: (field: Field) => boolean;
  readonly cell: (field: Field) => Cell;
  readonly text: (field: Field) => string;
  readonly heading: (field: Field) => string;
};

export function rowReader(table: Table, headings: Headings, row: Row): RowReader {
  const columnOf = (field: Field) => headings.columns.get(field);
  const cell = (field: Field) => row.cells[columnOf(field) ?? -1] ?? null;
  return {
    place: (field) =>
      placeIn(table, row.line, field === undefined ? undefined : (columnOf(field) ?? -1) + 1 || undefined),
    has: (field) => columnOf(field) !== undefined,
    cell,
    text: (field) => cellText(cell(field)),
    heading: (field) => headings.names.get(field) ?? field,
  };
}

/** Reads a row; each wrong cell adds an error of its own, and any error makes the row none (ROS-1). */
export function readRow(row: RowReader, context: ImportContext, errors: ErrorList): Draft | undefined {
  let isGood = true;
  const refuse = (what: Fault, field?: Field): undefined => {
    isGood = false;
    errors.add(what, row.place(field));
  };
  const take = <T>(field: Field, parse: (text: string, cell: Cell) => Result<T, Fault>): T | undefined => {
    const text = row.text(field);
    if (text === '') return undefined;
    const result = parse(text, row.cell(field));
    return result.ok ? result.value : refuse(result.error, field);
  };
  const name = readName(row, refuse);
  const birthDate = take('birthDate', (_, cell) => parseBirthDate(cell, context.today));
  const sex = take('sex', parseSex);
  const language = take('language', parseLanguage);
  const roles = readRoles(row, refuse);
  const placement = readPlacement(row, context, roles, take, refuse);
  if (!isGood || !name || !roles) return undefined;
  return {
    place: row.place(),
    name,
    roles,
    loads: placement.loads,
    isMended: nameFields.some((field) => isMended(row.text(field))),
    ...present({ id: row.text('id') || undefined, birthDate, sex, language }),
    ...present({ className: placement.className, medium: placement.medium }),
  };
}

/** The number that is used for finding one person on two rows and then forgotten (ROS-16). */
export function readIin(row: RowReader): string | undefined {
  return parseIin(row.cell('iin'));
}

type Refuse = (what: Fault, field?: Field) => undefined;
type Take = <T>(field: Field, parse: (text: string, cell: Cell) => Result<T, Fault>) => T | undefined;

const nameFields = ['fullName', 'familyName', 'givenName', 'patronymic'] as const;

function readName(row: RowReader, refuse: Refuse): FullName | undefined {
  const [fullName, familyName, givenName, patronymic] = nameFields.map((field) => {
    const result = normaliseName(row.text(field));
    return result.ok ? result.value : refuse(result.error, field);
  });
  if (fullName === undefined || familyName === undefined || givenName === undefined || patronymic === undefined) {
    return undefined;
  }
  if (row.has('familyName') && row.has('givenName')) {
    if (familyName === '')
      return refuse(fault('roster.value-missing', { heading: row.heading('familyName') }), 'familyName');
    if (givenName === '')
      return refuse(fault('roster.value-missing', { heading: row.heading('givenName') }), 'givenName');
    return { familyName, givenName, ...(patronymic === '' ? {} : { patronymic }) };
  }
  if (fullName === '') return refuse(fault('roster.value-missing', { heading: row.heading('fullName') }), 'fullName');
  const name = splitFullName(fullName);
  return name.ok ? name.value : refuse(name.error, 'fullName');
}

/** The class from one cell, or from a cell of the grade and one of the letter. */
function readClass(row: RowReader, refuse: Refuse): ClassName | undefined {
  const text = row.text('class');
  if (text === '') return undefined;
  const className = parseClass(text);
  if (!className) return refuse(fault('roster.class-unreadable', { value: quoted(text) }), 'class');
  const letter = row.text('letter').replaceAll(/["'«»“”„\s-]/gu, '');
  if (letter === '') return className;
  if (!/^\p{L}$/u.test(letter)) return refuse(fault('roster.class-unreadable', { value: quoted(letter) }), 'letter');
  const own = classLetter(letter);
  if (className.letter !== undefined && className.letter !== own)
    return refuse(fault('roster.class-letter-twice'), 'letter');
  return { grade: className.grade, letter: own };
}

/** A row with a class and no role is a pupil's, one with subjects a teacher's: that is how lists look (ROS-18). */
function readRoles(row: RowReader, refuse: Refuse): readonly RosterRole[] | undefined {
  const text = row.text('role');
  if (text !== '') {
    const roles = parseRoles(text);
    return roles.ok ? roles.value : refuse(roles.error, 'role');
  }
  if (!row.has('role') && row.text('subjects') !== '') return ['teacher'];
  if (row.text('class') !== '') return ['pupil'];
  return row.has('role')
    ? refuse(fault('roster.role-missing'), 'role')
    : refuse(fault('roster.class-missing'), 'class');
}

type Placement = {
  readonly className?: ClassName | undefined;
  readonly medium?: Medium | undefined;
  readonly loads: readonly Load[];
};

function readPlacement(
  row: RowReader,
  context: ImportContext,
  roles: readonly RosterRole[] | undefined,
  take: Take,
  refuse: Refuse,
): Placement {
  if (!roles) return { loads: [] };
  if (roles.includes('pupil')) return readPupil(row, context, take, refuse);
  const isLeader = roles.includes('class-teacher');
  // A list of teachers with «Предмет» and «Класс» means by the class where they teach.
  const isTaught = !isLeader && !row.has('classes') && row.text('subjects') !== '';
  const className = isTaught ? undefined : readClass(row, refuse);
  if (className && !isLeader) refuse(fault('roster.class-of-teacher-unclear'), 'class');
  const classesField = isTaught ? 'class' : 'classes';
  const teaching = parseTeaching(row.text('subjects'), row.text(classesField));
  if (teaching.ok) return { loads: teaching.value, className };
  refuse(teaching.error.what, teaching.error.cell === 'classes' ? classesField : 'subjects');
  return { loads: [] };
}

function readPupil(row: RowReader, context: ImportContext, take: Take, refuse: Refuse): Placement {
  if (row.text('class') === '') refuse(fault('roster.class-missing'), 'class');
  if (row.text('subjects') !== '') refuse(fault('roster.load-of-pupil'), 'subjects');
  if (row.text('medium') === '' && !context.medium) refuse(fault('roster.medium-missing'), 'medium');
  return { loads: [], className: readClass(row, refuse), medium: take('medium', parseMedium) ?? context.medium };
}

/** Leaves out what is undefined, as exact optional properties want. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
