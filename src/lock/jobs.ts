import { day } from '#kernel/time.ts';
import type { House, JobStart } from '#http/house.ts';
import type { LogRecord } from '#log/record.ts';
import type { DiskLock } from './disk-lock.ts';
import { changeVaultKey } from './vault-key.ts';

/** A device that did not come for so long has no key any more (LOCK-4). */
const keyMilliseconds = 60 * day;
/** The wake secret and the vault key are changed by themselves after so long. */
const yearMilliseconds = 365 * day;

const lookMilliseconds = day;

/** Records after which somebody's devices may have to do without a key. */
const triggers = new Set(['people.tablet-retired', 'people.post-ended', 'people.person-erased']);

export type HolderNeeds = {
  /** Whether a holder (`tablet:<id>`, `person:<id>`) may still wake the server. */
  readonly mayHold: (house: House, holder: string) => Promise<boolean>;
  readonly report: (error: unknown) => void;
};

/**
 * What the lock does by itself: keys of devices that are gone, of people whose post ended or whose secret is new, are
 * taken back; each year the vault key is changed. At the start too, so that a power cut skips nothing. An error ends nothing: the next record, or the next day, tries again.
 */
export function lockJob(lock: DiskLock, needs: HolderNeeds): JobStart {
  return (house) => {
    let running: Promise<void> = Promise.resolve();
    const run = (work: () => Promise<void>): void => {
      running = running.then(work).catch(needs.report);
    };
    const look = (): void => run(() => settleLock(house, lock, needs));
    look();
    const timer = setInterval(look, lookMilliseconds);
    timer.unref();
    const stopHearing = house.log.onCommit((records) => {
      if (records.some((record) => triggers.has(record.type))) look();
      const renewed = records.filter((record) => record.type === 'people.credential-set');
      if (renewed.length > 0) run(async () => void (await lock.takeBack(isOlderThan(renewed))));
    });
    return async () => {
      clearInterval(timer);
      stopHearing();
      await running;
    };
  };
}

/**
 * Keys that were given before their holder's secret became another one. What comes back to a restored server tells of
 * secrets that are older than the keys that it has given since.
 */
function isOlderThan(renewed: readonly LogRecord[]): (key: { holder: string; since: number }) => boolean {
  const at = new Map<string, number>();
  for (const { body, time } of renewed) {
    const holder = `person:${(body as { person: string }).person}`;
    at.set(holder, Math.max(time, at.get(holder) ?? time));
  }
  return ({ holder, since }) => (at.get(holder) ?? Number.NEGATIVE_INFINITY) >= since;
}

/** Everything that is due now. */
export async function settleLock(house: House, lock: DiskLock, needs: HolderNeeds): Promise<void> {
  const now = house.clock.now();
  const holders = new Set(lock.file().keys.map((key) => key.holder));
  const gone = new Set<string>();
  for (const holder of holders) if (!(await needs.mayHold(house, holder))) gone.add(holder);
  await lock.takeBack((key) => gone.has(key.holder) || key.since < now - keyMilliseconds);
  const since = await sinceOf(house);
  if (now - since <= yearMilliseconds) return;
  await noteChange(house, now);
  if (lock.secret()) await lock.change();
  await changeVaultKey(house, lock);
}

const stateName = 'vault-changed';

/** Since when the vault key is this one. A node that never changed it counts from its first look on. */
async function sinceOf(house: House): Promise<number> {
  const stored = await house.log.getState(stateName);
  if (stored) return Number(Buffer.from(stored).toString('utf8'));
  await noteChange(house, house.clock.now());
  return house.clock.now();
}

async function noteChange(house: House, at: number): Promise<void> {
  await house.log.setState(stateName, Buffer.from(String(at)));
}
