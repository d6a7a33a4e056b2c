import type { LabIdentity } from '../lab.ts';
import { counted, reason, type Reason, type SkillScore } from './skill.ts';
import { seenOf, settingsOf, type Looked, type Trial, type Work } from './work.ts';

/** A supposition that can be tested. That it turns out wrong costs nothing. */
export function guess({ notebook }: Work, identity: LabIdentity): Reason {
  const isSaid = identity.of.includes(notebook.hypothesis.guess ?? '');
  return reason(isSaid ? 'guess' : 'guess.none', isSaid);
}

/** LAB-12: an answer was drawn from rows that agree with each other and leave one alone. Whether it is that one, the conclusion says. */
export function sifting(looked: Looked, identity: LabIdentity): SkillScore {
  const { result } = looked.work.notebook.conclusion;
  const left = leftBy(looked, identity, looked.trials);
  const isAlone = left.some(({ length }) => length === 1);
  const fewest = Math.min(...left.map(({ length }) => length || identity.of.length));
  const isSound = left.some(({ length }) => length > 0);
  const all = counted('processing', [
    reason(isSound ? 'agree' : 'agree.none', isSound),
    reason(isAlone ? 'decided' : 'undecided', isAlone, { n: fewest }),
    reason(result === '' ? 'identity.none' : 'identity', result !== ''),
  ]);
  return result === '' ? { ...all, score: 0 } : all;
}

/** What was said agrees with the rows, the rows that are named prove it, and what may have misled is thought of. */
export function verdict(looked: Looked, identity: LabIdentity): SkillScore {
  const { result, evidence, causes } = looked.work.notebook.conclusion;
  const isAgreed = leftBy(looked, identity, looked.trials).some((left) => left.includes(result));
  const cited = leftBy(
    looked,
    identity,
    looked.trials.filter(({ row }) => evidence.includes(row)),
  );
  const isProved = cited.some((left) => left.length === 1 && left[0] === result);
  const fewest = Math.min(...cited.map(({ length }) => length || identity.of.length));
  const against = isAgreed ? [] : contradicting(looked.work, identity, result, looked.trials);
  const all = counted('conclusion', [
    result === '' ? reason('claim.none', false) : reason(isAgreed ? 'claim' : 'identity.other', isAgreed, {}, against),
    reason(isProved ? 'proof' : 'proof.few', isProved, { n: fewest }, evidence),
    reason(causes.length > 0 ? 'cause' : 'cause.none', causes.length > 0),
  ]);
  return isAgreed ? all : { ...all, score: Math.min(1, all.score) as 0 | 1 };
}

/**
 * What it may be by these rows: as they are told, and as the apparatus showed it. Who put down another word than was shown
 * has lost that in recording; whether the answer follows from the one or from the other, it is not counted twice.
 */
function leftBy(looked: Looked, identity: LabIdentity, trials: readonly Trial[]): readonly (readonly string[])[] {
  const { work } = looked;
  if (trials.length === 0) return [[]];
  return [trials, trials.map((each) => asShown(looked, each))].map((rows) =>
    identity.of.filter((one) => contradicting(work, identity, one, rows).length === 0),
  );
}

function asShown({ work, readings, outcome }: Looked, trial: Trial): Trial {
  const cells = work.notebook.rows.find(({ row }) => row === trial.row)?.cells ?? {};
  const n = outcome && cells[outcome.column]?.n;
  const shown = n === undefined ? undefined : readings.get(n)?.shown;
  return typeof shown === 'number' ? { ...trial, outcome: shown } : trial;
}

/** Rows that show something else than this one would. */
function contradicting(work: Work, identity: LabIdentity, one: string, trials: readonly Trial[]): readonly number[] {
  const [settings, seen] = [settingsOf(work), seenOf(work)];
  return trials.flatMap(({ row, factor, outcome }) => {
    const expected = identity.shows(one, settings[factor] ?? '');
    return expected === undefined || expected === seen[outcome] ? [] : [row];
  });
}
