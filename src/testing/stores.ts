import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgresStore } from '#log/postgres/store.ts';
import { openSqliteStore } from '#log/sqlite/store.ts';
import type { Store } from '#log/store.ts';

/** A place for one store that can be opened again, as after a restart of the program. */
export type StorePlace = {
  readonly open: () => Promise<Store>;
  readonly remove: () => Promise<void>;
};

export function sqlitePlace(): Promise<StorePlace> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-store-'));
  const open = async (): Promise<Store> => openSqliteStore(join(folder, 'node.db'));
  return Promise.resolve({ open, remove: async () => rmSync(folder, { recursive: true, force: true }) });
}

let databases = 0;

/** A database of its own on the server that `npm test` starts (TIREK_TEST_POSTGRES). */
export async function postgresPlace(): Promise<StorePlace & { readonly url: string }> {
  const server = process.env['TIREK_TEST_POSTGRES'];
  if (!server) throw new Error('no PostgreSQL for the tests: run them by npm test, which starts one');
  const name = `tirek_${process.pid}_${++databases}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const remove = (): Promise<void> => administer(server, `drop database ${name} (force)`);
  return { url: url.href, open: () => openPostgresStore(url.href), remove };
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}

export const places: Readonly<Record<Store['engine'], () => Promise<StorePlace>>> = {
  sqlite: sqlitePlace,
  postgres: postgresPlace,
};
