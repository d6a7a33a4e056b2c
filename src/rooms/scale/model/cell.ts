import { err, ok, type Result } from '#kernel/result.ts';
import { calibrate } from './calibration.ts';
import { curvesOf, type ItemCurve } from './curves.ts';
import { difOf, type ItemDif } from './dif.ts';
import { linkByAnchors, type AnchorLink } from './drift.ts';
import type { Calibration, Population } from './estimates.ts';
import type { Fault } from './fault.ts';
import { growthOf, type Growth } from './growth.ts';
import { placeOf, shifted, type ItemModel } from './item-model.ts';
import { likelihoodsOf } from './likelihood.ts';
import { linkTimes, timesTogether, type OtherRoad } from './link.ts';
import { fitMarginally } from './mml.ts';
import type { ScaleBase } from './own-scale.ts';
import { measurePersons } from './persons.ts';
import { plausibleValues } from './plausible.ts';
import { answersOf, type Responses } from './responses.ts';

/** Changes whenever the same answers would give other numbers: it stands in every calibration (SCL-20). */
export const method = 'scale-2';

/** What is known of a pupil beside the answers: DIF is looked for by it, and abilities are drawn with it. */
export type CellPerson = {
  readonly person: string;
  readonly school: string;
  readonly language: string;
  readonly mode: string;
  readonly isJoined: boolean;
  /** Where it was noted. */
  readonly sex?: 'female' | 'male';
};

/** An earlier calibration on whose scale the new one shall stand. */
export type EarlierScale = { readonly models: readonly ItemModel[]; readonly scale: ScaleBase };

/** One cell at one or two times, everybody who sat in one order: `data` of who did not sit is absent in every column. */
export type CellTask = {
  readonly persons: readonly CellPerson[];
  readonly start?: Responses;
  readonly end?: Responses;
  readonly earlier?: EarlierScale;
  readonly seed: string;
  readonly draws: number;
};

/** What was found at one time. `scores` are in the order of the persons, null of who did not sit. */
export type CellTime = {
  readonly calibration: Calibration;
  readonly models: readonly ItemModel[];
  readonly population: Population;
  readonly curves: readonly ItemCurve[];
  readonly scores: readonly (CellScore | null)[];
};

export type CellScore = {
  readonly wle: number;
  readonly se: number;
  readonly points: number;
  readonly of: number;
  readonly eap: number;
  readonly plausible: readonly number[];
};

export type DifBy = { readonly by: 'language' | 'sex' | 'mode' | 'time'; readonly items: readonly ItemDif[] };

export type CellResult = {
  readonly method: string;
  readonly seed: string;
  readonly start?: CellTime;
  readonly end?: CellTime;
  readonly link?: AnchorLink;
  readonly roads: readonly OtherRoad[];
  readonly growth?: Growth;
  readonly dif: readonly DifBy[];
  /** Slopes of the 2PL, a diagnostic; empty where it did not converge. */
  readonly slopes: readonly { readonly item: string; readonly slope: number; readonly se: number }[];
  readonly scale: ScaleBase;
  /** Whether the scale is that of an earlier year, or begins here. */
  readonly isOnEarlier: boolean;
  readonly covariates: readonly string[];
};

export type Stage = 'items' | 'slopes' | 'dif' | 'scores';

/**
 * Everything that is worked out of one cell: calibration of each time, the link where there are two, a 2PL beside it, DIF, scores and plausible values,
 * growth of who sat at both. The same task gives the same result. `onStage` hears what begins.
 */
