import type { Text } from '#kernel/language.ts';
import type { AnalysisForm } from './model/analysis.ts';
import type { Formula } from './model/formula.ts';
import kz from './rules/kz.json' with { type: 'json' };

/** A journal outside that a school must fill as well, by its columns in their order. */
export type OuterJournal = {
  readonly id: string;
  readonly from: string;
  readonly columns: readonly string[];
  /** The letters that stand there for who was away, and for who was ill. */
  readonly absent: Text;
  readonly ill: Text;
  readonly source: Text;
  readonly checked: boolean;
};

/** JRN-1: dated, newest last, each with its source. When an order changes, one is added: results already made stay. */
export const formulas: readonly Formula[] = kz.formulas;
export const analysisForms: readonly AnalysisForm[] = kz.analyses;
export const outerJournals: readonly OuterJournal[] = kz.outerJournals;
