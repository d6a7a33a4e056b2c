import type { Text } from '#kernel/language.ts';
import type { TimePoint } from './form.ts';
import shipped from '../monitored/2026.json' with { type: 'json' };

/** What a grade's programme covers at one time point: grades from … to; `isCore`: only what both directions share. */
export type Programme = { readonly from: number; readonly to: number; readonly isCore?: boolean | undefined };

/** A grade × subject as it is monitored. */
export type MonitoredCell = {
  readonly cell: string;
  readonly grade: number;
  readonly titles: Text;
  /** The subjects of the timetable whose content it has: mathematics in 8 is algebra and geometry. */
  readonly subjects: readonly string[];
  readonly programmes: Readonly<Record<TimePoint, Programme>>;
  /** ASM-3: where the subject was not taught before the start, the start is not sat and no growth is claimed. */
  readonly isWhereTaught: boolean;
};

/** What is monitored from a school year on, and by which rules: dated, with its source. */
export type Monitored = {
  /** The first school year for which it holds, by its first calendar year. */
  readonly year: number;
  readonly cells: readonly MonitoredCell[];
  /** Sittings a pupil has at one time point, at most. Never more than one a day. */
  readonly mostSittings: number;
  /** The least share of a form that the other time point has too, in per cent: below it content and growth are confounded. */
  readonly anchorPercent: number;
  /** The least number of anchors, whatever the share. */
  readonly fewestAnchors: number;
  readonly source: string;
  /** Whether somebody has confirmed the choice. What ships is a proposal. */
  readonly checked: boolean;
};

/** The proposal that ships: the subjects are not named in the programme's text. */
export const shippedMonitored: Monitored = shipped as Monitored;

/** What is in force in a school year: the newest that began by then, else the proposal. */
export function monitoredIn(year: number, set: readonly Monitored[]): Monitored {
  const begun = set.filter((each) => each.year <= year).toSorted((a, b) => b.year - a.year);
  return begun[0] ?? shippedMonitored;
}

/** ASM-1: the first thing that is wrong with a choice of what is monitored. */
export function monitoredFault(
  of: Monitored,
): { readonly key: string; readonly values: Record<string, string | number> } | undefined {
  const seen = new Set<string>();
  for (const { cell, grade, programmes } of of.cells) {
    if (seen.has(cell)) return { key: 'assessment.cell-twice', values: { cell } };
    seen.add(cell);
    if (!cell.endsWith(`-${grade}`)) return { key: 'assessment.cell-grade', values: { cell, grade } };
    for (const { from, to } of [programmes.start, programmes.end]) {
      if (from > to || to > grade) return { key: 'assessment.cell-programme', values: { cell, from, to } };
    }
  }
  if (of.cells.length === 0) return { key: 'assessment.no-cells', values: {} };
  return undefined;
}
