import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { searchable } from '#kernel/search.ts';
import { nameKey } from './roster/names.ts';

/** A pupil as a school entered them, wherever in the region. */
export type Entry = {
  readonly person: PersonId;
  readonly family: string;
  readonly given: string;
  readonly patronymic: string;
  readonly birth: string;
  /** The school of the newest place, its class, and since when; `until` where it has ended. */
  readonly school: SchoolId;
  readonly grade: number;
  readonly letter: string;
  readonly since: string;
  readonly until: string;
};

/** Why two entries may be one child: equal names, or names that a slip of the pen makes of each other. */
export type EntryLikeness = 'same' | 'similar';
export type EntryPair = { readonly likeness: EntryLikeness; readonly entries: readonly [Entry, Entry] };

/**
 * PPL-40: pairs of entries of different schools that may be one child: the date of birth is the same, and so are the
 * names, as they are or but for a slip. Pure; the surest first, then by name.
 */
export function likelyTwice(entries: readonly Entry[], isSettled: (a: PersonId, b: PersonId) => boolean): EntryPair[] {
  const pairs: EntryPair[] = [];
  for (const born of Map.groupBy(entries, (entry) => entry.birth).values()) {
    for (const [n, one] of born.entries()) {
      for (const other of born.slice(n + 1)) {
        if (one.person === other.person || one.school === other.school) continue;
        const likeness = likenessOf(one, other);
        if (likeness && !isSettled(one.person, other.person)) pairs.push({ likeness, entries: newestLast(one, other) });
      }
    }
  }
  return pairs.toSorted((a, b) => rank(a) - rank(b) || compare(a.entries[0].family, b.entries[0].family));
}

function rank({ likeness }: EntryPair): number {
  return likeness === 'same' ? 0 : 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entry with the newer place last: there the child most likely is. An open place is newer than an ended one. */
function newestLast(a: Entry, b: Entry): readonly [Entry, Entry] {
  const isOpen = (entry: Entry): number => (entry.until === '' ? 1 : 0);
  return isOpen(a) - isOpen(b) > 0 || (isOpen(a) === isOpen(b) && a.since > b.since) ? [b, a] : [a, b];
}

function likenessOf(a: Entry, b: Entry): EntryLikeness | undefined {
  if (nameKey(a.family, a.given) === nameKey(b.family, b.given)) return 'same';
  const [one, other] = [plainNames(a), plainNames(b)];
  const isSwapped = one.family === other.given && one.given === other.family;
  const isNear =
    (one.family === other.family && isSlip(one.given, other.given)) ||
    (one.given === other.given && isSlip(one.family, other.family));
  return isSwapped || isNear ? 'similar' : undefined;
}

/** Without the Kazakh letters, which not every keyboard has. */
function plainNames({ family, given }: Entry): { readonly family: string; readonly given: string } {
  return { family: searchable(family), given: searchable(given) };
}

/** Names shorter than this are different where a letter is: Ася is not Аня. */
const shortest = 4;

/** Equal, or different by one letter that was added, left out, exchanged for another, or swapped with its neighbour. */
function isSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < shortest || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
