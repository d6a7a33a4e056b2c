import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  mintId,
  schoolScope,
  systemRandomness,
  type NodeId,
  type PersonId,
  type SchoolId,
  type TabletId,
} from '#kernel/ids.ts';
import { systemClock, type Instant } from '#kernel/time.ts';
import { emptyHash, nextHash } from '#log/chain.ts';
import { openLog, type Log } from '#log/log.ts';
import { openPostgresStore } from '#log/postgres/store.ts';
import { encodeRecord, type StreamId } from '#log/record.ts';
import { peopleProjection, peopleRecords } from '#people/index.ts';
import { syncProjection, syncRecords } from '#sync/index.ts';
import { rooms } from '../src/rooms.ts';
import { startPostgres } from '../tools/test/postgres.ts';
import type { BenchLesson } from './school.ts';
import { yearOf, yearPupils, yearRecords } from './year.ts';

export type PostgresSide = { readonly records: number; readonly speed: number; readonly floor: number };

/**
 * Years of as many schools as make so many records, copied into the log of a region as stored bytes, and then all tables
 * derived from them. The server flushes as it is set by default. Pupils' names and tablets are left out: there are some
 * thousands of them among millions.
 */
export async function rebuildOnPostgres(asked: number, lessons: readonly BenchLesson[]): Promise<PostgresSide> {
  const server = await startPostgres([]);
  const folder = mkdtempSync(join(tmpdir(), 'tirek-copy-'));
  chmodSync(folder, 0o755);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await (await openRegionLog(server.url)).close();
    let records = 0;
    for (let id = 1; records < asked; id++) {
      const some = Math.min(yearRecords, asked - records);
      await copySchool(client, folder, id, some, lessons);
      records += some;
    }
    await client.query('vacuum analyze log_records');
    await client.query('checkpoint');
    const log = await openRegionLog(server.url);
    const began = performance.now();
    await log.rebuild();
    const speed = (records * 1000) / (performance.now() - began);
    await log.close();
    await client.query('checkpoint');
    const floor = (records * 1000) / (await copyRows(client, folder));
    return { records, speed, floor };
  } finally {
    await client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openRegionLog(url: string): Promise<Log> {
  return openLog({
    store: await openPostgresStore(url),
    self: { node: 'bench-region' as NodeId, epoch: 1, key: generateKeyPairSync('ed25519').privateKey },
    types: [...peopleRecords, ...syncRecords, ...rooms.flatMap((room) => room.records)],
    projections: [syncProjection, peopleProjection, ...rooms.map((room) => room.projection)],
    mayWrite: () => true,
    clock: systemClock,
    randomness: systemRandomness,
    vaultKey: new Uint8Array(32),
  });
}

/** So many bytes are written to the file at once. */
const chunk = 4_000_000;

async function copySchool(
  client: pg.Client,
  folder: string,
  id: number,
  records: number,
  lessons: readonly BenchLesson[],
): Promise<void> {
  const scope = schoolScope(`bench-${id}` as SchoolId);
  const stream: StreamId = { node: mintId<NodeId>(systemRandomness), epoch: 1, scope };
  const pupils = Array.from({ length: yearPupils }, () => {
    return { person: mintId<PersonId>(systemRandomness), tablet: mintId<TabletId>(systemRandomness) };
  });
  const file = join(folder, `${id}.copy`);
  const handle = openSync(file, 'w', 0o644);
  let hash = emptyHash(stream);
  let seq = 0;
  let lines = '';
  for (const { at, drafts } of yearOf(scope, pupils, lessons, records, `school ${id}`)) {
    for (const draft of drafts) {
      const bytes = encodeRecord(draft, at as Instant);
      hash = nextHash(hash, bytes);
      lines += `${id}\t${++seq}\t\\\\x${Buffer.from(bytes).toString('hex')}\n`;
    }
    if (lines.length < chunk) continue;
    writeSync(handle, lines);
    lines = '';
  }
  writeSync(handle, lines);
  closeSync(handle);
  await client.query(`copy log_records (stream, seq, bytes) from '${file}'`);
  rmSync(file);
  const { node, epoch } = stream;
  await client.query('insert into log_streams (id, node, epoch, scope, next, hash) values ($1, $2, $3, $4, $5, $6)', [
    id,
    node,
    epoch,
    scope,
    seq + 1,
    Buffer.from(hash),
  ]);
  await client.query('insert into log_origins (id, node, scope) values ($1, $2, $3)', [id, node, scope]);
}

/** The floor: the same rows with the same keys and indexes by COPY, PostgreSQL's own quickest way. Says milliseconds. */
async function copyRows(client: pg.Client, folder: string): Promise<number> {
  chmodSync(folder, 0o777);
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename like '%\\_\\_%'",
  );
  let spent = 0;
  for (const { name } of rows) {
    const file = join(folder, `${name}.copy`);
    await client.query(`copy "${name}" to '${file}'`);
    await client.query(`create table bare_rows (like "${name}" including all)`);
    const began = performance.now();
    await client.query(`copy bare_rows from '${file}'`);
    spent += performance.now() - began;
    await client.query('drop table bare_rows');
    rmSync(file, { force: true });
  }
  return spent;
}
