/** The six skills of a lab report, in the order of the work. */
export const skills = ['hypothesis', 'control', 'measuring', 'recording', 'processing', 'conclusion'] as const;
export type Skill = (typeof skills)[number];

/** Why a skill has its points: a key of words with values, and the rows of the table that it speaks of. */
export type Reason = {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly rows: readonly number[];
  readonly isGood: boolean;
};

export type SkillScore = { readonly skill: Skill; readonly score: 0 | 1 | 2 | 3; readonly reasons: readonly Reason[] };

export function reason(
  key: string,
  isGood: boolean,
  values: Reason['values'] = {},
  rows: readonly number[] = [],
): Reason {
  return { key: `labs.why.${key}`, values, rows, isGood };
}

/** As many points as of three things are right. */
export function counted(skill: Skill, reasons: readonly Reason[]): SkillScore {
  return { skill, score: Math.min(3, reasons.filter(({ isGood }) => isGood).length) as SkillScore['score'], reasons };
}
