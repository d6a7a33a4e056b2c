import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { dayOf } from '#people/index.ts';
import { isMarked } from '#rooms/lessons/index.ts';
import { schoolHere } from './access.ts';
import { cellKey, type GroupJournal } from './group-journal.ts';
import type { Descriptor } from './model/analysis.ts';
import type { AssessedRow, AssessmentRow } from './queries.ts';
import { assessed, assessmentSet } from './records.ts';
import { formulaOf } from './group-journal.ts';
import type { Period } from './model/formula.ts';
import { needsWhy } from './say-points.ts';

export type WantedAssessment = {
  readonly assessment?: string | undefined;
  readonly grade: number;
  readonly kind: 'section' | 'quarter';
  readonly day: string;
  readonly title: string;
  readonly descriptors: readonly Descriptor[];
};

/**
 * JRN-10: a summative assessment lies on a day of a quarter, there is one of a quarter and no more of sections than the
 * rule allows, and what pupils have points for keeps its descriptors' maxima.
 */
export function setAssessment(
  on: Deciding,
  house: House,
  journal: GroupJournal,
  who: PersonId,
  wanted: WantedAssessment,
): Result<{ readonly assessment: string; readonly draft: Draft }, Refusal> {
  const { grade, kind, day, title, descriptors } = wanted;
  const { group, assessments, quarters, year } = journal;
  const before = assessments.find(({ assessment }) => assessment === wanted.assessment);
  if (wanted.assessment !== undefined && !before) return refuse('journal.no-such-assessment', 404);
  if (!group.grades.includes(grade)) return refuse('journal.no-such-grade', 422, { grade });
  if (!isMarked(grade, day)) return refuse('journal.no-points-in-grade', 422, { row: 1, grade });
  if (journal.schemes.get(grade) === 'pass') return refuse('journal.no-assessments-here', 422, { grade });
  const quarter = quarters.quarterOf(day);
  if (quarter === undefined) return refuse('journal.outside-quarter', 422, { row: 1, day });
  if (kind === 'quarter' && journal.schemes.get(grade) === 'half-year')
    return refuse('journal.no-quarter-assessment', 422, { grade });
  const others = assessments.filter(
    (each) => each !== before && each.grade === grade && each.quarter === quarter && each.kind === kind,
  );
  const most = kind === 'quarter' ? 1 : formulaOf(journal, `q${quarter}` as Period).sectionsInQuarter;
  if (others.length >= most) return refuse(`journal.too-many-${kind}`, 422, { most, quarter });
  const maxima = (of: readonly Descriptor[]): string => of.map(({ max }) => max).join();
  const isWritten =
    before !== undefined && [...journal.assessed.values()].some((row) => row.assessment === before.assessment);
  if (before && isWritten && (maxima(before.descriptors) !== maxima(descriptors) || before.grade !== grade))
    return refuse('journal.already-assessed', 409);
  const assessment = before?.assessment ?? on.mint<string>();
  const place = { assessment, group: group.group, grade, subject: group.subject };
  const body = { ...place, kind, year, quarter, day, title: title.trim(), descriptors: [...descriptors] };
  return ok({ assessment, draft: assessmentSet.draft(schoolHere(house).scope, who, body) });
}

export type SaidAssessed = {
  readonly person: string;
  readonly state: AssessedRow['state'];
  readonly points: readonly number[];
  readonly why?: string | undefined;
};

/** JRN-9, JRN-10: the records of what pupils have in an assessment, all of them or none. */
export function sayAssessed(
  on: Deciding,
  house: House,
  journal: GroupJournal,
  assessment: AssessmentRow,
  who: PersonId,
  rows: readonly SaidAssessed[],
): Result<readonly Draft[], Refusal> {
  const { scope } = schoolHere(house);
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  for (const [n, said] of rows.entries()) {
    const at = { row: n + 1 };
    const pupil = journal.members.find(({ person, grade }) => person === said.person && grade === assessment.grade);
    if (!pupil) return refuse('journal.no-such-pupil', 422, at);
    if (seen.has(pupil.person)) return refuse('journal.twice', 422, at);
    seen.add(pupil.person);
    const wrong = said.state === 'done' ? wrongPoints(assessment.descriptors, said.points, at) : undefined;
    if (wrong) return wrong;
    const points = said.state === 'done' ? [...said.points] : [];
    const before = journal.assessed.get(cellKey(assessment.assessment, pupil.person));
    if (before?.state === said.state && before.points.join() === points.join()) continue;
    const why = said.why?.trim();
    if (before && needsWhy(before, who, dayOf(on.now)) && !why) return refuse('journal.needs-why', 422, at);
    if (said.state === 'freed' && !why) return refuse('journal.needs-why', 422, at);
    const person = before?.person ?? pupil.person;
    const entry = on.mint<string>();
    const body = { entry, assessment: assessment.assessment, person, state: said.state, points };
    drafts.push(assessed.draft(scope, who, { ...body, ...(why ? { why: on.seal(person, scope, why) } : {}) }));
  }
  return ok(drafts);
}

function wrongPoints(descriptors: readonly Descriptor[], points: readonly number[], at: { readonly row: number }) {
  if (points.length !== descriptors.length)
    return refuse('journal.descriptors-missing', 422, { ...at, n: points.length, of: descriptors.length });
  const over = descriptors.findIndex(({ max }, n) => (points[n] ?? 0) > max);
  if (over < 0) return undefined;
  return refuse('journal.over-descriptor', 422, {
    ...at,
    n: over + 1,
    points: points[over] ?? 0,
    of: descriptors[over]?.max ?? 0,
  });
}
