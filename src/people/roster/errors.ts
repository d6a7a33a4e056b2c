import { errorsReported } from './limits.ts';

/** Where in an upload something stands. Lines and columns count from 1, as a spreadsheet shows them. */
export type Place = {
  readonly file?: string;
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: number;
};

/** Each error and the values that its sentence may use. The sentences are in `words/`. */
export const rosterErrors = {
  'roster.file-empty': [],
  'roster.file-too-large': ['limit'],
  'roster.file-unexpected': [],
  'roster.format-unknown': [],
  'roster.xls-old': [],
  'roster.encoding-unknown': [],
  'roster.csv-broken': [],
  'roster.zip-broken': [],
  'roster.zip-locked': [],
  'roster.zip-path': [],
  'roster.zip-too-many-files': ['limit'],
  'roster.zip-too-large': ['limit'],
  'roster.zip-unknown': [],
  'roster.xlsx-broken': [],
  'roster.rows-too-many': ['limit'],
  'roster.columns-too-many': ['limit'],
  'roster.cell-too-long': ['limit'],
  'roster.more-errors': ['limit'],
  'roster.headings-missing': [],
  'roster.heading-twice': ['heading', 'other'],
  'roster.rows-none': [],
  'roster.value-missing': ['heading'],
  'roster.value-unknown': ['heading', 'value', 'known'],
  'roster.id-missing': ['heading'],
  'roster.id-twice': ['other'],
  'roster.person-twice': ['other'],
  'roster.person-unclear': ['other'],
  'roster.iin-twice': ['other'],
  'roster.name-unreadable': [],
  'roster.name-too-long': ['limit'],
  'roster.name-mixed-letters': [],
  'roster.full-name-short': [],
  'roster.letters-lost': [],
  'roster.date-unreadable': [],
  'roster.date-impossible': [],
  'roster.date-out-of-range': ['from', 'to'],
  'roster.sex-unknown': ['value'],
  'roster.role-missing': [],
  'roster.role-unknown': ['value'],
  'roster.role-of-region': ['value'],
  'roster.role-pupil-and-adult': [],
  'roster.class-missing': [],
  'roster.class-unreadable': ['value'],
  'roster.class-letter-twice': [],
  'roster.class-of-teacher-unclear': [],
  'roster.medium-missing': [],
  'roster.medium-unknown': ['value'],
  'roster.language-unknown': ['value'],
  'roster.subject-unknown': ['value'],
  'roster.load-unreadable': ['value'],
  'roster.load-without-classes': ['value'],
  'roster.load-without-subjects': [],
  'roster.load-of-pupil': [],
  'roster.group-grades': ['limit'],
  'roster.example-edited': [],
  'roster.manifest-missing': [],
  'roster.oneroster-version': ['value'],
  'roster.oneroster-delta': ['value'],
  'roster.oneroster-file-missing': ['value'],
  'roster.column-missing': ['heading'],
  'roster.reference-unknown': ['heading', 'target'],
  'roster.class-without-school': [],
  'roster.person-without-role': [],
  'roster.pupil-without-grade': [],
  'roster.pupil-in-two-classes': ['other'],
  'roster.grade-unknown': ['value'],
} as const;

/** What is worth telling although the file is good: what was left out, and what was read in a way one should know. */
export const rosterNotes = {
  'roster.note-encoding': ['encoding'],
  'roster.note-iin-dropped': ['count'],
  'roster.note-iin-unreadable': ['count'],
  'roster.note-examples-skipped': ['count'],
  'roster.note-headings-ignored': ['headings'],
  'roster.note-sheets-ignored': ['sheets'],
  'roster.note-letters-mended': ['count'],
  'roster.note-disabled-skipped': ['count'],
  'roster.note-deleted-skipped': ['count'],
  'roster.note-role-skipped': ['value'],
  'roster.note-group-without-teacher': [],
  'roster.note-group-subject': ['value'],
} as const;

export type RosterErrorKey = keyof typeof rosterErrors;
export type RosterNoteKey = keyof typeof rosterNotes;
type Vocabulary = typeof rosterErrors & typeof rosterNotes;
type Value = string | number;
type ValuesOf<K extends keyof Vocabulary> = Readonly<Record<Vocabulary[K][number], Value>>;
type ValuesArgument<K extends keyof Vocabulary> = Vocabulary[K]['length'] extends 0 ? [] : [values: ValuesOf<K>];

/** What is wrong, before it is known where. */
export type Fault = { readonly key: RosterErrorKey; readonly values: Readonly<Record<string, Value>> };

/** What is wrong and where: a key into `words/` and its values, never a sentence, never a name, date or number of a person. */
export type RosterError = Fault & Place;

/** Something to tell although the import can go on. */
export type RosterNote = Place & {
  readonly key: RosterNoteKey;
  readonly values: Readonly<Record<string, Value>>;
};

export function fault<K extends RosterErrorKey>(key: K, ...values: ValuesArgument<K>): Fault {
  return { key, values: values[0] ?? {} };
}

export function note<K extends RosterNoteKey>(key: K, place: Place, ...values: ValuesArgument<K>): RosterNote {
  return { ...place, key, values: values[0] ?? {} };
}

export function located(what: Fault, place: Place): RosterError {
  return { ...place, ...what };
}

/** A list of errors that stops growing at the limit and then says so in its last place (ROS-4). */
export type ErrorList = {
  readonly add: (what: Fault, place: Place) => void;
  readonly isEmpty: () => boolean;
  /** The errors by file, sheet, line and column. */
  readonly sorted: () => readonly RosterError[];
};

export function errorList(): ErrorList {
  const errors: RosterError[] = [];
  let count = 0;
  return {
    add(what, place) {
      count += 1;
      if (errors.length < errorsReported) errors.push(located(what, place));
    },
    isEmpty: () => count === 0,
    sorted() {
      const sorted = errors.toSorted(byPlace);
      if (count <= errorsReported) return sorted;
      const rest = located(fault('roster.more-errors', { limit: errorsReported }), {});
      return [...sorted.slice(0, errorsReported - 1), rest];
    },
  };
}

/** A text of the file as an error may quote it: short, on one line. */
export function quoted(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** The name of a column as spreadsheets show it: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return column > 26 ? columnName((column - 1 - rest) / 26) + letter : letter;
}

function byPlace(a: Place, b: Place): number {
  return (
    compare(a.file ?? '', b.file ?? '') ||
    compare(a.sheet ?? '', b.sheet ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
