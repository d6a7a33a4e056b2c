import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { dayOf } from '#people/index.ts';
import { isMarked } from '#rooms/lessons/index.ts';
import { schoolHere } from './access.ts';
import { formulaOf, lastDay, resultsOf, type GroupJournal } from './group-journal.ts';
import type { Period } from './model/formula.ts';
import type { ResultRow } from './queries.ts';
import { resultConfirmed } from './records.ts';
import { needsWhy } from './say-points.ts';

export type SaidResult = {
  readonly person: string;
  readonly period: Period;
  readonly result: ResultRow['result'];
  readonly why?: string | undefined;
};

/**
 * JRN-11: a result is proposed and the teacher's word makes it one: as proposed, or another with a reason. What was
 * proposed, from which share and by which rule, is kept with it.
 */
export function sayResults(
  on: Deciding,
  house: House,
  journal: GroupJournal,
  who: PersonId,
  rows: readonly SaidResult[],
): Result<readonly Draft[], Refusal> {
  const { scope } = schoolHere(house);
  const { group, year } = journal;
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  for (const [n, said] of rows.entries()) {
    const at = { row: n + 1 };
    const pupil = journal.members.find(({ person }) => person === said.person);
    if (!pupil) return refuse('journal.no-such-pupil', 422, at);
    const key = `${said.period} ${said.person}`;
    if (seen.has(key)) return refuse('journal.twice', 422, at);
    seen.add(key);
    const shown = resultsOf(journal, pupil).find(({ period }) => period === said.period);
    if (!shown) return refuse('journal.no-such-period', 422, at);
    if (!isMarked(pupil.grade, lastDay(journal, said.period)))
      return refuse('journal.no-points-in-grade', 422, { ...at, grade: pupil.grade });
    const isPass = journal.schemes.get(pupil.grade) === 'pass';
    if (isPass !== (said.result === 'pass' || said.result === 'fail')) return refuse('journal.wrong-kind', 422, at);
    const { proposal } = shown.result;
    const why = said.why?.trim();
    const before = shown.confirmed;
    const proposed = proposal.kind === 'proposed' ? proposal.mark : undefined;
    const isOther = !isPass && String(proposed) !== said.result;
    const isChange = before !== undefined && before.result !== said.result && needsWhy(before, who, dayOf(on.now));
    if ((isOther || isChange) && !why) return refuse('journal.needs-why', 422, at);
    const share = proposal.kind === 'proposed' ? shareOf(proposal) : undefined;
    if (
      before &&
      before.result === said.result &&
      before.part === (share?.part ?? null) &&
      before.of === (share?.of ?? null)
    )
      continue;
    const person = before?.person ?? pupil.person;
    drafts.push(
      resultConfirmed.draft(scope, who, {
        entry: on.mint<string>(),
        group: group.group,
        grade: pupil.grade,
        subject: group.subject,
        person,
        year,
        period: said.period,
        result: said.result,
        formula: formulaOf(journal, said.period).id,
        ...(proposed === undefined ? {} : { proposed }),
        ...(share ? { share } : {}),
        ...(why ? { why: on.seal(person, scope, why) } : {}),
      }),
    );
  }
  return ok(drafts);
}

/** Of a year the sum of its marks over their number; of a period the share of points. */
export function shareOf(
  proposal:
    | { readonly share: { readonly part: number; readonly of: number } }
    | { readonly sum: number; readonly count: number },
): { readonly part: number; readonly of: number } {
  return 'share' in proposal ? proposal.share : { part: proposal.sum, of: proposal.count };
}
