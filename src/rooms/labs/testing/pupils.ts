import { playCareful } from '../model/careful.ts';
import type { AnyLab, LabIdentity, LabTask } from '../model/lab.ts';
import { decimalsOf } from '../model/instrument.ts';
import { emptyNotebook, type Direction } from '../model/notebook.ts';
import type { Seed } from '../model/noise.ts';
import { columnOf, lookAt, settingsOf, type Work } from '../model/rubric/work.ts';
import { typedNumber } from '../model/typed-number.ts';
import { share, streamOf } from '../model/noise.ts';
import type { Deed } from '../model/world.ts';
import {
  factorsOf,
  filledCells,
  instrumentOf,
  measuredColumns,
  movedBy,
  withNotebook,
  withRows,
  withTexts,
} from './changed.ts';
import { confounded } from './confounded.ts';

/** The points that a work should have, in the order of the skills: hypothesis, control, measuring, recording, processing, conclusion. */
export type Points = readonly [number, number, number, number, number, number];

/** A pupil of a script at a task, with the points that its mistake should cost by the rules, and no others. */
export type Scripted = { readonly kind: PupilKind; readonly work: Work; readonly intended: Points };

export const pupilKinds = [
  'perfect',
  'confounder',
  'no-repeats',
  'narrow-range',
  'wrong-unit',
  'misread-scale',
  'invented',
  'copied',
  'wrong-claim',
  'idle',
  'partly-done',
  'over-precise',
] as const;
export type PupilKind = (typeof pupilKinds)[number];

const full: Points = [3, 3, 3, 3, 3, 3];
const nothing: Points = [0, 0, 0, 0, 0, 0];
const skillsBy = { control: 1, measuring: 2, recording: 3, processing: 4, conclusion: 5 } as const;
const but = (points: Partial<Record<keyof typeof skillsBy, number>>): Points =>
  full.map((each, k) => {
    const named = Object.entries(skillsBy).find(([, place]) => place === k)?.[0] as keyof typeof skillsBy | undefined;
    return (named && points[named]) ?? each;
  }) as unknown as Points;

export function carefulWork(spec: AnyLab, task: LabTask, seed: Seed): Work {
  const { actions, notebook } = playCareful(spec, task, seed);
  return { spec, task, seed, actions, notebook, isReal: false };
}

/**
 * LAB-12: the pupils of a task under one seed. Each is the careful pupil with one mistake; what it should cost follows from the
 * task and from what was changed, never from the mark. A kind that a task has no room for is left out: where nothing is to be
 * held, nobody mixes.
 */
export function pupilsOf(spec: AnyLab, task: LabTask, seed: Seed): readonly Scripted[] {
  const perfect = carefulWork(spec, task, seed);
  const made: Record<PupilKind, () => Omit<Scripted, 'kind'> | undefined> = {
    perfect: () => ({ work: perfect, intended: full }),
    // Rows that were not done alike say nothing about the factor alone: neither control nor a claim stands on them.
    confounder: () => {
      const work = confounded(perfect);
      return work && { work, intended: but({ control: 0, conclusion: 1 }) };
    },
    'no-repeats': () => withoutRepeats(perfect),
    'narrow-range': () => narrow(perfect),
    'wrong-unit': () => wrongUnit(perfect),
    'misread-scale': () => misread(perfect),
    invented: () => invented(perfect),
    copied: () => copied(perfect, carefulWork(spec, task, neighbourOf(seed))),
    'wrong-claim': () => wrongClaim(perfect),
    idle: () => ({ work: { ...perfect, actions: clicksOf(perfect), notebook: emptyNotebook }, intended: nothing }),
    'partly-done': () => {
      const { plot, conclusion } = emptyNotebook;
      return { work: withNotebook(perfect, { plot, conclusion }), intended: but({ processing: 0, conclusion: 0 }) };
    },
    'over-precise': () => overPrecise(perfect),
  };
  return pupilKinds.flatMap((kind) => {
    const one = made[kind]();
    return one ? [{ kind, ...one }] : [];
  });
}

function neighbourOf([first = 0, ...rest]: Seed): Seed {
  return [first + 1_000_003, ...rest];
}

/** One row of each level. */
function withoutRepeats(work: Work): Omit<Scripted, 'kind'> {
  const factors = factorsOf(work);
  const seen = new Set<number>();
  const rows = work.notebook.rows.filter(({ row }) => {
    const level = factors.get(row);
    if (level === undefined || seen.has(level)) return false;
    seen.add(level);
    return true;
  });
  return { work: withRows(work, rows), intended: but({ measuring: work.task.repeats > 1 ? 2 : 3 }) };
}

