export type { Calibration, ItemEstimate, PersonScore, Population, Reliability } from './model/estimates.ts';
export type { Responses } from './model/responses.ts';
