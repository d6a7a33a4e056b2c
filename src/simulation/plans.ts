import { day as dayMilliseconds, hour } from '#kernel/time.ts';
import { mintId, schoolScope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { dayOf } from '#people/index.ts';
import { selectLessons, type ShelfLesson } from '#rooms/library/index.ts';
import { librarySource } from '#rooms/lessons/plan/fill.ts';
import { makePlan, type LaneWish } from '#rooms/lessons/plan/planner.ts';
import { planRulesOn } from '#rooms/lessons/plan/rules.ts';
import { templatesFor } from '#rooms/lessons/plan/templates.ts';
import { textsFrom } from '#rooms/lessons/plan/texts.ts';
import { planPlaced, planSaved } from '#rooms/lessons/records-plan.ts';
import words from '#rooms/lessons/words/plan.kk.json' with { type: 'json' };
import { slotsOn, type SlotOn } from '#rooms/timetable/index.ts';
import type { SetClock } from './activity.ts';
import type { Dice } from './dice.ts';
import type { InventedPeople } from './people.ts';

type Options = {
  readonly people: InventedPeople;
  readonly dice: Dice;
  readonly clock: SetClock;
  /** Where the shelf is read. */
  readonly reading: House;
};

/** Days before and after today that have plans: what was planned, and what is planned already. */
const daysBefore = 7;
const daysAfter = 2;

/**
 * Plans as teachers of combined classes might have made them, a day ahead: for the lessons of ten days in which several
 * grades sit together, by the planner that the screen has, from lessons of the shelf in their order.
 */
export async function planDays(house: House, options: Options, today: number): Promise<void> {
  const { school } = house.self;
  if (!school) return;
  const dice = options.dice.child('plans');
  const shelf = await selectLessons(options.reading.log.read);
  const had = new Map<string, number>();
  for (let ago = -daysBefore; ago <= daysAfter; ago++) {
    const at = today + ago * dayMilliseconds;
    const day = dayOf(at as Parameters<typeof dayOf>[0]);
    options.clock.set(Math.min(today, at - 14 * hour));
    for (const lesson of await slotsOn(house.log.read, school, day)) {
      const drafts = planDrafts({ ...options, dice }, { shelf, had, day, lesson, scope: schoolScope(school) });
      if (drafts.length > 0) await house.log.write(() => ({ records: drafts, answer: undefined }));
    }
  }
  options.clock.set(today);
}

type Planning = {
  readonly shelf: readonly ShelfLesson[];
  /** How many lessons of the shelf each lane has had. */
  readonly had: Map<string, number>;
  readonly day: string;
  readonly lesson: SlotOn;
  readonly scope: ReturnType<typeof schoolScope>;
};

function planDrafts({ people, dice }: Options, { shelf, had, day, lesson, scope }: Planning) {
  const groups = people.groups.filter(({ group }) => lesson.groups.includes(group));
  const lanes = groups.flatMap(({ group, subject, grades }) => grades.map((grade) => ({ group, subject, grade })));
  const rules = planRulesOn(day);
  if (lanes.length < 2 || !rules.lengths.includes(lesson.minutes)) return [];
  const wishes = lanes
    .toSorted((a, b) => a.grade - b.grade)
    .map((lane): LaneWish => {
      const key = `${lane.group} ${lane.grade}`;
      const fitting = shelf.filter((each) => each.subject === lane.subject && each.grade === lane.grade);
      const next = fitting[(had.get(key) ?? 0) % Math.max(1, fitting.length)];
      had.set(key, (had.get(key) ?? 0) + 1);
      const objectives = (next?.objectives ?? []).filter((code) => code.startsWith(`${lane.grade}.`));
      return { ...lane, topic: next?.titles.kk ?? '', objectives, isRemote: false };
    });
  if (!wishes.some(({ topic }) => topic)) return [];
  const title = wishes.map(({ topic }) => topic).find(Boolean) ?? '';
  const template = dice.pick(templatesFor(wishes.length)).id;
  const say = (key: string): string => (words as Readonly<Record<string, string>>)[key] ?? key;
  const made = makePlan(
    { title, minutes: lesson.minutes, lanes: wishes, template },
    { rules, hasRemote: false, sources: [librarySource(shelf, () => false)], texts: textsFrom(say) },
  );
  if (!made.isPlan) return [];
  const plan = mintId<string>(dice);
  return [
    planSaved.draft(scope, lesson.teacher, { plan, version: 1, content: made.plan }),
    planPlaced.draft(scope, lesson.teacher, { plan, day, slot: lesson.slot }),
  ];
}
