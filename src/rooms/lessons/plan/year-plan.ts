/** A lesson that a grade has by the calendar and the timetable. */
export type YearLesson = { readonly day: string; readonly slot: string; readonly quarter: number };

/** What is taught in one lesson. */
export type YearTopic = { readonly topic: string; readonly objectives: readonly string[] };

export type YearRow = YearLesson & {
  /** Counted over the year, from 1. */
  readonly number: number;
  readonly topic: string;
  readonly objectives: readonly string[];
  /** From a plan that was made for the day; else proposed, or for the teacher to fill in. */
  readonly by: 'plan' | 'proposed' | 'empty';
};

type YearNeeds = {
  readonly lessons: readonly YearLesson[];
  /** What was planned for a lesson; undefined where nothing was. */
  readonly planned: (lesson: YearLesson) => YearTopic | undefined;
  /** The subject's lessons on the shelf for the grade, in teaching order. */
  readonly shelf: readonly YearTopic[];
  /** The grade's objectives in teaching order. */
  readonly objectives: readonly string[];
};

/**
 * LES-56: a grade's year in one subject: each lesson of the calendar with what was planned for it; the others get, in
 * teaching order, what the shelf has and was not planned, then objectives that nothing named yet. What neither knows is
 * left for the teacher: nothing is invented.
 */
export function yearPlan({ lessons, planned, shelf, objectives }: YearNeeds): readonly YearRow[] {
  const taken = lessons.flatMap((lesson) => planned(lesson) ?? []);
  const topics = new Set(taken.map(({ topic }) => topic));
  const free = shelf.filter(({ topic }) => !topics.has(topic));
  const named = new Set([...taken, ...free].flatMap((each) => each.objectives));
  const rest = objectives
    .filter((code) => !named.has(code))
    .map((code): YearTopic => ({ topic: '', objectives: [code] }));
  const queue = [...free, ...rest];
  return lessons.map((lesson, n): YearRow => {
    const own = planned(lesson);
    const found = own ?? queue.shift();
    const by = own ? 'plan' : found ? 'proposed' : 'empty';
    return { ...lesson, number: n + 1, topic: found?.topic ?? '', objectives: found?.objectives ?? [], by };
  });
}
