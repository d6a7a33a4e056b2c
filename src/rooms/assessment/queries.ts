import type { SchoolId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { FileNeed } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import type { Blueprint } from './model/blueprint.ts';
import type { Form, FormPlace, TimePoint } from './model/form.ts';
import { monitoredIn, type Monitored } from './model/monitored.ts';

export type Study = {
  readonly study: string;
  readonly year: number;
  readonly timePoint: TimePoint;
  /** The days on which schools may sit it, unless a school has others. */
  readonly from: string;
  readonly to: string;
};

/** A form that went out. Nothing here tells what is in it. */
export type SealedHead = {
  readonly form: string;
  readonly study: string;
  readonly cell: string;
  readonly timePoint: TimePoint;
  readonly booklet: string;
  readonly minutes: number;
  readonly items: number;
  readonly languages: readonly Language[];
  readonly file: string;
  readonly keysFile: string;
};

/** What is monitored in a school year (ASM-1). */
export async function monitoredCells(read: Reader, year: number): Promise<Monitored> {
  const rows = await read.all<{ body: string }>('select body from assessment_monitored order by year');
  return monitoredIn(
    year,
    rows.map(({ body }) => JSON.parse(body) as Monitored),
  );
}

const studyColumns = 'study, year, time_point as "timePoint", since as "from", until as "to"';

/** All studies, newest first. */
export function selectStudies(read: Reader): Promise<Study[]> {
  return read.all<Study>(`select ${studyColumns} from assessment_studies order by since desc, study`);
}

export function findStudy(read: Reader, study: string): Promise<Study | undefined> {
  return read.get<Study>(`select ${studyColumns} from assessment_studies where study = ?`, study);
}

export type Window = { readonly school: SchoolId; readonly from: string; readonly to: string };

/** The schools of a study that have days of their own. */
export function selectWindows(read: Reader, study: string): Promise<Window[]> {
  const sql = 'select school, since as "from", until as "to" from assessment_windows where study = ? order by school';
  return read.all<Window>(sql, study);
}

/** The days on which a school may sit a study: its own, else those of the study. */
export async function windowOf(read: Reader, study: Study, school: SchoolId): Promise<Omit<Window, 'school'>> {
  const sql = 'select since as "from", until as "to" from assessment_windows where study = ? and school = ?';
  const own = await read.get<Omit<Window, 'school'>>(sql, study.study, school);
  return own ?? { from: study.from, to: study.to };
}

type StoredHead = Omit<SealedHead, 'languages' | 'timePoint' | 'keysFile'> & {
  readonly languages: string;
  readonly time_point: TimePoint;
  readonly keys_file: string;
};

const headColumns = 'form, study, cell, time_point, booklet, minutes, items, languages, file, keys_file';
const counts = 'not exists (select 1 from assessment_withdrawn w where w.form = s.form)';

function headFrom({ languages, time_point, keys_file, ...rest }: StoredHead): SealedHead {
  return { ...rest, timePoint: time_point, keysFile: keys_file, languages: languages.split(' ') as Language[] };
}

/** The forms of a study that went out and count, by cell and booklet. */
export async function selectSealed(read: Reader, study?: string): Promise<SealedHead[]> {
  const sql = `select ${headColumns} from assessment_sealed s where ${counts}`;
  const order = 'order by cell, booklet, form';
  const rows = study
    ? await read.all<StoredHead>(`${sql} and study = ? ${order}`, study)
    : await read.all<StoredHead>(`${sql} ${order}`);
  return rows.map(headFrom);
}

/** A form that went out; also one that does not count any more. */
export async function findSealed(read: Reader, form: string): Promise<SealedHead | undefined> {
  const row = await read.get<StoredHead>(`select ${headColumns} from assessment_sealed where form = ?`, form);
  return row && headFrom(row);
}

type StoredForm = Omit<Form, 'places' | 'timePoint'> & { readonly time_point: TimePoint; readonly places: string };
const formColumns = 'form, study, cell, time_point, booklet, minutes, places';

function formFrom({ time_point, places, ...rest }: StoredForm): Form {
  return { ...rest, timePoint: time_point, places: JSON.parse(places) as FormPlace[] };
}

/** A form as it is designed; only the region knows one. */
export async function findDrawn(read: Reader, form: string): Promise<Form | undefined> {
  const row = await read.get<StoredForm>(`select ${formColumns} from assessment_forms where form = ?`, form);
  return row && formFrom(row);
}

/** The designed forms of some studies, by cell, time and booklet. */
export async function selectDrawn(read: Reader, studies: readonly string[], cell?: string): Promise<Form[]> {
  if (studies.length === 0) return [];
  const marks = studies.map(() => '?').join(', ');
  const of = `select ${formColumns} from assessment_forms where study in (${marks})`;
  const order = 'order by cell, time_point desc, booklet, form';
  const rows = cell
    ? await read.all<StoredForm>(`${of} and cell = ? ${order}`, ...studies, cell)
    : await read.all<StoredForm>(`${of} ${order}`, ...studies);
  return rows.map(formFrom);
}

/**
 * A form of which this node may know the items: at the region always, at a school once it was opened there or for all.
 */
export async function formOf(read: Reader, form: string): Promise<Form | undefined> {
  const drawn = await findDrawn(read, form);
  if (drawn) return drawn;
  const head = await findSealed(read, form);
  const row = head && (await findOpening(read, form));
  if (!head || !row) return undefined;
  const { study, cell, timePoint, booklet, minutes } = head;
  return { form, study, cell, timePoint, booklet, minutes, places: JSON.parse(row.places) as FormPlace[] };
}

type Opening = { readonly key: Uint8Array; readonly places: string };

/** What opened a form here: the region's word for all, or this school's own by a code. */
export function findOpening(read: Reader, form: string): Promise<Opening | undefined> {
  const sql = 'select key, places from assessment_opened where form = ? order by school limit 1';
  return read.get<Opening>(sql, form);
}

export async function findKeysOpening(read: Reader, form: string): Promise<Uint8Array | undefined> {
  const row = await read.get<{ key: Uint8Array }>('select key from assessment_keys_opened where form = ?', form);
  return row?.key;
}

export type Secrets = { readonly key: Uint8Array; readonly keysKey: Uint8Array; readonly codes: Uint8Array };

/** Only at the region. */
export function findSecrets(read: Reader, form: string): Promise<Secrets | undefined> {
  return read.get<Secrets>('select key, keys_key as "keysKey", codes from assessment_secrets where form = ?', form);
}

export type Wrap = {
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
  readonly memory: number;
  readonly passes: number;
};

export function findWrap(read: Reader, form: string, school: SchoolId): Promise<Wrap | undefined> {
  const sql = 'select salt, sealed, memory, passes from assessment_wraps where form = ? and school = ?';
  return read.get<Wrap>(sql, form, school);
}

/** ASM-25: the sealed files of forms that count: they go to everybody by the ordinary sync of files. */
export function selectFiles(read: Reader): Promise<FileNeed[]> {
  return read.all<FileNeed>(
    `select file as hash, bytes, _origin as origin from assessment_sealed s where ${counts}
     union all select keys_file, keys_bytes, _origin from assessment_sealed s where ${counts}`,
  );
}

/** A form at a school: sealed until the region opens it or its code is given. */
export type FormHere = SealedHead & {
  readonly from: string;
  readonly to: string;
  readonly isOpened: boolean;
  readonly areKeysOpened: boolean;
};

/**
 * The forms that a school may sit on a day; all that went out, where no day is given. A start of what was not taught there is
 * not among them (ASM-3).
 */
export async function formsFor(read: Reader, school: SchoolId, day?: string): Promise<FormHere[]> {
  const studies = new Map((await selectStudies(read)).map((each) => [each.study, each]));
  const opened = await formsIn(read, 'select distinct form from assessment_opened');
  const keysOpened = await formsIn(read, 'select distinct form from assessment_keys_opened');
  const windows = new Map<string, Omit<Window, 'school'>>();
  const untaught = new Set<string>();
  for (const study of studies.values()) {
    windows.set(study.study, await windowOf(read, study, school));
    if (study.timePoint !== 'start') continue;
    for (const cell of await untaughtAt(read, school, study.year)) untaught.add(`${study.study} ${cell}`);
  }
  return (await selectSealed(read)).flatMap((head): FormHere[] => {
    const window = windows.get(head.study);
    if (
      !window ||
      untaught.has(`${head.study} ${head.cell}`) ||
      (day !== undefined && (day < window.from || day > window.to))
    )
      return [];
    const { from, to } = window;
    return [{ ...head, from, to, isOpened: opened.has(head.form), areKeysOpened: keysOpened.has(head.form) }];
  });
}

async function formsIn(read: Reader, sql: string): Promise<ReadonlySet<string>> {
  return new Set((await read.all<{ form: string }>(sql)).map(({ form }) => form));
}

/** The cells that a school does not sit at the start of a year, because the subject was not taught before (ASM-3). */
export async function untaughtAt(read: Reader, school: SchoolId, year: number): Promise<readonly string[]> {
  const sql = 'select cells from assessment_untaught where school = ? and year = ?';
  const row = await read.get<{ cells: string }>(sql, school, year);
  return row?.cells.split(' ').filter(Boolean) ?? [];
}

/** The schools outside the programme that sit to be compared with (ASM-40). */
export async function comparedSchools(read: Reader): Promise<ReadonlyMap<SchoolId, 'town' | 'village'>> {
  type Stored = { readonly school: SchoolId; readonly place: 'town' | 'village' };
  const rows = await read.all<Stored>('select school, place from assessment_compared where is_compared = 1');
  return new Map(rows.map(({ school, place }) => [school, place]));
}

export async function findBlueprint(read: Reader, year: number, cell: string): Promise<Blueprint | undefined> {
  const sql = 'select body from assessment_blueprints where year = ? and cell = ?';
  const row = await read.get<{ body: string }>(sql, year, cell);
  return row && (JSON.parse(row.body) as Blueprint);
}
