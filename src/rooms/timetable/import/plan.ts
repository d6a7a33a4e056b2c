import type { Slot } from '../model/slot.ts';

/** What taking a file over would change. Slots that stay as they are keep their ids, and nothing is written of them. */
export type ImportPlan = {
  readonly added: readonly Slot[];
  readonly dropped: readonly Slot[];
  readonly kept: number;
};

/** The file is the whole week: what is not in it goes. Remote lessons, which no file has, stay. */
export function planImport(present: readonly Slot[], wanted: readonly Slot[]): ImportPlan {
  const left = new Map(present.filter((each) => !each.remote).map((each) => [contentOf(each), each]));
  const added: Slot[] = [];
  let kept = 0;
  for (const slot of wanted) {
    if (left.delete(contentOf(slot))) kept += 1;
    else added.push(slot);
  }
  return { added, dropped: [...left.values()], kept };
}

function contentOf({ weekday, period, groups, teacher, room }: Slot): string {
  return JSON.stringify([weekday, period, groups.toSorted(), teacher, room]);
}
