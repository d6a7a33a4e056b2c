import type { House, JobStart } from '#http/house.ts';
import { fromCbor } from '#log/record.ts';
import { day, hour, localOffset, minute } from '#kernel/time.ts';
import { faultOf } from '#log/fault.ts';
import type { SyncDesk } from '#sync/index.ts';
import type { CareDesk } from './desk.ts';
import { keep, readKept } from './kept.ts';
import { takeSalvage } from './salvage.ts';
import {
  checkRecords,
  dropLeaving,
  forgetErased,
  hearTime,
  lookAtDisk,
  makeBackup,
  sampleGrowth,
  tidy,
} from './work.ts';

const lookEvery = 15_000;
/** From 22 to 5 nobody is at school. */
const isNight = (now: number): boolean => {
  const hourOfDay = ((now + localOffset) % day) / hour;
  return hourOfDay >= 22 || hourOfDay < 5;
};

/**
 * What care does by itself: once at the start, then a look every quarter of a minute. A server that is switched off each
 * evening makes its copy by day, once the night's is four hours late.
 */
export function keepWell(desk: CareDesk, sync: SyncDesk): JobStart {
  return (house) => {
    let isStopped = false;
    let doing: Promise<void> = begin(house, desk).catch((error: unknown) => report(desk, error));
    let isDoing = false;
    const turn = turnOf(house, desk, sync, () => isStopped);
    const timer = setInterval(() => {
      if (isDoing) return;
      isDoing = true;
      doing = turn()
        .catch((error: unknown) => report(desk, error))
        .finally(() => (isDoing = false));
    }, lookEvery);
    timer.unref();
    const stopHearing = house.log.onCommit((records) => {
      for (const { stream, time } of records) if (stream.node === house.self.node) desk.clock?.wrote(time);
    });
    return async () => {
      isStopped = true;
      clearInterval(timer);
      stopHearing();
      await doing;
      await desk.backups.idle();
      desk.log.write('stopped');
      desk.ended();
    };
  };
}

async function begin(house: House, desk: CareDesk): Promise<void> {
  desk.log.write(`started ${desk.version}, epoch ${house.self.epoch}${desk.wasCut ? ', after it was cut off' : ''}`);
  if (desk.wasCut) {
    const { cuts } = await readKept(house.log);
    await keep(house.log, { cuts: [...cuts, house.clock.now()].slice(-50) });
  }
  await dropLeaving(desk);
  const taken = await takeSalvage(house, desk.folder);
  if (taken > 0) desk.log.write(`${taken} records saved from the damaged store`);
  await sampleGrowth(house, desk);
}

/** One look. What takes long is begun at night, or when it is late, one after the other. */
function turnOf(house: House, desk: CareDesk, sync: SyncDesk, isStopped: () => boolean): () => Promise<void> {
  let regionSaid = 0;
  return async () => {
    await lookAtDisk(house, desk);
    if (desk.faults.now()) return;
    await desk.faults.keepReserve();
    regionSaid = await hearRegion(house, desk, sync, regionSaid);
    await sampleGrowth(house, desk);
    await forgetErased(house, desk);
    const now = house.clock.now();
    const isDue = (last: number): boolean => now - last > (isNight(now) ? 16 * hour : 28 * hour);
    const [newest] = await desk.backups.list();
    // After the vault key was changed the older copies' names are readable with no key any more.
    const isOurs = newest?.vault === desk.vault.mark;
    if ((isDue(newest?.at ?? 0) || (newest && !isOurs)) && !desk.refused.has('backup')) {
      await makeBackup(house, desk);
      await tidy(house, desk);
    }
    if (!isNight(now)) return;
    desk.refused.delete('backup');
    const { check } = await readKept(house.log);
    if (isDue(check?.at ?? 0)) await checkRecords(house, desk, isStopped);
  };
}

/** The region's clock as the last round measured it against this node's. Each measurement is heard once. */
async function hearRegion(house: House, desk: CareDesk, sync: SyncDesk, before: number): Promise<number> {
  if (!desk.clock || !sync.authority.region) return before;
  const stored = await house.log.getState('sync-link');
  if (!stored) return before;
  const { lastSuccess = 0, clockOffset } = fromCbor(stored) as { lastSuccess?: number; clockOffset?: number };
  if (lastSuccess === before || clockOffset === undefined) return before;
  const age = house.clock.now() - lastSuccess;
  if (before !== 0 && age < 11 * minute) await hearTime(house, desk, house.clock.now() + clockOffset, 'region');
  return lastSuccess;
}

function report(desk: CareDesk, error: unknown): void {
  const kind = faultOf(error);
  if (kind) {
    desk.faults.hear(kind);
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : typeof error;
  desk.log.write(`care: a job failed\n${stack}`);
}
