/** The hard rules: a plan that breaks one is a draft and cannot be saved (LES-41 … LES-48). */
export const hardRules = [
  'lanes',
  'lane-twice',
  'parts',
  'length',
  'sum',
  'teacher-twice',
  'themes',
  'shared-alone',
  'first-alone',
  'least',
  'activities',
  'no-remote',
  'remote-twice',
  'objective-grade',
  'objective-absent',
  'size',
] as const;
export type HardRule = (typeof hardRules)[number];

/** What a plan may do, and its author should know. */
export const softRules = [
  'young-alone',
  'idle',
  'no-more',
  'objective-unknown',
  'no-objective',
  'no-topic',
  'monotony',
  'only-remote',
  'telephones',
] as const;
export type SoftRule = (typeof softRules)[number];

/** One rule that does not hold, where, and with which numbers. `lane` is the lane's letter, `phase` counts from 0. */
export type Finding<Rule extends string = HardRule | SoftRule> = {
  readonly rule: Rule;
  readonly lane?: string;
  readonly phase?: number;
  readonly values: Readonly<Record<string, string | number>>;
};

export type Checked = {
  readonly broken: readonly Finding<HardRule>[];
  readonly warnings: readonly Finding<SoftRule>[];
};
