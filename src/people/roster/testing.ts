import { strToU8, zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/node';
import type { RosterError } from './errors.ts';
import type { Upload } from './read.ts';
import { readRoster } from './read.ts';
import type { ImportContext } from './roster.ts';
import type { Reading } from './spreadsheet.ts';

export const context: ImportContext = { today: '2026-09-01', medium: 'kk' };

type Value = string | number | Date | null;

/** A real workbook of one sheet. Dates are shown as dates. */
export async function xlsxOf(rows: readonly (readonly Value[])[]): Promise<Uint8Array> {
  return writeWorkbook(rows.map((row) => row.map(toCell))).toBuffer();
}

/** A real workbook of several sheets. */
export async function workbookOf(sheets: Readonly<Record<string, readonly (readonly Value[])[]>>): Promise<Uint8Array> {
  return writeWorkbook(
    Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map((row) => row.map(toCell)) })),
  ).toBuffer();
}

function toCell(value: Value) {
  return value instanceof Date ? { value, type: Date, format: 'dd.mm.yyyy' } : value;
}

export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const bytes = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(bytes));
}

export function upload(content: string | Uint8Array, name = 'list.csv'): Upload {
  return { name, bytes: typeof content === 'string' ? strToU8(content) : content };
}

/** Reads one file that must be good. */
export async function readGood(content: string | Uint8Array, given: ImportContext = context): Promise<Reading> {
  const result = await readRoster([upload(content)], given);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Reads one file that must be refused. */
export async function readBad(
  content: string | Uint8Array,
  given: ImportContext = context,
): Promise<readonly RosterError[]> {
  const result = await readRoster([upload(content)], given);
  if (result.ok) throw new Error('was not refused');
  return result.error;
}

/** Errors as `key@line:column`, which is what most tests compare. */
export function spots(errors: readonly RosterError[]): readonly string[] {
  return errors.map(
    ({ key, line, column }) => `${key.replace('roster.', '')}@${line ?? ''}${column ? `:${column}` : ''}`,
  );
}

const manifest = (version: string) =>
  [
    'propertyName,value',
    'manifest.version,1.0',
    `oneroster.version,${version}`,
    ...['academicSessions', 'classes', 'courses', 'demographics', 'enrollments', 'orgs', 'users'].map(
      (file) => `file.${file},bulk`,
    ),
    ...(version === '1.2' ? ['file.roles,bulk'] : []),
    'file.lineItems,absent',
  ].join('\n');

/** A small, good OneRoster 1.2 set: a school in a district, two pupils, a teacher, a head who teaches, a mother. */
export const oneRoster: Readonly<Record<string, string>> = {
  'manifest.csv': manifest('1.2'),
  'orgs.csv': [
    'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
    'd1,,,Мұғалжар ауданы,district,,',
    's1,,,Ақкемер орта мектебі,school,KZ-1,d1',
  ].join('\n'),
  'academicSessions.csv': [
    'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
    'y26,,,2026/27,schoolYear,2026-09-01,2027-05-31,,2027',
  ].join('\n'),
  'users.csv': [
    'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,agentSourcedIds,grades,primaryOrgSourcedId',
    'p1,,,true,,,АЙША,серікова,Серікқызы,140314600123,m1,05,s1',
    'p2,,,true,,,Әлихан,Оразов,,,,06,s1',
    't1,,,true,,,Ерлан,Маратов,Маратұлы,,,,s1',
    'h1,,,true,,,Гүлнар,Қасымова,,,,,s1',
    'm1,,,true,,,Жанар,Серікова,,,,,s1',
  ].join('\n'),
  'roles.csv': [
    'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
    'r1,,,p1,primary,student,,,s1,',
    'r2,,,p2,primary,student,,,s1,',
    'r3,,,t1,primary,teacher,,,s1,',
    'r4,,,h1,primary,principal,,,s1,',
    'r5,,,h1,secondary,teacher,,,s1,',
    'r6,,,m1,primary,parent,,,s1,',
  ].join('\n'),
  'courses.csv': [
    'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
    'c1,,,y26,Жаратылыстану 5-6,,"05,06",s1,,',
  ].join('\n'),
  'classes.csv': [
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
    'k5,,,"5 ""А""",05,,,homeroom,,s1,y26,,,',
    'k6,,,6,06,,,homeroom,,s1,y26,,,',
    'g1,,,Жаратылыстану,,c1,,scheduled,,s1,y26,,,',
  ].join('\n'),
  'enrollments.csv': [
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
    'e1,,,k5,s1,p1,student,,,',
    'e2,,,k6,s1,p2,student,,,',
    'e3,,,k5,s1,t1,teacher,true,,',
    'e4,,,g1,s1,p1,student,,,',
    'e5,,,g1,s1,p2,student,,,',
    'e6,,,g1,s1,h1,teacher,true,,',
  ].join('\n'),
  'demographics.csv': [
    'sourcedId,status,dateLastModified,birthDate,sex',
    'p1,,,2014-03-14,female',
    'p2,,,2013-11-02,male',
  ].join('\n'),
};

export const oneRoster11: Readonly<Record<string, string>> = (() => {
  const { 'roles.csv': _, ...files } = oneRoster;
  const users = [
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
    'p1,,,true,s1,student,,,Айша,Серікова,,,,,,m1,05,',
    'p2,,,true,s1,student,,,Әлихан,Оразов,,,,,,,06,',
    't1,,,true,s1,teacher,,,Ерлан,Маратов,,,,,,,,',
    'h1,,,true,s1,teacher,,,Гүлнар,Қасымова,,,,,,,,',
    'm1,,,true,s1,guardian,,,Жанар,Серікова,,,,,,,,',
  ];
  return { ...files, 'manifest.csv': manifest('1.1'), 'users.csv': users.join('\n') };
})();

/** The good set with one text of one file changed; the text must be there. */
export function oneRosterWith(
  file: string,
  from: string,
  to: string,
  base = oneRoster,
): Readonly<Record<string, string>> {
  const text = base[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { ...base, [file]: text.replace(from, to) };
}

/** The bytes of a text in a one-byte Cyrillic page, by asking the decoder which byte gives which letter. */
export function encodeOneByte(text: string, label: string, extra: Readonly<Record<string, number>> = {}): Uint8Array {
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) bytes.set(new TextDecoder(label).decode(Uint8Array.of(byte)), byte);
  return Uint8Array.from([...text].map((letter) => extra[letter] ?? bytes.get(letter) ?? 0x3f));
}
