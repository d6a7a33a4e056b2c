import type { Activity, Part, Plan } from './plan.ts';

/** Whether a lane goes on with the same thing: equal parts in neighbouring phases are one stretch (LES-45). */
export function isSamePart(a: Part, b: Part): boolean {
  return shownPart(a) === shownPart(b);
}

function shownPart({ mode, form, pupils, teacher, activities }: Part): string {
  return JSON.stringify([mode, form, pupils, teacher ?? '', activities]);
}

/** A plan whose activities fit their stretches: what is too long is cut short, from the end. */
export function refitted(plan: Plan): Plan {
  const fitted = plan.lanes.map((_, lane) => fittedLane(plan, lane));
  const phases = plan.phases.map((phase, n) => {
    return { ...phase, parts: phase.parts.map((part, lane) => fitted[lane]?.[n] ?? part) };
  });
  return { ...plan, phases };
}

function fittedLane({ phases }: Plan, lane: number): readonly Part[] {
  const parts = phases.flatMap((phase) => phase.parts[lane] ?? []);
  const found: Part[] = [];
  for (let from = 0; from < parts.length;) {
    const part = parts[from] as Part;
    let to = from + 1;
    while (to < parts.length && isSamePart(parts[to] as Part, part)) to++;
    const minutes = phases.slice(from, to).reduce((sum, phase) => sum + phase.minutes, 0);
    const fitting = { ...part, activities: cutTo(part.activities, minutes) };
    for (let n = from; n < to; n++) found.push(fitting);
    from = to;
  }
  return found;
}

function cutTo(activities: readonly Activity[], minutes: number): Activity[] {
  const found: Activity[] = [];
  let left = minutes;
  for (const activity of activities) {
    if (left === 0) break;
    const takes = Math.min(left, activity.minutes);
    found.push({ ...activity, minutes: takes });
    left -= takes;
  }
  return found;
}
