import type { Had } from './world.ts';
import type { Activity, Form, Lane } from './plan.ts';
import type { PlanRules } from './rules.ts';

/** What a source is asked for: a lane's subject, grade and objectives. */
export type ActivityNeed = Pick<Lane, 'group' | 'subject' | 'grade' | 'objectives'>;

/** An activity that a source offers, with what the planner orders them by. */
export type Offer = {
  readonly activity: Activity;
  readonly objectives: readonly string[];
  /** The lane has done it already: it comes last. */
  readonly isDone: boolean;
};

/** Where activities come from: lessons of the library, tests of the school; labs by the same interface. Offers stand in teaching order. */
export type ActivitySource = { readonly offers: (need: ActivityNeed) => readonly Offer[] };

/** What the planner needs of a lesson on the shelf. */
export type ShelfEntry = {
  readonly pack: string;
  readonly lesson: string;
  readonly subject: string;
  readonly grade: number;
  readonly minutes: number;
  readonly objectives: readonly string[];
};

/** The library as a source; `isDone` knows what a group's grade has had. */
export function librarySource(
  shelf: readonly ShelfEntry[],
  isDone: (need: ActivityNeed, entry: ShelfEntry) => boolean,
): ActivitySource {
  return {
    offers: (need) => {
      const fitting = shelf.filter(({ subject, grade }) => subject === need.subject && grade === need.grade);
      return fitting.map((entry) => {
        const { pack, lesson, minutes, objectives } = entry;
        const activity: Activity = { kind: 'lesson', pack, lesson, minutes: Math.min(90, Math.max(1, minutes)) };
        return { activity, objectives, isDone: isDone(need, entry) };
      });
    },
  };
}

/** What the planner needs of a task of a virtual lab. */
export type LabEntry = {
  readonly subject: string;
  readonly grades: readonly number[];
  readonly minutes: number;
  readonly objectives: readonly string[];
  /** What pupils are told to do, and where they find it. */
  readonly text: string;
};

/** Virtual labs as a source: pupils find the lab on their own day, so it stands in a plan as a task in words. */
export function labSource(entries: readonly LabEntry[]): ActivitySource {
  return {
    offers: ({ subject, grade }) => {
      const fitting = entries.filter((each) => each.subject === subject && each.grades.includes(grade));
      return fitting.map(({ text, minutes, objectives }) => {
        return { activity: { kind: 'task', text, minutes: Math.min(90, minutes) }, objectives, isDone: false };
      });
    },
  };
}

/**
 * LES-53: offers for a lane, best first: those with most of its objectives, what was not done yet before what was, then
 * the order of teaching. Where objectives are chosen, an offer without any of them comes only for who finishes early.
 */
export function ranked(sources: readonly ActivitySource[], need: ActivityNeed): readonly Offer[] {
  const offers = sources.flatMap((source) => source.offers(need));
  const hits = ({ objectives }: Offer): number => objectives.filter((code) => need.objectives.includes(code)).length;
  return offers.toSorted((a, b) => Number(a.isDone) - Number(b.isDone) || hits(b) - hits(a));
}

/**
 * What a lane does in its stretches alone. A lesson that is longer than a stretch goes on in the next one; nothing is
 * taken up that has nothing to do with the lane's objectives.
 */
export function fillStretches(
  offers: readonly Offer[],
  { objectives }: ActivityNeed,
  stretches: readonly number[],
): { readonly activities: readonly (readonly Activity[])[]; readonly rest: readonly Offer[] } {
  const isFitting = (offer: Offer): boolean => {
    return objectives.length === 0 || offer.objectives.some((code) => objectives.includes(code));
  };
  const fitting = offers.filter(isFitting);
  const used = new Set<Offer>();
  let at = 0;
  let left = fitting[0]?.activity.minutes ?? 0;
  const activities = stretches.map((stretch) => {
    const taken: Activity[] = [];
    let room = stretch;
    while (room > 0 && at < fitting.length && taken.length < mostActivities) {
      const offer = fitting[at] as Offer;
      const minutes = Math.min(room, left);
      taken.push({ ...offer.activity, minutes });
      used.add(offer);
      room -= minutes;
      left -= minutes;
      if (left === 0) left = fitting[++at]?.activity.minutes ?? 0;
    }
    return taken;
  });
  return { activities, rest: offers.filter((offer) => !used.has(offer)) };
}

/** As many as a part or `more` holds. */
const mostActivities = 6;
/** Enough for who finishes early: two lessons more. */
const moreOffers = 2;

/** LES-53: for who finishes early, what fits the objectives first. */
export function moreOf(rest: readonly Offer[]): Activity[] {
  return rest.slice(0, moreOffers).map(({ activity }) => activity);
}

/** Forms of work that a lane can do alone, the usual first. Experiments are for the sciences. */
const aloneForms: readonly Form[] = ['drill', 'reading', 'pair', 'writing', 'making', 'game'];
const sciences = new Set(['physics', 'chemistry', 'biology', 'natural-science', 'world']);

/**
 * LES-47: the form of a stretch alone: the usual one, unless it would take more of the newest lessons than is good; then
 * the one that the lane has had least.
 */
export function formAlone(
  usual: Form,
  minutes: number,
  { subject, had, rules }: { readonly subject: string; readonly had: Had | undefined; readonly rules: PlanRules },
): Form {
  if (!had || had.lessons + 1 < rules.forms.least) return usual;
  const hadOf = (form: Form): number => had.minutes[form] ?? 0;
  if (100 * (hadOf(usual) + minutes) <= rules.forms.share * (had.total + minutes)) return usual;
  const candidates: readonly Form[] = sciences.has(subject) ? [...aloneForms, 'experiment'] : aloneForms;
  return candidates.toSorted((a, b) => hadOf(a) - hadOf(b))[0] ?? usual;
}
