import type { LabIdentity } from '../lab.ts';
import { counted, reason, type SkillScore } from './skill.ts';
import { seenOf, settingsOf, type Looked, type Trial, type Work } from './work.ts';

/** LAB-12: where one of a few is to be found, the pupil's own rows say which of them it may be: those that would show the same. */
function leftBy(work: Work, identity: LabIdentity, trials: readonly Trial[]): readonly string[] {
  return identity.of.filter((one) => against(work, identity, one, trials).length === 0);
}

/** Rows that show something else than this one would. */
function against(work: Work, identity: LabIdentity, one: string, trials: readonly Trial[]): readonly number[] {
  const [settings, seen] = [settingsOf(work), seenOf(work)];
  return trials.flatMap(({ row, factor, outcome }) => {
    const expected = identity.shows(one, settings[factor] ?? '');
    return expected === undefined || expected === seen[outcome] ? [] : [row];
  });
}

/** A supposition that can be tested. That it turns out wrong costs nothing. */
export function guess({ notebook }: Work, identity: LabIdentity) {
  const isSaid = identity.of.includes(notebook.hypothesis.guess ?? '');
  return reason(isSaid ? 'guess' : 'guess.none', isSaid);
}

/** The rows agree with each other, leave one alone, and it is that which was said. */
export function sifting({ work, trials }: Looked, identity: LabIdentity): SkillScore {
  const left = trials.length > 0 ? leftBy(work, identity, trials) : [];
  const said = work.notebook.conclusion.result;
  const isRight = left.includes(said);
  const isAlone = left.length === 1;
  return counted('processing', [
    reason(left.length > 0 ? 'agree' : 'agree.none', left.length > 0),
    reason(isAlone ? 'decided' : 'undecided', isAlone, { n: left.length }),
    said === ''
      ? reason('identity.none', false)
      : reason(isRight ? 'identity' : 'identity.other', isRight, {}, against(work, identity, said, trials)),
  ]);
}

/** What was said agrees with the rows, the rows that are named prove it, and what may have misled is thought of. */
export function verdict({ work, trials }: Looked, identity: LabIdentity): SkillScore {
  const { result, evidence, causes } = work.notebook.conclusion;
  const isAgreed = trials.length > 0 && leftBy(work, identity, trials).includes(result);
  const cited = trials.filter(({ row }) => evidence.includes(row));
  const left = cited.length > 0 ? leftBy(work, identity, cited) : identity.of;
  const isProved = left.length === 1 && left[0] === result;
  const all = counted('conclusion', [
    result === '' ? reason('claim.none', false) : reason(isAgreed ? 'claim' : 'claim.other', isAgreed),
    reason(isProved ? 'proof' : 'proof.few', isProved, { n: left.length }, evidence),
    reason(causes.length > 0 ? 'cause' : 'cause.none', causes.length > 0),
  ]);
  return isAgreed ? all : { ...all, score: Math.min(1, all.score) as 0 | 1 };
}
