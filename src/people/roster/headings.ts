import { vocabulary } from './cells.ts';
import type { Fault } from './errors.ts';
import { fault, quoted } from './errors.ts';
import { skeleton } from './letters.ts';
import { headingSearchRows } from './limits.ts';
import type { Row, Table } from './table.ts';
import { cellText } from './table.ts';

/** What a column of a plain spreadsheet can be about. */
export type Field =
  | 'id'
  | 'fullName'
  | 'familyName'
  | 'givenName'
  | 'patronymic'
  | 'birthDate'
  | 'sex'
  | 'role'
  | 'class'
  | 'letter'
  | 'medium'
  | 'language'
  | 'subjects'
  | 'classes'
  | 'iin'
  | 'number';

/** Where the columns of a table are, and what the file itself calls them. */
export type Headings = {
  readonly line: number;
  /** The index of each field's column. */
  readonly columns: ReadonlyMap<Field, number>;
  /** What the file calls each field. */
  readonly names: ReadonlyMap<Field, string>;
  /** Headings that mean nothing to us. */
  readonly ignored: readonly string[];
};

export type HeadingFault = { readonly what: Fault; readonly line: number; readonly column: number };

/**
 * Finds the row of headings among the first rows: the first that names people, in one column or in two (ROS-10,
 * ROS-11). Undefined if there is none; a fault if two columns mean the same.
 */
export function findHeadings(table: Table): Headings | HeadingFault | undefined {
  const row = table.rows.slice(0, headingSearchRows).find(isHeadingRow);
  return row && readHeadings(row);
}

/** Whether a row names the columns of people's names. Long lists repeat it on every page. */
export function isHeadingRow(row: Row): boolean {
  const fields = new Set(row.cells.map((cell) => fieldOf(cellText(cell))));
  return fields.has('fullName') || (fields.has('familyName') && fields.has('givenName'));
}

function readHeadings(row: Row): Headings | HeadingFault {
  const columns = new Map<Field, number>();
  const names = new Map<Field, string>();
  const ignored: string[] = [];
  for (const [index, cell] of row.cells.entries()) {
    const heading = quoted(cellText(cell));
    const field = fieldOf(heading);
    const earlier = field && names.get(field);
    if (field && earlier !== undefined) {
      const what = fault('roster.heading-twice', { heading, other: earlier });
      return { what, line: row.line, column: index + 1 };
    }
    if (field) {
      columns.set(field, index);
      names.set(field, heading);
    } else if (heading !== '') ignored.push(heading);
  }
  return { line: row.line, columns, names, ignored };
}

function fieldOf(heading: string): Field | undefined {
  const word = skeleton(heading);
  return fields.get(word) ?? fields.get(skeleton(heading.replaceAll(/\(.*?\)|\*/gu, '')));
}

/** Spellings met in districts' lists. Case, spaces, signs and Kazakh letters typed as Russian ones do not matter. */
const fields = vocabulary<Field>({
  id: 'id|коды|код|жеке коды|бірегей коды|оқушы коды|уникальный код|личный код|код ученика|идентификатор|сәйкестендіргіш|жеке іс|жеке іс №|жеке ісінің нөмірі|личное дело|№ личного дела|номер личного дела|табельный номер|sourcedid|sourced id|person id|code',
  fullName:
    'таә|т а ә|тәа|аты жөні|аты-жөні|толық аты жөні|оқушының аты жөні|оқушының таә|мұғалімнің аты жөні|педагогтің аты жөні|қызметкердің аты жөні|тегі аты әкесінің аты|тегі аты|фио|ф и о|фио ученика|фио учащегося|фио обучающегося|фио педагога|фио учителя|фио сотрудника|фамилия имя отчество|фамилия имя|full name|name',
  familyName: 'тегі|фамилиясы|фамилия|фамилия ученика|оқушының тегі|family name|surname|last name|familyname',
  givenName: 'аты|есімі|оқушының аты|имя|имя ученика|given name|first name|givenname',
  patronymic: 'әкесінің аты|әке аты|отчество|отчество при наличии|patronymic|middle name|middlename|fathers name',
  birthDate:
    'туған күні|туған күні айы жылы|туған жылы айы күні|туған жылы күні айы|туылған күні|туылған жылы|дата рождения|день рождения|дата рожд|др|число месяц год рождения|birth date|date of birth|birthdate|dob',
  sex: 'жынысы|жыныс|пол|sex|gender',
  role: 'рөлі|рөл|лауазымы|қызметі|роль|должность|role|position',
  class: 'сынып|сыныбы|оқитын сыныбы|сынып аты|класс|класс обучения|класс параллель|class|grade',
  letter: 'литер|литері|литера|литера класса|сынып литері|әріп|әрпі|сынып әрпі|буква|буква класса|class letter|letter',
  medium:
    'оқыту тілі|оқу тілі|оқитын тілі|сынып тілі|язык обучения|язык обуч|язык класса|medium|medium of instruction|language of instruction',
  language: 'интерфейс тілі|экран тілі|бағдарлама тілі|язык интерфейса|язык программы|язык экрана|interface language',
  subjects:
    'пәндер|пәндері|пән|пәні|беретін пәні|беретін пәндері|жүргізетін пәні|пәндері мен сыныптары|пәндер мен сыныптар|предмет|предметы|преподаваемый предмет|преподаваемые предметы|предметы и классы|subjects|subject|subjects and classes',
  classes:
    'сыныптар|сыныптары|сабақ беретін сыныптары|жүргізетін сыныптары|классы|классы в которых преподает|преподает в классах|классы обучения|classes|teaches',
  iin: 'жсн|жеке сәйкестендіру нөмірі|иин|индивидуальный идентификационный номер|иин ученика|оқушының жсн|iin',
  number: '№|№ п п|п п|р с|№ р с|рет|реттік нөмірі|реттік саны|номер|no|nr',
});
