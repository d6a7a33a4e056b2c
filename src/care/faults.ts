import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse, type Refusal } from '#kernel/result.ts';
import { faultOf } from '#log/fault.ts';
import type { FaultKind } from '#log/store.ts';
import { roomOf } from './folder.ts';

export type Fault = { readonly kind: FaultKind; readonly since: number };

/** What is wrong with the disk now, and what is let through meanwhile. */
export interface Faults {
  /** Hears of a fault when it happens; answers with what it is, as the disk shows it. */
  hear(kind: FaultKind): FaultKind;
  now(): Fault | undefined;
  /** CARE-11: why a request is not let through while the disk is full; gives the reserve up for who may make room. */
  barrier(method: string, path: string): Refusal | undefined;
  /** Keeps the reserve, as far as there is room for it. */
  keepReserve(): Promise<void>;
  /** Tries whether the disk is well again: `write` writes something small. */
  look(write: () => Promise<unknown>): Promise<void>;
}

export type FaultNeeds = {
  readonly folder: string;
  readonly clock: () => number;
  /** The store is damaged: the node must end, and be opened anew (CARE-14). */
  readonly damaged: () => void;
  readonly told: (kind: FaultKind) => void;
};

const mebibyte = 1024 * 1024;
const largestReserve = 32 * mebibyte;
const reserveName = 'reserve';
const damagedName = 'damaged.json';

/** Who makes room must be able to sign in, and to do what the page of the server's state offers. */
const openPaths = /^\/api\/(people\/sign-in\/adult|people\/sign-out|care\/)/;

export function faultsOf({ folder, clock, damaged, told }: FaultNeeds): Faults {
  const reserve = join(folder, reserveName);
  let current: Fault | undefined;
  const hear = (said: FaultKind): FaultKind => {
    const kind = faultIn(folder, said);
    if (current?.kind !== kind) {
      current = { kind, since: clock() };
      told(kind);
    }
    if (kind !== 'damaged') return kind;
    markDamaged(folder, clock());
    damaged();
    return kind;
  };
  const barrier: Faults['barrier'] = (method, path) => {
    if (current?.kind !== 'full' || method === 'GET' || method === 'HEAD') return undefined;
    if (!openPaths.test(path)) return refuse('care.disk-full', 507).error;
    rmSync(reserve, { force: true });
    return undefined;
  };
  const keepReserve = async (): Promise<void> => {
    const { free, total } = await roomOf(folder);
    const bytes = reserveBytes(total);
    if (existsSync(reserve) && statSync(reserve).size >= bytes) return;
    if (free < 3 * bytes) return;
    try {
      await using file = await open(reserve, 'w');
      // Some file systems store zeros as nothing: only random bytes hold the room. Bit by bit, beside what is asked.
      for (let at = 0; at < bytes; at += mebibyte) await file.writeFile(randomBytes(Math.min(mebibyte, bytes - at)));
      await file.sync();
    } catch {
      rmSync(reserve, { force: true });
    }
  };
  const look: Faults['look'] = async (write) => {
    if (!current || current.kind === 'damaged') return;
    const { free, total } = await roomOf(folder);
    if (current.kind === 'full' && free < 3 * reserveBytes(total)) return;
    try {
      await write();
      current = undefined;
      await keepReserve();
    } catch {
      // It is as it was, and looked at again.
    }
  };
  return { hear, now: () => current, barrier, keepReserve, look };
}

/** A fiftieth of a small disk, and no more than 32 MB of a large one. */
export function reserveBytes(total: number): number {
  return Math.min(largestReserve, Math.max(mebibyte, Math.floor(total / 50)));
}

/** SQLite says of a disk that has become read-only only that writing or opening fails: a file of our own tells it. */
export function faultIn(folder: string, kind: FaultKind): FaultKind {
  if (kind !== 'failing') return kind;
  const probe = join(folder, 'probe');
  try {
    writeFileSync(probe, '');
    rmSync(probe);
    return kind;
  } catch (denied) {
    return faultOf(denied) ?? kind;
  }
}

/** CARE-14: leaves a mark, so that the folder alone says what it calls for. */
export function markDamaged(folder: string, at: number): void {
  try {
    writeFileSync(join(folder, damagedName), JSON.stringify({ at }), { flush: true });
  } catch {
    // A disk that takes nothing: the next opening finds the damage by itself.
  }
}

export function isMarkedDamaged(folder: string): boolean {
  return existsSync(join(folder, damagedName));
}

export function unmarkDamaged(folder: string): void {
  rmSync(join(folder, damagedName), { force: true });
}
