import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { NodeId } from '#kernel/ids.ts';
import { faultOf } from '#log/fault.ts';
import { readContainer } from './container-read.ts';
import { writeContainer } from './container-write.ts';
import { checkCopy } from './copy-check.ts';
import { salvageFrom } from './salvage.ts';
import type { CopyAnswer, CopyTask } from './copy-thread.ts';

/** The thread in which stores are copied, sealed and read: a year of records must not hold up a pupil's answer. */
async function carryOut(task: CopyTask): Promise<CopyAnswer> {
  try {
    switch (task.what) {
      case 'copy':
        copy(task.from, task.to);
        return checked(task.to);
      case 'copy-postgres':
        // A node on SQLite loads nothing of PostgreSQL.
        await (await import('./copy-postgres.ts')).copyPostgres(task.from, task.to);
        flush(task.to);
        return checked(task.to);
      case 'forget':
        forget(task.file, task.persons);
        return checked(task.file);
      case 'check':
        return checked(task.file);
      case 'seal':
        await writeContainer(task.file, task.sealing);
        return { is: 'sealed' };
      case 'salvage':
        return salvage(task.damaged, task.backup, task.node);
      case 'open':
        return await openContainer(task.file, task.keys, task.to);
    }
  } catch (error) {
    const kind = faultOf(error);
    if (!kind) throw error;
    return { is: 'fault', kind };
  }
}

function checked(file: string): CopyAnswer {
  const facts = checkCopy(file);
  return facts ? { is: 'good', facts } : { is: 'damaged' };
}

function salvage(damaged: string, backup: string, node: NodeId): CopyAnswer {
  flush(backup);
  const facts = checkCopy(backup);
  return facts ? { is: 'salvaged', salvaged: salvageFrom(damaged, backup, node, facts.heads) } : { is: 'damaged' };
}

async function openContainer(file: string, keys: readonly string[], to: string): Promise<CopyAnswer> {
  const container = await readContainer(file, keys, to);
  if (typeof container === 'string') return { is: 'refused', why: container };
  return checkCopy(to) ? { is: 'opened', container } : { is: 'damaged' };
}

/** One moment of the store, without pages that are free: in them an erased key could still stand. */
function copy(from: string, to: string): void {
  const store = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    store.prepare('vacuum into ?').run(to);
  } finally {
    store.close();
  }
  flush(to);
}

/** CARE-5: the keys of erased persons go out of an older copy, with every trace in its pages. */
function forget(file: string, persons: readonly string[]): void {
  const copied = new DatabaseSync(file);
  try {
    copied.exec('pragma secure_delete = on; pragma journal_mode = memory; begin');
    for (const person of persons) {
      copied.prepare('delete from log_keys where person = ?').run(person);
      copied.prepare('insert into log_erased (person) values (?) on conflict do nothing').run(person);
    }
    copied.exec('commit');
  } finally {
    copied.close();
  }
  flush(file);
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(await carryOut(workerData as CopyTask));
