import { fitOf, pointsOf } from '../fit.ts';
import type { Column } from '../notebook.ts';
import { readFormula } from '../formula.ts';
import { typedNumber } from '../typed-number.ts';
import { checkedCells, unevenDigits } from './cells.ts';
import { directionsIn } from './directions.ts';
import { guess, sifting, verdict } from './identity.ts';
import { counted, reason, type Reason, type SkillScore } from './skill.ts';
import { cleanOf, columnOf, levelsOf, lookAt, quantityOf, seenOf, type Looked, type Work } from './work.ts';

/** LAB-12: what a work shows of the six skills, from 0 to 3 each, with the reasons. A proposal: the teacher confirms. */
export function judged(work: Work): readonly SkillScore[] {
  const looked = lookAt(work);
  const { identity } = work.task;
  return [
    hypothesis(work),
    control(looked),
    measuring(looked),
    recording(looked),
    identity ? sifting(looked, identity) : processing(looked),
    identity ? verdict(looked, identity) : conclusion(looked),
  ];
}

/** A question that can be answered: the right factor and outcome, and a direction. That it turns out wrong costs nothing. */
function hypothesis(work: Work): SkillScore {
  const { task, notebook } = work;
  const said = notebook.hypothesis;
  return counted('hypothesis', [
    reason(
      said.factor === task.factor ? 'factor' : said.factor ? 'factor.other' : 'factor.none',
      said.factor === task.factor,
    ),
    reason(said.outcome === task.outcome ? 'outcome' : 'outcome.none', said.outcome === task.outcome),
    task.identity
      ? guess(work, task.identity)
      : reason(said.direction ? 'direction' : 'direction.none', said.direction !== undefined),
  ]);
}

function control({ work, trials }: Looked): SkillScore {
  const { task, spec } = work;
  const clean = cleanOf(trials);
  const levels = [...levelsOf(clean).keys()];
  const mixed = trials.filter((each) => !clean.includes(each)).map(({ row }) => row);
  const isClean = mixed.length <= trials.length / 10;
  const range = spec.controls.find(({ name }) => name === task.factor);
  const whole =
    range?.kind === 'number' ? range.to - range.from : Math.max(...trials.map(({ factor }) => Math.abs(factor)));
  const span = levels.length > 1 ? (Math.max(...levels) - Math.min(...levels)) / (whole || 1) : 0;
  const isWide = range?.kind === 'choice' || span >= task.span;
  const hasLevels = levels.length >= task.levels;
  const reasons = [
    isClean ? reason('held', true) : reason('mixed', false, {}, mixed),
    reason(hasLevels ? 'levels' : 'levels.few', hasLevels, { n: levels.length, of: task.levels }),
    reason(isWide ? 'span' : 'span.narrow', isWide, { share: Math.round(100 * span), of: Math.round(100 * task.span) }),
  ];
  const score = levels.length < 2 ? 0 : levels.length < 3 ? 1 : counted('control', reasons).score;
  return { skill: 'control', score, reasons };
}

function measuring(looked: Looked): SkillScore {
  const { work, trials, outcome, broken } = looked;
  const repeats = Math.max(0, ...levelsOf(cleanOf(trials)).values());
  const hasRepeats = repeats >= work.task.repeats;
  const unit = quantityOf(work, work.task.outcome)?.unit ?? '';
  const hasUnit = outcome !== undefined && outcome.unit.trim() === unit;
  const stated = typedNumber(outcome?.uncertainty ?? '');
  const isAsked = !work.task.without?.includes('uncertainty');
  const hasUncertainty = !isAsked || (stated.kind === 'number' && stated.value > 0);
  const uneven = [...new Set(work.notebook.columns.flatMap((column) => unevenDigits(looked, column)))];
  const isCareful = hasUncertainty && uneven.length === 0 && broken.size === 0 && zeroedAll(looked);
  const why: Reason =
    broken.size > 0
      ? reason('broken', false)
      : !hasUncertainty
        ? reason('uncertainty.none', false)
        : uneven.length > 0
          ? reason('digits', false, {}, uneven)
          : isCareful
            ? reason(isAsked ? 'uncertainty' : 'as-shown', true)
            : reason('not-zeroed', false);
  const all = counted('measuring', [
    reason(hasRepeats ? 'repeats' : 'repeats.few', hasRepeats, { n: repeats, of: work.task.repeats }),
    seenOf(work).length > 0 ? reason('seen', true) : reason(hasUnit ? 'unit' : 'unit.none', hasUnit),
    why,
  ]);
  return trials.length === 0 ? { ...all, score: 0 } : all;
}

/** Each instrument that can be set to zero, and was read for the table, was set to zero before. */
function zeroedAll({ work, readings }: Looked): boolean {
  const able = new Set(work.spec.instruments.flatMap(({ name, isZeroable }) => (isZeroable ? [name] : [])));
  return [...readings.values()].every(({ instrument, isZeroed }) => !able.has(instrument) || isZeroed);
}