/** As many neighbouring levels as are narrower than the task asks for, and no more; of choices all but one. */
function narrow(work: Work): Omit<Scripted, 'kind'> | undefined {
  const { task } = work;
  const factors = factorsOf(work);
  const levels = [...new Set(factors.values())].toSorted((a, b) => a - b);
  const control = work.spec.controls.find(({ name }) => name === task.factor);
  const isChoice = control?.kind === 'choice';
  // Where no control bounds the factor, its size is what was measured at all.
  const rangeOf = (high: number): number => (control?.kind === 'number' ? control.to - control.from : Math.abs(high));
  const isNarrow = (from: number, to: number): boolean => {
    const [low = 0, high = 0] = [levels[from], levels[to]];
    return isChoice || (high - low) / rangeOf(high) < task.span;
  };
  const windows = levels.flatMap((_, from) => levels.map((__, to) => ({ from, to, count: to - from + 1 })));
  const means = task.direction === 'optimum' ? meansOf(work) : undefined;
  const [widest] = windows
    .filter(({ from, to, count }) => count >= 2 && count < levels.length && isNarrow(from, to))
    .filter(({ from, to }) => !means || topIn(means.slice(from, to + 1)) !== 'in doubt')
    .toSorted((a, b) => b.count - a.count);
  if (!widest) return undefined;
  const { from, to, count } = widest;
  const left = new Set(levels.slice(from, to + 1));
  const rows = work.notebook.rows.filter(({ row }) => left.has(factors.get(row) ?? NaN));
  const points = 1 + (count >= task.levels ? 1 : 0) + (isChoice ? 1 : 0);
  // Two rows bear no claim: there is nothing left to see chance by. Nor do rows that have their highest at the edge say that it falls again.
  const isSeen = !means || topIn(means.slice(from, to + 1)) === 'inside';
  const conclusion = rows.length < 3 || !isSeen ? 1 : 3;
  return {
    work: withRows(work, rows),
    intended: but({ control: count < 3 ? Math.min(1, points) : points, conclusion }),
  };
}

/** The outcomes of the levels in the mean, from the lowest level up. */
function meansOf(work: Work): readonly number[] {
  const levels = [...Map.groupBy(lookAt(work).trials, ({ factor }) => factor)].toSorted(([a], [b]) => a - b);
  return levels.map(([, of]) => of.reduce((sum, { outcome }) => sum + outcome, 0) / of.length);
}

/**
 * Where the highest of these lies, if that is plain: at an edge, with the level beside it a tenth of the range lower; or inside,
 * with both edges a quarter lower. Of what is nearly level nobody can say beforehand what chance makes of it.
 */
function topIn(means: readonly number[]): 'at the edge' | 'inside' | 'in doubt' {
  const [high, low] = [Math.max(...means), Math.min(...means)];
  const isLower = (place: number, share: number): boolean => high - (means.at(place) ?? NaN) >= share * (high - low);
  if (means.at(0) === high) return isLower(1, 0.1) ? 'at the edge' : 'in doubt';
  if (means.at(-1) === high) return isLower(-2, 0.1) ? 'at the edge' : 'in doubt';
  return isLower(0, 0.25) && isLower(-1, 0.25) ? 'inside' : 'in doubt';
}

function wrongUnit(work: Work): Omit<Scripted, 'kind'> | undefined {
  const outcome = columnOf(work, work.task.outcome);
  // What has words instead of numbers has no unit.
  if (!outcome || instrumentOf(work, outcome)?.words) return undefined;
  const unit = outcome.unit === 'kg' ? 's' : 'kg';
  const columns = work.notebook.columns.map((each) => (each === outcome ? { ...each, unit } : each));
  return { work: withNotebook(work, { columns }), intended: but({ measuring: 2 }) };
}

/** A pointer or a number read three divisions off, in every fifth row. What is told in words has no scale. */
function misread(work: Work): Omit<Scripted, 'kind'> | undefined {
  const [first] = measuredColumns(work);
  if (!first || instrumentOf(work, first)?.words) return undefined;
  const { work: made, changed } = withTexts(work, (text, { nth, column }) =>
    column === first && nth % 5 === 2 ? movedBy(text, instrumentOf(work, column), 3) : text,
  );
  return changed === 0 ? undefined : { work: made, intended: but({ recording: ofStrange(made, changed) }) };
}

/**
 * Numbers of one's own instead of those that were shown: three divisions off, to one side and the other. Where one of a few is
 * to be found, what another of them would show, and that other is named.
 */
