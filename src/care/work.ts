import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '#http/house.ts';
import { regionScope, schoolScope } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import type { SyncDesk } from '#sync/index.ts';
import { storeBytes } from './backups.ts';
import { checkStreams } from './check.ts';
import type { FoundWrong, TimeSource } from './clock.ts';
import type { CareDesk } from './desk.ts';
import { backupFolder, bytesBelow } from './folder.ts';
import { withSample } from './growth.ts';
import { keep, readKept } from './kept.ts';
import { makeLeaving } from './leaving.ts';
import { clockDoubted } from './records.ts';
import { forgetSetAside } from './set-aside.ts';
import { asideFolder } from './swap.ts';

const leavingFolder = (folder: string): string => join(backupFolder(folder), 'leaving');
/** So long a store that was taken out of use stays. */
const asideLifetime = 30 * day;
/** A sealed backup that nobody took away. */
const leavingLifetime = day;

/** CARE-3: a copy of the store, by night or by the button. */
export async function makeBackup(house: House, desk: CareDesk): Promise<void> {
  desk.busy.backup = true;
  try {
    const made = await desk.backups.make(house.clock.now());
    if (made.ok) desk.refused.delete('backup');
    else desk.refused.set('backup', made.error);
    desk.log.write(made.ok ? `backup made, ${made.value.records} records` : `backup refused: ${made.error.key}`);
  } finally {
    desk.busy.backup = false;
  }
}

/** A sealed backup that waits to be taken away (BAK-1). */
export async function makeLeavingBackup(house: House, desk: CareDesk, sync: SyncDesk): Promise<void> {
  desk.busy.leaving = true;
  try {
    const { folder, backups } = desk;
    const needs = { folder, self: house.self, backups, regionAge: () => sync.authority.region?.age };
    await dropLeaving(desk);
    const erased = (await erasedPersons(house)).length;
    const made = await makeLeaving(needs, leavingFolder(folder), house.clock.now());
    desk.left = made.ok ? { ...made.value, erased } : undefined;
    if (made.ok) desk.refused.delete('leaving');
    else desk.refused.set('leaving', made.error);
    desk.log.write(made.ok ? 'sealed backup made' : `sealed backup refused: ${made.error.key}`);
  } finally {
    desk.busy.leaving = false;
  }
}

/** CARE-7. At most one at a time. */
export async function checkRecords(house: House, desk: CareDesk, isStopped: () => boolean): Promise<void> {
  if (desk.busy.check) return;
  desk.busy.check = { done: 0, total: 0 };
  try {
    const tell = (progress: { done: number; total: number }): void => {
      desk.busy.check = progress;
    };
    const result = await checkStreams(house.log, () => house.clock.now(), tell, isStopped);
    if (!result) return;
    desk.log.write(`records checked: ${result.records}, wrong streams: ${result.wrong.join(' ') || 'none'}`);
    await keep(house.log, { check: result });
    if (result.wrong.length > 0) desk.faults.hear('damaged');
  } finally {
    delete desk.busy.check;
  }
}

/** Room by the button: older copies, stores set aside, and what waits to be taken away go. */
export async function makeRoom(house: House, desk: CareDesk): Promise<void> {
  await desk.backups.spare();
  await rm(asideFolder(desk.folder), { recursive: true, force: true });
  await dropLeaving(desk);
  await lookAtDisk(house, desk);
}

export async function lookAtDisk(house: House, desk: CareDesk): Promise<void> {
  await desk.faults.look(() => house.log.setState('care-probe', Buffer.from(String(house.clock.now()))));
}

/** CARE-21: what another clock says; a span that was wrong becomes a record. */
export async function hearTime(house: House, desk: CareDesk, at: number, by: TimeSource): Promise<void> {
  const found = desk.clock?.hear(at, by);
  if (desk.clock) await keepOffset(house, desk, found);
}

/**
 * What an adult's device shows at their sign-in counts where this clock is doubtful, and never turns it back: for the rest
 * there is the button, which somebody presses who has looked.
 */
export async function hearAtSignIn(house: House, desk: CareDesk, at: number): Promise<void> {
  if (desk.clock?.state().doubtfulSince === undefined || at < house.clock.now()) return;
  await hearTime(house, desk, at, 'adult');
}

async function keepOffset(house: House, desk: CareDesk, found: FoundWrong | undefined): Promise<void> {
  if (!found || !desk.clock) return;
  const scope = house.self.school ? schoolScope(house.self.school) : regionScope;
  await keep(house.log, { offset: desk.clock.state().offset });
  await house.log.write(() => ({ records: [clockDoubted.draft(scope, 'node', { ...found })], answer: undefined }));
  desk.log.write(`clock corrected by ${found.offset} ms, by ${found.by}`);
}

/** CARE-6: how large everything is today. */
export async function sampleGrowth(house: House, desk: CareDesk): Promise<void> {
  const at = house.clock.now();
  const { growth } = await readKept(house.log);
  if (growth.some((sample) => Math.floor(sample.at / day) === Math.floor(at / day))) return;
  const bytes = (await storeBytes(desk.folder)) + (await bytesBelow(join(desk.folder, 'files')));
  await keep(house.log, { growth: withSample(growth, { at, bytes }) });
}

/** CARE-5: keys of persons who were erased go out of what lies beside the store too; a sealed backup is not to be edited. */
export async function forgetErased(house: House, desk: CareDesk): Promise<void> {
  const persons = await erasedPersons(house);
  if (persons.length === 0) return;
  await desk.backups.forget(persons);
  await forgetSetAside(desk.folder, persons);
  if (desk.left && persons.length > desk.left.erased) await dropLeaving(desk);
}

async function erasedPersons(house: House): Promise<string[]> {
  const rows = await house.log.read.all<{ person: string }>('select person from log_erased');
  return rows.map(({ person }) => person);
}

/** A sealed backup that nobody took away is gone: its folder, and the word that it waits. */
export async function dropLeaving(desk: CareDesk): Promise<void> {
  desk.left = undefined;
  await rm(leavingFolder(desk.folder), { recursive: true, force: true });
}

/** What has served its time goes. */
export async function tidy(house: House, desk: CareDesk): Promise<void> {
  const now = house.clock.now();
  for (const [place, lifetime] of [
    [asideFolder(desk.folder), asideLifetime],
    [leavingFolder(desk.folder), leavingLifetime],
  ] as const) {
    for (const name of await readdir(place).catch((): string[] => [])) {
      const found = await stat(join(place, name)).catch(() => undefined);
      if (found && now - found.mtimeMs > lifetime) await rm(join(place, name), { recursive: true, force: true });
    }
  }
}
