import {
  cellText,
  parseClass,
  parseClassSet,
  placeIn,
  skeleton,
  vocabulary,
  type Row,
  type Table,
} from '#people/index.ts';

export type Place = ReturnType<typeof placeIn>;

/** What is wrong in a file, and where. `values` never hold a person's name. */
export type ImportError = Place & {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
};

export type ClassText = { readonly grade: number; readonly letter?: string };

/** One lesson as a file says it, not yet held against the school. */
export type Line = {
  readonly place: Place;
  readonly weekday: number;
  readonly period: number;
  readonly classes: readonly ClassText[];
  readonly subject: string;
  readonly teacher: string;
  readonly room: string;
};

export type Reading = { readonly lines: readonly Line[]; readonly errors: readonly ImportError[] };

const weekdays = vocabulary<'1' | '2' | '3' | '4' | '5' | '6'>({
  1: 'дүйсенбі|дс|дүй|понедельник|пн|пон|monday|mon|mo',
  2: 'сейсенбі|сс|сей|вторник|вт|tuesday|tue|tu',
  3: 'сәрсенбі|ср|сәр|среда|wednesday|wed|we',
  4: 'бейсенбі|бс|бей|четверг|чт|чет|thursday|thu|th',
  5: 'жұма|жм|жұм|пятница|пт|пят|friday|fri|fr',
  6: 'сенбі|сн|сен|суббота|сб|суб|saturday|sat|sa',
});

type Field = 'day' | 'period' | 'classes' | 'subject' | 'teacher' | 'room';
const fields = vocabulary<Field>({
  day: 'күні|күн|апта күні|день|день недели|дни|day|weekday',
  period: 'сабақ|сабақ №|сабақ нөмірі|№|нөмір|урок|№ урока|номер урока|lesson|period',
  classes: 'сынып|сыныптар|сыныбы|класс|классы|class|classes|grade|grades',
  subject: 'пән|пәні|предмет|subject',
  teacher: 'мұғалім|мұғалімі|учитель|преподаватель|педагог|teacher',
  room: 'кабинет|бөлме|каб|кабинеті|аудитория|room',
});

/** Titles may stand above the headings, as schools write them. */
const headingRows = 20;

type Heading = {
  readonly row: Row;
  readonly columns: ReadonlyMap<Field, number>;
  /** Columns that are named by a class: the cells beneath are its lessons. */
  readonly classes: readonly { readonly column: number; readonly classes: readonly ClassText[] }[];
};

/**
 * Reads the sheets of a timetable: days and lessons downwards with a column for each class, or a row for each lesson
 * (TTB-15). A day that is written once holds for the rows beneath it. Sheets without such headings are passed over.
 */
export function readSheets(tables: readonly Table[]): Reading {
  const lines: Line[] = [];
  const errors: ImportError[] = [];
  let isFound = false;
  for (const table of tables) {
    const heading = findHeading(table);
    if (!heading) continue;
    isFound = true;
    readRows(table, heading, { lines, errors });
  }
  if (!isFound) errors.push({ key: 'timetable.import.no-headings', values: {}, ...placeIn(tables[0] ?? { rows: [] }) });
  else if (lines.length === 0 && errors.length === 0) errors.push({ key: 'timetable.import.empty', values: {} });
  return { lines, errors };
}

function findHeading(table: Table): Heading | undefined {
  for (const row of table.rows.slice(0, headingRows)) {
    const columns = new Map<Field, number>();
    const classes: { column: number; classes: readonly ClassText[] }[] = [];
    for (const [column, cell] of row.cells.entries()) {
      const text = cellText(cell);
      const field = fields.get(skeleton(text));
      const named = text === '' || field ? undefined : parseClassSet(text);
      if (field && !columns.has(field)) columns.set(field, column);
      else if (named) classes.push({ column, classes: named });
    }
    const isGrid = classes.length > 0;
    const isList = columns.has('classes') && columns.has('subject');
    if (columns.has('day') && columns.has('period') && (isGrid || isList)) return { row, columns, classes };
  }
  return undefined;
}

function readRows(table: Table, heading: Heading, to: { lines: Line[]; errors: ImportError[] }): void {
  const { columns } = heading;
  let weekday: number | undefined;
  let dayText = '';
  for (const row of table.rows.slice(table.rows.indexOf(heading.row) + 1)) {
    const text = (field: Field): string => cellText(row.cells[columns.get(field) ?? -1]);
    const placeOf = (column: number | undefined): Place =>
      placeIn(table, row.line, column === undefined ? undefined : column + 1);
    if (text('day') !== '') {
      dayText = text('day');
      const known = weekdays.get(skeleton(dayText));
      weekday = known === undefined ? undefined : Number(known);
    }
    const found = lessonsIn(row, heading, text);
    if (found.length === 0) continue;
    const period = Number(/^\D{0,2}(\d{1,2})\D*$/u.exec(text('period'))?.[1] ?? Number.NaN);
    if (weekday === undefined) {
      to.errors.push({
        key: 'timetable.import.day',
        values: { value: short(dayText) },
        ...placeOf(columns.get('day')),
      });
    } else if (Number.isNaN(period) || period > 14) {
      const values = { value: short(text('period')) };
      to.errors.push({ key: 'timetable.import.period', values, ...placeOf(columns.get('period')) });
    } else {
      for (const each of found) {
        if (each.classes) {
          const { classes, subject, teacher, room } = each;
          to.lines.push({ place: placeOf(each.column), weekday, period, classes, subject, teacher, room });
        } else {
          const values = { value: short(text('classes')) };
          to.errors.push({ key: 'timetable.import.class', values, ...placeOf(columns.get('classes')) });
        }
      }
    }
  }
}

type FoundLesson = Pick<Line, 'subject' | 'teacher' | 'room'> & {
  readonly column: number | undefined;
  /** Undefined where the cell of the classes cannot be read. */
  readonly classes: readonly ClassText[] | undefined;
};

function lessonsIn(row: Row, { columns, classes }: Heading, text: (field: Field) => string): FoundLesson[] {
  if (classes.length > 0) {
    return classes.flatMap(({ column, classes: own }) => {
      const cell = row.cells[column];
      const parts = String(cell ?? '')
        .split(/[/\n|]/u)
        .map((part) => cellText(part));
      const [subject = '', teacher = '', room = ''] = parts;
      return parts.every((part) => part === '') ? [] : [{ column, classes: own, subject, teacher, room }];
    });
  }
  if (text('subject') === '' && text('classes') === '') return [];
  const [subject, teacher, room] = [text('subject'), text('teacher'), text('room')];
  return [{ column: columns.get('subject'), classes: classesOf(text('classes')), subject, teacher, room }];
}

/** `5`, `5+6`, `5, 6 А`. */
function classesOf(text: string): readonly ClassText[] | undefined {
  const named = text.split(/[+,;]/u).map((part) => parseClass(part));
  return named.every((each) => each !== undefined) ? named : undefined;
}

/** A text of the file as an error quotes it. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
