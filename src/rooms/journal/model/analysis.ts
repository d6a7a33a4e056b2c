import type { Text } from '#kernel/language.ts';
import { together, wholePercent, type Ratio } from './ratio.ts';

/** The dated form of the analysis of a summative assessment. */
export type AnalysisForm = {
  readonly id: string;
  readonly from: string;
  /** Levels by whole per cent: low below `middleFrom`, high from `highFrom` on. */
  readonly middleFrom: number;
  readonly highFrom: number;
  /** From here on a result counts for quality; from `middleFrom` on for progress. */
  readonly qualityFrom: number;
  /** From which share of its points an objective counts as reached by the class. */
  readonly reachedFrom: number;
  readonly source: Text;
  readonly checked: boolean;
};

export type Descriptor = { readonly objective: string; readonly text: string; readonly max: number };

/** What one pupil wrote: the points of each descriptor. */
export type Written = { readonly person: string; readonly points: readonly number[] };

export const levels = ['low', 'middle', 'high'] as const;
export type Level = (typeof levels)[number];

export type Analysis = {
  readonly pupils: number;
  readonly wrote: number;
  readonly max: number;
  readonly levels: Readonly<Record<Level, readonly string[]>>;
  readonly quality: Ratio;
  readonly progress: Ratio;
  readonly objectives: readonly { readonly objective: string; readonly share: Ratio; readonly isReached: boolean }[];
};

/** JRN-7: the figures of the form, from the points alone. An objective's share is over all descriptors that name it. */
export function analysisOf(
  form: AnalysisForm,
  descriptors: readonly Descriptor[],
  written: readonly Written[],
  pupils: number,
): Analysis {
  const max = descriptors.reduce((sum, each) => sum + each.max, 0);
  const results = written.map(({ person, points }) => {
    return { person, percent: max === 0 ? 0 : wholePercent({ part: sumOf(points), of: max }) };
  });
  const from = (least: number): Ratio => ({
    part: results.filter(({ percent }) => percent >= least).length,
    of: results.length,
  });
  const at = (level: Level): string[] =>
    results.filter(({ percent }) => levelOf(form, percent) === level).map(({ person }) => person);
  return {
    pupils,
    wrote: written.length,
    max,
    levels: { low: at('low'), middle: at('middle'), high: at('high') },
    quality: from(form.qualityFrom),
    progress: from(form.middleFrom),
    objectives: objectivesOf(form, descriptors, written),
  };
}

export function levelOf(form: Pick<AnalysisForm, 'middleFrom' | 'highFrom'>, percent: number): Level {
  return percent >= form.highFrom ? 'high' : percent >= form.middleFrom ? 'middle' : 'low';
}

function objectivesOf(
  form: AnalysisForm,
  descriptors: readonly Descriptor[],
  written: readonly Written[],
): Analysis['objectives'] {
  const places = Map.groupBy(
    descriptors.map((descriptor, n) => ({ ...descriptor, n })),
    ({ objective }) => objective,
  );
  return [...places]
    .filter(([objective]) => objective !== '')
    .map(([objective, parts]) => {
      const share = together(
        parts.flatMap(({ max, n }) => written.map(({ points }) => ({ part: points[n] ?? 0, of: max }))),
      );
      return { objective, share, isReached: share.of > 0 && wholePercent(share) >= form.reachedFrom };
    });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
