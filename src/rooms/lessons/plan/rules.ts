/** How long pupils of some grades may go on without a teacher. A hard rule stops a plan, a soft one warns. */
type AloneRule = { readonly grades: readonly number[]; readonly most: number; readonly isHard: boolean };

/** What every plan keeps from a day on: minutes, and who says so. */
export type PlanRules = {
  readonly from: string;
  readonly source: string;
  /** Compared with a text in force. */
  readonly checked: boolean;
  /** How long a lesson may be. */
  readonly lengths: readonly number[];
  readonly alone: readonly AloneRule[];
  /** What each grade has of the room's teacher at least, alone or in a shared block. */
  readonly least: number;
  /**
   * Monotony: one form of work takes more than `share` per cent of the minutes of a grade's newest `last` lessons, where
   * there are `least` of them.
   */
  readonly forms: { readonly last: number; readonly least: number; readonly share: number };
};

/** LES-42, LES-43, LES-47: dated, newest last. A changed rule is a new line: plans of earlier days keep theirs. */
const planRules: readonly PlanRules[] = [
  {
    from: '2024-09-01',
    source:
      'No text in force that names these minutes was found. 10 minutes: what a first-grader can do alone, as the manuals on combined classes advise; 8 minutes: a fifth of a lesson.',
    checked: false,
    lengths: [35, 40, 45],
    alone: [
      { grades: [0, 1], most: 10, isHard: true },
      { grades: [2, 3, 4], most: 20, isHard: false },
    ],
    least: 8,
    forms: { last: 8, least: 4, share: 50 },
  },
];

/** Within what a head may change the minutes for their own school. */
export const planLimits = {
  firstAlone: { least: 5, most: 15 },
  least: { least: 5, most: 15 },
} as const;

/** What a head set for the school, from a day on. */
export type OwnPlanRules = { readonly from: string; readonly firstAlone: number; readonly least: number };

/** The rules on a day (`2026-09-01`), with what the school's head changed by then. */
export function planRulesOn(day: string, own: readonly OwnPlanRules[] = []): PlanRules {
  const rules = planRules.findLast(({ from }) => from <= day) ?? (planRules[0] as PlanRules);
  const set = own
    .filter(({ from }) => from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
  if (!set || set.from < rules.from) return rules;
  const alone = rules.alone.map((each) => (each.isHard ? { ...each, most: set.firstAlone } : each));
  return { ...rules, alone, least: set.least };
}
