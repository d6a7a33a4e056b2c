/** What a moving up would come to, as the server says it. */
export type MovePlan = {
  readonly year: number;
  readonly classes: readonly { readonly class: string; readonly pupils: number; readonly next: string }[];
  readonly finishes: number;
  readonly groups: readonly {
    readonly from: string;
    readonly subject: string;
    readonly grades: readonly number[];
    readonly classes: readonly string[];
    readonly teacherName: string;
  }[];
  readonly endedGroups: number;
  readonly last: { readonly year: number; readonly day: string; readonly canUndo: boolean } | null;
};

export type Moved = { readonly moved: number; readonly finished: number; readonly left: number };

/** What is said of one pupil against the rule; the name is for the screen alone. */
export type YearException = { readonly person: string; readonly name: string; readonly class: string } & (
  | { readonly does: 'stays' }
  | { readonly does: 'leaves' }
  | { readonly does: 'goes'; readonly grade: number; readonly letter: string }
);

/** A school year by its first calendar year: `2026/27`. */
export function shownYear(year: number): string {
  return `${year}/${String(year + 1).slice(2)}`;
}

/** What the server takes of an exception. */
export function saidOf(exception: YearException) {
  const { person, does } = exception;
  return exception.does === 'goes'
    ? { person, does, grade: exception.grade, letter: exception.letter }
    : { person, does };
}

/** How many go up, stay, finish and leave, exceptions counted in. */
export function countsOf(plan: MovePlan, exceptions: readonly YearException[]) {
  const finishing = new Set(plan.classes.filter((each) => each.next === '').map((each) => each.class));
  const all = plan.classes.reduce((sum, each) => sum + each.pupils, 0);
  const stays = exceptions.filter((each) => each.does === 'stays').length;
  const leaves = exceptions.filter((each) => each.does === 'leaves').length;
  const finishes = plan.finishes - exceptions.filter((each) => finishing.has(each.class)).length;
  return { moves: all - stays - leaves - finishes, stays, leaves, finishes };
}