function invented(work: Work): Omit<Scripted, 'kind'> {
  if (work.task.identity) return otherwiseSeen(work, work.task.identity);
  const { work: made, changed } = withTexts(work, (text, { nth, column }) =>
    movedBy(text, instrumentOf(work, column), nth % 2 ? 3 : -3),
  );
  return { work: made, intended: but({ recording: ofStrange(made, changed) }) };
}

function otherwiseSeen(work: Work, identity: LabIdentity): Omit<Scripted, 'kind'> {
  const { conclusion } = work.notebook;
  const result = identity.of.find((each) => each !== conclusion.result) ?? '';
  const factors = factorsOf(work);
  const [settings, outcome] = [settingsOf(work), columnOf(work, work.task.outcome)];
  const { work: made, changed } = withTexts(work, (text, { row, column }) =>
    column === outcome ? (identity.shows(result, settings[factors.get(row) ?? -1] ?? '') ?? text) : text,
  );
  const said = withNotebook(made, { conclusion: { ...conclusion, result } });
  return { work: said, intended: but({ recording: ofStrange(said, changed) }) };
}

/** The neighbour's numbers in the own table; where one of a few is to be found, the neighbour's find. */
function copied(own: Work, neighbours: Work): Omit<Scripted, 'kind'> {
  const { result } = neighbours.notebook.conclusion;
  const work = own.task.identity ? withNotebook(own, { conclusion: { ...own.notebook.conclusion, result } }) : own;
  let same = 0;
  const { work: made, changed } = withTexts(work, (text, { nth, column }) => {
    const theirs = neighbours.notebook.rows[nth]?.cells[column.column]?.text ?? text;
    const about = instrumentOf(work, column);
    const [own, other] = [typedNumber(text), typedNumber(theirs)];
    const isNumber = own.kind === 'number' && other.kind === 'number';
    const within = (about?.step ?? 0) * (about?.scale === 'analogue' ? 1.01 : 0.5);
    if (isNumber && theirs !== text && Math.abs(own.value - other.value) <= within) same++;
    return theirs;
  });
  return { work: made, intended: but({ recording: ofStrange(made, changed - same) }) };
}

/** LAB-11: what no instrument showed, up to a fifth of the cells, or more. */
function ofStrange(work: Work, strange: number): number {
  return strange === 0 ? 3 : strange * 5 <= filledCells(work) ? 1 : 0;
}

/** The contrary of what is so; where the factor does nothing, of what the rows happen to lean to. */
function contraryTo(work: Work): Direction {
  const { direction } = work.task;
  if (direction === 'grows' || direction === 'optimum') return 'falls';
  if (direction === 'falls') return 'grows';
  const { trials } = lookAt(work);
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [x, y] = [mean(trials.map(({ factor }) => factor)), mean(trials.map(({ outcome }) => outcome))];
  const lean = trials.reduce((sum, { factor, outcome }) => sum + (factor - x) * (outcome - y), 0);
  return lean > 0 ? 'falls' : 'grows';
}

function wrongClaim(work: Work): Omit<Scripted, 'kind'> {
  const { conclusion } = work.notebook;
  const { identity } = work.task;
  const other = identity?.of.find((each) => each !== conclusion.result) ?? conclusion.result;
  const said = identity ? { ...conclusion, result: other } : { ...conclusion, direction: contraryTo(work) };
  return { work: withNotebook(work, { conclusion: said }), intended: but({ conclusion: 1 }) };
}

/** Digits that the instrument does not show. */
function overPrecise(work: Work): Omit<Scripted, 'kind'> | undefined {
  const { work: made, changed } = withTexts(work, (text, { column }) => {
    const typed = typedNumber(text);
    const about = instrumentOf(work, column);
    return typed.kind === 'number' && about && !about.words ? typed.value.toFixed(decimalsOf(about.step) + 2) : text;
  });
  return changed === 0 ? undefined : { work: made, intended: but({ measuring: 2 }) };
}

/** Forty clicks at random, from the seed. */
function clicksOf({ spec, seed }: Work): Work['actions'] {
  const stream = streamOf('idle');
  const deeds: readonly Deed[] = [
    ...spec.controls.flatMap((each): Deed[] =>
      each.kind === 'number'
        ? [each.from, each.to].map((to) => ({ set: each.name, to }))
        : each.of.map((to) => ({ set: each.name, to })),
    ),
    ...spec.deeds.map((each): Deed => ({ do: each })),
    ...spec.instruments.map(({ name }): Deed => ({ read: name })),
  ];
  return Array.from({ length: 40 }, (_, k) => {
    const deed = deeds[Math.floor(share(seed, stream, k) * deeds.length)] ?? { read: '' };
    return { n: k + 1, at: 700 * k, ...deed };
  });
}
