import { day } from '#kernel/time.ts';

/** A copy of the store in the backup folder. `isGood`: it was read whole after it was written. */
export type KeptBackup = {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
  readonly isGood: boolean;
};

const days = 7;
const weeks = 4;

/**
 * The backups that go (CARE-4): the newest of each of the last seven days that have one and of the last four weeks stay,
 * as far as they have room together; the newest good one stays in any case. Days are those of UTC.
 */
export function toPrune(backups: readonly KeptBackup[], room: number): readonly KeptBackup[] {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at);
  const newestGood = newestFirst.find(({ isGood }) => isGood);
  const wanted = new Set<KeptBackup>([
    ...newestOfEach(newestFirst, day).slice(0, days),
    ...newestOfEach(newestFirst, 7 * day).slice(0, weeks),
  ]);
  let left = room - (newestGood?.bytes ?? 0);
  const kept = new Set<KeptBackup>(newestGood ? [newestGood] : []);
  for (const each of newestFirst) {
    if (!wanted.has(each) || kept.has(each) || !each.isGood || each.bytes > left) continue;
    left -= each.bytes;
    kept.add(each);
  }
  return newestFirst.filter((each) => !kept.has(each));
}

function newestOfEach(newestFirst: readonly KeptBackup[], span: number): KeptBackup[] {
  const seen = new Set<number>();
  return newestFirst.filter(({ at, isGood }) => {
    const part = Math.floor(at / span);
    if (!isGood || seen.has(part)) return false;
    seen.add(part);
    return true;
  });
}