function recording(looked: Looked): SkillScore {
  const { notebook, isReal } = looked.work;
  if (isReal) {
    const own = notebook.columns.filter(({ source }) => !('formula' in source));
    const gaps = notebook.rows.filter(({ cells }) => own.some(({ column }) => !cells[column]?.text.trim()));
    const score =
      notebook.rows.length === 0 ? 0 : gaps.length === 0 ? 3 : gaps.length * 5 <= notebook.rows.length ? 2 : 1;
    const rows = gaps.map(({ row }) => row);
    const why = rows.length > 0 ? reason('gaps', false, { n: rows.length }, rows) : reason('real', score > 0);
    return { skill: 'recording', score, reasons: [why] };
  }
  const cells = checkedCells(looked);
  const rowsOf = (kind: string): number[] => [
    ...new Set(cells.filter((each) => each.kind === kind).map(({ row }) => row)),
  ];
  const [strange, typed] = [rowsOf('strange'), rowsOf('typed')];
  const bad = cells.filter(({ kind }) => kind === 'strange').length;
  const reasons = [
    ...(cells.length === 0 ? [reason('empty', false)] : []),
    ...(strange.length > 0 ? [reason('strange', false, { n: bad }, strange)] : []),
    ...(typed.length > 0 ? [reason('typed', false, { n: typed.length }, typed)] : []),
    ...(cells.length > 0 && bad === 0 && typed.length === 0 ? [reason('traced', true, { n: cells.length })] : []),
  ];
  const score = cells.length === 0 ? 0 : bad === 0 ? (typed.length === 0 ? 3 : 2) : bad * 5 <= cells.length ? 1 : 0;
  return { skill: 'recording', score, reasons };
}

/** What a column stands on: itself, and by its formula others. */
function reaches(work: Work, from: string, name: string): boolean {
  const wanted = columnOf(work, name)?.column;
  const { columns } = work.notebook;
  const signs = columns.map(({ sign }) => sign);
  const walk = (column: Column | undefined, depth: number): boolean => {
    if (!column || depth > columns.length) return false;
    if (column.column === wanted) return true;
    if (!('formula' in column.source)) return false;
    const formula = readFormula(column.source.formula, signs);
    return formula.ok && formula.value.names.some((sign) => walk(columns[signs.indexOf(sign)], depth + 1));
  };
  return walk(
    columns.find(({ column }) => column === from),
    0,
  );
}

function processing({ work, table, trials }: Looked): SkillScore {
  const { task, notebook } = work;
  const faults = Object.keys(table.faults).length;
  const { x, y } = notebook.plot;
  const isDrawn = (across: string, up: string): boolean =>
    reaches(work, across, task.factor) && reaches(work, up, task.outcome);
  const isPlotted = isDrawn(x, y) || (task.isEitherWay === true && isDrawn(y, x));
  if (task.without?.includes('fit'))
    return drawn(pointsOf(notebook).length, isPlotted, faults, Math.min(trials.length, task.levels));
  const fit = fitOf(notebook);
  const isFitted =
    typeof fit !== 'string' && fit.points.length >= Math.min(trials.length, task.levels) && fit.points.length > 2;
  const reasons = [
    faults > 0 ? reason('formula', false) : reason(isPlotted ? 'plot' : 'plot.none', isPlotted),
    typeof fit === 'string'
      ? reason('fit.none', false)
      : reason(isFitted ? 'fit' : 'fit.few', isFitted, { n: fit.points.length }),
    resultReason(work, fit),
  ];
  return counted('processing', reasons);
}

/** Points alone, where no line through them is asked: the axes the right way round, and a point for each value that there is. */
function drawn(points: number, isPlotted: boolean, faults: number, levels: number): SkillScore {
  const isWhole = points > 0 && points >= levels;
  return counted('processing', [
    faults > 0 ? reason('formula', false) : reason(isPlotted ? 'plot' : 'plot.none', isPlotted),
    reason(points > 0 ? 'drawn' : 'drawn.none', points > 0),
    reason(isWhole ? 'points' : 'points.few', isWhole, { n: points, of: levels }),
  ]);
}

/** What was found, made again from the pupil's own points: what went wrong before is not held against it twice. */
function resultReason({ task, notebook }: Work, fit: ReturnType<typeof fitOf>): Reason {
  const { columns, conclusion } = notebook;
  if (!task.result) {
    const isMade = columns.some(({ source }) => 'formula' in source) || notebook.plot.fit !== undefined;
    return reason(isMade ? 'made' : 'made.none', isMade && typeof fit !== 'string');
  }
  const said = typedNumber(conclusion.result);
  const spread = typedNumber(conclusion.uncertainty);
  if (said.kind !== 'number') return reason('result.none', false);
  const found = typeof fit === 'string' ? undefined : task.result.from(fit, notebook);
  if (!found) return reason('result.no-fit', false);
  const within = Math.max(Math.abs(found.value) * 0.02, found.uncertainty / 2);
  const isRight = Math.abs(said.value - found.value) <= within;
  if (!isRight) return reason('result.other', false, { said: conclusion.result, found: short(found.value) });
  if (spread.kind !== 'number' || !(spread.value > 0)) return reason('result.alone', false);
  return reason('result', true, { found: short(found.value) });
}

function short(value: number): string {
  return Number(value.toPrecision(3)).toString().replace('.', ',');
}

function conclusion({ work, trials }: Looked): SkillScore {
  const { conclusion: said } = work.notebook;
  const clean = cleanOf(trials);
  const open = directionsIn(clean);
  const isAgreed = said.direction !== undefined && open.includes(said.direction);
  const cited = trials.filter(({ row }) => said.evidence.includes(row));
  const isShown = levelsOf(cited).size >= 2;
  const reasons = [
    said.direction === undefined
      ? reason('claim.none', false)
      : reason(isAgreed ? 'claim' : open.length === 0 ? 'claim.unfounded' : 'claim.other', isAgreed),
    reason(isShown ? 'evidence' : 'evidence.few', isShown, {}, said.evidence),
    reason(said.causes.length > 0 ? 'cause' : 'cause.none', said.causes.length > 0),
  ];
  const all = counted('conclusion', reasons);
  return isAgreed ? all : { ...all, score: Math.min(1, all.score) as 0 | 1 };
}