export function workOutCell(
  task: CellTask,
  onStage: (stage: Stage) => void = () => undefined,
): Result<CellResult, Fault> {
  onStage('items');
  const { start, end } = task;
  if (!start && !end) return err({ why: 'nobody-answered', items: [] });
  const parts = start && end ? bothTimes(start, end) : oneTime((start ?? end)!, start ? 'start' : 'end');
  if (!parts.ok) return parts;
  const onto = task.earlier && ontoEarlier(task.earlier, parts.value);
  const placed = onto ?? parts.value;
  onStage('slopes');
  const table = start && end && placed.link ? timesTogether(start, end, placed.link) : (start ?? end)!;
  const slopes = slopesOf(table);
  onStage('dif');
  const dif = difsOf(task, table);
  onStage('scores');
  const scored = scoresOf(task, placed);
  if (!scored.ok) return scored;
  const { times, covariates, growth } = scored.value;
  const population = (times.start ?? times.end)!.population;
  const scale = onto && task.earlier ? task.earlier.scale : { mean: population.mean, sd: population.sd };
  return ok({
    method,
    seed: task.seed,
    ...times,
    ...(placed.link ? { link: placed.link } : {}),
    roads: placed.roads,
    ...(growth ? { growth } : {}),
    dif,
    slopes,
    scale,
    isOnEarlier: onto !== undefined,
    covariates,
  });
}

type Time = 'start' | 'end';
type TimePart = {
  readonly calibration: Calibration;
  readonly models: readonly ItemModel[];
  readonly population: Population;
};
type Parts = {
  readonly start?: TimePart;
  readonly end?: TimePart;
  readonly link?: AnchorLink;
  readonly roads: readonly OtherRoad[];
};

function oneTime(of: Responses, time: Time): Result<Parts, Fault> {
  const found = calibrate(of, [time]);
  if (!found.ok) return found;
  const { calibration, models } = found.value;
  return ok({ [time]: { calibration, models, population: calibration.population[0]! }, roads: [] });
}

function bothTimes(start: Responses, end: Responses): Result<Parts, Fault> {
  const linked = linkTimes(start, end);
  if (!linked.ok) return linked;
  const { models, populations, link, roads } = linked.value;
  const part = (time: Time): TimePart => {
    return { calibration: linked.value[time].calibration, models: models[time], population: populations[time] };
  };
  return ok({ start: part('start'), end: part('end'), link, roads });
}

/** Moves everything so that the items in common with an earlier year stand where they stood; undefined without three that kept their place. */
function ontoEarlier(earlier: EarlierScale, parts: Parts): Parts | undefined {
  const known = new Map(earlier.models.map((model) => [model.item, placeOf(model)]));
  const own = new Map(
    [...(parts.start?.models ?? []), ...(parts.end?.models ?? [])].map((model) => [model.item, placeOf(model)]),
  );
  const pairs = [...own].flatMap(([item, place]) => {
    const before = known.get(item);
    return before === undefined ? [] : [{ item, start: before, startSe: 0, end: place, endSe: 0 }];
  });
  const link = linkByAnchors(pairs);
  if (!link || link.freedom < 2) return undefined;
  const moved = (part: TimePart): TimePart => ({
    ...part,
    models: part.models.map((model) => shifted(model, link.shift)),
    population: { ...part.population, mean: part.population.mean + link.shift },
  });
  return {
    ...parts,
    ...(parts.start ? { start: moved(parts.start) } : {}),
    ...(parts.end ? { end: moved(parts.end) } : {}),
  };
}

function slopesOf(table: Responses): CellResult['slopes'] {
  const answers = answersOf(table, 'left-out');
  const free = answers.ok ? fitMarginally(answers.value, 'free') : answers;
  if (!free.ok) return [];
  const { models, slopes, slopeSe } = free.value;
  return models.map(({ item }, n) => ({ item, slope: slopes[n]!, se: slopeSe[n]! }));
}

/** By language, by sex, by paper or tablet, and by time: only where both groups have somebody. */
function difsOf({ persons, start, end }: CellTask, table: Responses): readonly DifBy[] {
  const answers = answersOf(table, 'left-out');
  if (!answers.ok) return [];
  const times = start && end ? 2 : 1;
  const twice = (side: (person: CellPerson) => number): Int32Array =>
    Int32Array.from({ length: persons.length * times }, (_, row) => side(persons[row % persons.length]!));
  const sides: readonly (readonly [DifBy['by'], Int32Array])[] = [
    ['language', twice(({ language }) => (language === 'kk' ? 0 : language === 'ru' ? 1 : -1))],
    ['sex', twice(({ sex }) => (sex === 'female' ? 0 : sex === 'male' ? 1 : -1))],
    ['mode', twice(({ mode }) => (mode === 'tablet' ? 0 : 1))],
    ['time', Int32Array.from({ length: persons.length * times }, (_, row) => Math.floor(row / persons.length))],
  ];
  return sides.flatMap(([by, side]) => {
    if (!side.includes(0) || !side.includes(1)) return [];
    return [{ by, items: difOf(answers.value, side).filter(({ reference, focal }) => reference > 0 && focal > 0) }];
  });
}

