import type { AnalysisForm } from './model/analysis.ts';
import type { Formula } from './model/formula.ts';
import kz from './rules/kz.json' with { type: 'json' };

/** JRN-1: dated, newest last, each with its source. When an order changes, one is added: results already made stay. */
export const formulas: readonly Formula[] = kz.formulas;
export const analysisForms: readonly AnalysisForm[] = kz.analyses;
