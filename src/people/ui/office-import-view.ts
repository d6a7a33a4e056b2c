import { err, ok, type Result } from '#kernel/result.ts';
import { noServer, type Failure } from '#web/api.ts';
import type { planAnswer } from '../import/answer.ts';
import type { NamedPassword, RosterSchoolChoice } from '../import/run.ts';

/** An error or a note of the reader of rosters, with its place in the file. */
export type Located = {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly file?: string;
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: number;
};

export type ImportView = ReturnType<typeof planAnswer> & {
  readonly isDone: boolean;
  readonly passwords: readonly NamedPassword[];
};

/** Why a file was not taken: with what is wrong in it, or with the schools of which one has to be chosen. */
export type ImportRefusal = {
  readonly failure: Failure;
  readonly errors: readonly Located[];
  readonly schools: readonly RosterSchoolChoice[];
};

export type ImportAsk = {
  readonly file: Blob & { readonly name: string };
  readonly isDry: boolean;
  readonly school?: string | undefined;
  /** Row of the file → the person of the school who it is, or `newPerson`. */
  readonly joins: ReadonlyMap<string, string>;
  readonly token: string;
};

/** Said of a row that looks like somebody whom the school has, and is somebody else. */
export const newPerson = 'new';

/** Sends a roster. What is personal travels in headers and body, because addresses are written into logs. */
export async function sendRoster({
  file,
  isDry,
  school,
  joins,
  token,
}: ImportAsk): Promise<Result<ImportView, ImportRefusal>> {
  const query = new URLSearchParams({ dry: isDry ? '1' : '0', ...(school ? { school } : {}) });
  const headers = {
    authorization: `Bearer ${token}`,
    'tirek-file': encodeURIComponent(file.name),
    'tirek-joins': [...joins].map(([row, person]) => `${row}=${person}`).join(','),
  };
  try {
    const response = await fetch(`/api/people/import?${query}`, { method: 'POST', headers, body: file });
    const body = (await response.json()) as Partial<ImportView> & ErrorBody;
    return response.ok ? ok(body as ImportView) : err(refusalOf(body, response.status));
  } catch {
    return err({ failure: noServer, errors: [], schools: [] });
  }
}

type ErrorBody = {
  readonly error?: Pick<Failure, 'key' | 'values'>;
  readonly errors?: readonly Located[];
  readonly schools?: readonly RosterSchoolChoice[];
};

function refusalOf({ error, errors = [], schools = [] }: ErrorBody, status: number): ImportRefusal {
  const failure = { key: error?.key ?? 'web.unexpected', values: error?.values ?? {}, status };
  return { failure, errors, schools };
}

/** The name of a column as spreadsheets show it: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCodePoint(65 + rest);
  return column > 26 ? columnLetters((column - 1 - rest) / 26) + letter : letter;
}

/** Whether everything has been said that only a person who knows both can say. */
export function isDecided({ possibleDuplicates }: ImportView, joins: ImportAsk['joins']): boolean {
  return possibleDuplicates.every(({ row }) => joins.has(row));
}

/** Whether the import would change nothing. */
export function isEmpty({ added, changed, counts: { groups } }: ImportView): boolean {
  return added.length + changed.length + groups.added + groups.changed === 0;
}
