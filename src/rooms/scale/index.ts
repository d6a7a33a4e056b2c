export type { Calibration, ItemEstimate, PersonScore, Population, Reliability } from './model/estimates.ts';
export type { Growth } from './model/growth.ts';
export type { Responses } from './model/responses.ts';
export { scalePoints, scaleSize, type ScaleBase } from './model/own-scale.ts';
export { shrinkSchools, type SchoolValue } from './model/shrink.ts';