type Scored = {
  readonly times: { readonly start?: CellTime; readonly end?: CellTime };
  readonly covariates: readonly string[];
  readonly growth?: Growth;
};

function scoresOf(task: CellTask, parts: Parts): Result<Scored, Fault> {
  const given = (['start', 'end'] as const).flatMap((time) => {
    const [responses, part] = [task[time], parts[time]];
    return responses && part ? [{ time, responses, part }] : [];
  });
  const tables = given.map(({ responses }) => answersOf(responses, 'wrong'));
  const bad = tables.find((table) => !table.ok);
  if (bad && !bad.ok) return bad;
  const answers = tables.flatMap((table) => (table.ok ? [table.value] : []));
  const rows = given.map(({ part }, t) => likelihoodsOf(answers[t]!, part.models));
  const schools = [...new Set(task.persons.map(({ school }) => school))];
  const school = Int32Array.from(task.persons, (person) => schools.indexOf(person.school));
  const { names, values } = covariatesOf(task.persons);
  const drawn = plausibleValues({
    rows,
    covariates: values,
    columns: names.length,
    school,
    draws: task.draws,
    seed: task.seed,
  });
  const times = given.map(({ time, part }, t): readonly [Time, CellTime] => {
    const measures = measurePersons(answers[t]!, part.models, [part.population]);
    const scores = measures.map((measure, n): CellScore | null => {
      if (!measure) return null;
      const { theta: wle, se, points, of, expected } = measure;
      const plausible = (drawn?.values[t] ?? []).map((draw) => draw[n]!);
      return { wle, se, points, of, eap: expected?.theta ?? wle, plausible };
    });
    return [time, { ...part, curves: curvesOf(answers[t]!, part.models, measures), scores }];
  });
  const growth = drawn && parts.link ? growthOfBoth(rows, drawn.values, school, parts.link) : undefined;
  return ok({ times: Object.fromEntries(times), covariates: names, ...(growth ? { growth } : {}) });
}

function growthOfBoth(
  rows: readonly (readonly (Float64Array | undefined)[])[],
  values: readonly (readonly Float64Array[])[],
  school: Int32Array,
  link: AnchorLink,
): Growth | undefined {
  const both = [...school.keys()].filter((n) => rows[0]![n] && rows[1]![n]);
  const kept = (draw: Float64Array): Float64Array => Float64Array.from(both, (n) => draw[n]!);
  const ofBoth = Int32Array.from(both, (n) => school[n]!);
  return growthOf(values[0]!.map(kept), values[1]!.map(kept), ofBoth, link);
}

/** Columns of 0 and 1 that vary, and of which none follows from another. */
function covariatesOf(persons: readonly CellPerson[]): {
  readonly names: readonly string[];
  readonly values: Float64Array;
} {
  const all: readonly (readonly [string, (person: CellPerson) => boolean])[] = [
    ['language-ru', ({ language }) => language === 'ru'],
    ['sex-male', ({ sex }) => sex === 'male'],
    ['sex-not-noted', ({ sex }) => sex === undefined],
    ['mode-paper', ({ mode }) => mode === 'paper'],
    ['joined', ({ isJoined }) => isJoined],
  ];
  const seen = new Set<string>();
  const used = all.filter(([, is]) => {
    const pattern = persons.map((person) => (is(person) ? '1' : '0')).join('');
    const mirrored = pattern.replaceAll(/./g, (digit) => (digit === '1' ? '0' : '1'));
    const isNew = pattern.includes('1') && pattern.includes('0') && !seen.has(pattern) && !seen.has(mirrored);
    seen.add(pattern);
    return isNew;
  });
  const values = Float64Array.from(persons.flatMap((person) => used.map(([, is]) => (is(person) ? 1 : 0))));
  return { names: used.map(([name]) => name), values };
}
