import { fitOf, pointsOf, type Fit, type NoFit, type Point } from './fit.ts';
import type { Notebook } from './notebook.ts';

/** A plot laid out: what is drawn on a tablet and on paper. Places are shares from 0 to 1, y upwards. */
export type Picture = {
  readonly points: readonly (Point & { readonly atX: number; readonly atY: number; readonly bar: number })[];
  readonly left: readonly number[];
  readonly ticksX: readonly { readonly at: number; readonly text: string }[];
  readonly ticksY: readonly { readonly at: number; readonly text: string }[];
  /** The fit's curve from the first to the last point. */
  readonly curve: readonly { readonly x: number; readonly y: number }[];
  readonly fit: Fit | NoFit | undefined;
  /** What is left of each point by the fit, in the outcome's unit. */
  readonly residuals: readonly { readonly row: number; readonly x: number; readonly value: number }[];
};

/** The plot that a notebook asks for; undefined where there is no point. */
export function pictureOf(notebook: Notebook): Picture | undefined {
  const points = pointsOf(notebook);
  if (points.length === 0) return undefined;
  const fit = notebook.plot.fit ? fitOf(notebook) : undefined;
  const xs = scaleOf(points.map(({ x }) => x));
  const ys = scaleOf(points.flatMap(({ y, spread }) => [y - spread, y + spread]));
  const placed = points.map((point) => {
    return { ...point, atX: xs.at(point.x), atY: ys.at(point.y), bar: ys.at(point.y + point.spread) - ys.at(point.y) };
  });
  const isFit = fit !== undefined && typeof fit !== 'string';
  const [from, to] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const curve = isFit
    ? Array.from({ length: 41 }, (_, k) => from + ((to - from) * k) / 40).map((x) => ({
        x: xs.at(x),
        y: ys.at(fit.at(x)),
      }))
    : [];
  const residuals = isFit ? points.map(({ row, x, y }) => ({ row, x, value: y - fit.at(x) })) : [];
  const sane = curve.filter(({ y }) => Number.isFinite(y) && y > -1 && y < 2);
  const { without } = notebook.plot;
  return { points: placed, left: without, ticksX: xs.ticks, ticksY: ys.ticks, curve: sane, fit, residuals };
}

/** Round steps of 1, 2 or 5; from zero where zero is near. */
function scaleOf(values: readonly number[]) {
  let [from, to] = [Math.min(...values), Math.max(...values)];
  if (from === to) [from, to] = [from - Math.abs(from || 1) / 2, to + Math.abs(to || 1) / 2];
  if (from > 0 && from < (to - from) * 1.5) from = 0;
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((each) => each >= rough) ?? rough;
  const [first, last] = [Math.floor(from / step), Math.ceil(to / step)];
  const at = (value: number): number => (value / step - first) / (last - first);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => {
    return { at: k / (last - first), text: ((first + k) * step).toFixed(digits).replace('.', ',').replace('-', '−') };
  });
  return { at, ticks };
}
