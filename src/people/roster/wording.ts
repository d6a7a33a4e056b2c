import type { RosterError, RosterNote } from './errors.ts';
import { columnName } from './errors.ts';

/** The words of one language: `words/kk.json`, `ru.json` or `en.json`. */
export type RosterWords = Readonly<Record<string, string>>;

/** An error or note as a reader sees it. */
export type Wording = {
  /** `roster.xlsx, Тізім, 12-жол, E бағаны`; empty where it concerns the whole upload. */
  readonly where: string;
  /** What is wrong and what to do. */
  readonly what: string;
};

/** Words an error or note. Columns are named by letters, as spreadsheet programs do. */
export function wordingOf(said: RosterError | RosterNote, words: RosterWords): Wording {
  const { file, sheet, line, column } = said;
  const values = { line: line ?? 0, column: columnName(column ?? 1) };
  const key = column === undefined ? 'roster.place.line' : 'roster.place.line-column';
  const spot = line === undefined ? undefined : fill(words[key] ?? '', values);
  const where = [file, sheet, spot].filter((part) => part !== undefined && part !== '').join(', ');
  return { where, what: fill(words[said.key] ?? said.key, said.values) };
}

function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/gu, (braces, name: string) => String(values[name] ?? braces));
}
