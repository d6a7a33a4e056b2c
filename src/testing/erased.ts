import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId, Scope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import type { TestMember } from './region.ts';

/** What is written anywhere about the pupil whom tests erase: names, birthday, the representative, what a teacher said. */
export const texts = ['Сейітова', 'Әлия', 'Серікқызы', '2014-03-14', 'Жанар', 'Жарайсың'];

/** Every readable trace of a person at a node: texts in any table (those of a search index too), and bytes that its key opens. */
export async function tracesOf({ log }: House, person: PersonId): Promise<string[]> {
  const tables = await tablesOf(log.read);
  const traces: string[] = [];
  for (const table of tables) {
    for (const row of await log.read.all<Record<string, unknown>>(`select * from "${table}"`)) {
      for (const [column, value] of Object.entries(row)) {
        const plain = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value);
        const opened = value instanceof Uint8Array ? (log.vault.open(person, value) ?? '') : '';
        const found = texts.find((text) => plain.includes(text) || opened.includes(text));
        if (found) traces.push(`${table}.${column}: ${found}`);
      }
    }
  }
  return traces;
}

/** Every byte of every file of a node. */
export function filesOf({ folder }: Pick<TestMember, 'folder'>): Buffer[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

/** A person's key as it is, and as it lies sealed: what would open, or give, the name. */
export async function keysOf({ house }: TestMember, person: PersonId): Promise<Buffer[]> {
  const rows = await house.log.read.all<{ scope: Scope; sealed: Uint8Array }>(
    'select scope, sealed from log_keys where person = ?',
    person,
  );
  const raw = rows.flatMap(({ scope }) => house.log.keysSince(scope, 0).filter(({ key }) => key.person === person));
  return [...rows.map(({ sealed }) => Buffer.from(sealed)), ...raw.map(({ key }) => Buffer.from(key.key))];
}

/** The names of all tables of a store, whichever engine it has. */
async function tablesOf(read: Reader): Promise<string[]> {
  const isSqlite = await read.get<{ name: string }>('select name from sqlite_master limit 1').catch(() => undefined);
  const sql = isSqlite
    ? "select name from sqlite_master where type = 'table'"
    : "select tablename as name from pg_tables where schemaname = 'public'";
  return (await read.all<{ name: string }>(sql)).map(({ name }) => name);
}
