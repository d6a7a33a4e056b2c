import type { CellResult, CellTime, DifBy } from './cell.ts';
import type { AnchorLink } from './drift.ts';
import { flagsOf, type Flag } from './flags.ts';
import type { Growth } from './growth.ts';
import { scaleSize, type ScaleBase } from './own-scale.ts';
import type { OtherRoad } from './link.ts';
import type { Dropped } from './fault.ts';

/** A calibration without what belongs to single pupils: all that the technical report is made of. */
export type ReportSource = Omit<CellResult, 'start' | 'end'> & {
  readonly start?: Omit<CellTime, 'scores'>;
  readonly end?: Omit<CellTime, 'scores'>;
  readonly sat: { readonly start: number; readonly end: number; readonly both: number };
};

export type ReportItem = {
  readonly item: string;
  readonly n: number;
  readonly b: number;
  readonly se: number;
  readonly infit: number;
  readonly outfit: number;
  readonly itemRest: number;
  readonly slope: number | null;
  readonly flags: readonly Flag[];
};

export type ReportTime = {
  readonly time: 'start' | 'end';
  readonly pupils: number;
  readonly mean: number;
  readonly sd: number;
  readonly meanSe: number;
  readonly kr20: number | null;
  readonly alpha: number;
  readonly wle: number;
  readonly eap: number;
  readonly gradient: number;
  readonly items: readonly ReportItem[];
  readonly dropped: readonly Dropped[];
};

/** The numbers of the technical report, in its order. The same answers, seed and method give the same numbers. */
export type ReportNumbers = {
  readonly method: string;
  readonly seed: string;
  readonly covariates: readonly string[];
  readonly scale: ScaleBase;
  readonly isOnEarlier: boolean;
  readonly times: readonly ReportTime[];
  readonly anchors: AnchorLink | null;
  readonly roads: readonly OtherRoad[];
  readonly growth: (Growth & { readonly scaled: number; readonly scaledSe: number }) | null;
  readonly dif: readonly DifBy[];
  readonly sat: ReportSource['sat'];
};

export function reportOf(of: ReportSource): ReportNumbers {
  const { growth, scale, link } = of;
  return {
    method: of.method,
    seed: of.seed,
    covariates: of.covariates,
    scale,
    isOnEarlier: of.isOnEarlier,
    times: (['start', 'end'] as const).flatMap((time) => {
      const own = of[time];
      return own ? [timeOf(of, time, own)] : [];
    }),
    anchors: link ?? null,
    roads: of.roads,
    growth: growth
      ? { ...growth, scaled: scaleSize(growth.growth, scale), scaledSe: scaleSize(growth.se, scale) }
      : null,
    dif: of.dif.map(({ by, items }) => ({ by, items: items.filter(({ class: is }) => is !== 'A') })),
    sat: of.sat,
  };
}

function timeOf(
  of: ReportSource,
  time: 'start' | 'end',
  { calibration, population }: Omit<CellTime, 'scores'>,
): ReportTime {
  const slopes = new Map(of.slopes.map(({ item, slope }) => [item, slope]));
  const { kr20, alpha, wle, eap } = calibration.reliability;
  return {
    time,
    pupils: of.sat[time],
    mean: population.mean,
    sd: population.sd,
    meanSe: population.se,
    kr20: kr20 ?? null,
    alpha,
    wle,
    eap,
    gradient: calibration.gradient,
    items: calibration.items.map((item) => {
      const { item: name, n, b, se, infit, outfit, itemRest } = item;
      const slope = slopes.get(name) ?? slopes.get(`${name}#end`) ?? null;
      return { item: name, n, b, se, infit, outfit, itemRest, slope, flags: flagsOf(item, of.dif, of.link) };
    }),
    dropped: calibration.dropped,
  };
}
