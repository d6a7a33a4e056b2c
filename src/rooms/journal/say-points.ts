import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { dayOf, type GroupRow } from '#people/index.ts';
import { isMarked } from '#rooms/lessons/index.ts';
import { schoolHere } from './access.ts';
import type { HeldRun } from '#rooms/lessons/index.ts';
import { cellKey, groupJournal, type GroupJournal } from './group-journal.ts';
import type { PointRow } from './queries.ts';
import { pointed } from './records.ts';

/** One cell of the journal as a teacher said it; without points they are taken back. */
export type SaidPoint = {
  readonly run: string;
  readonly person: string;
  readonly points?: number | undefined;
  readonly of: number;
  readonly comment?: string | undefined;
  readonly why?: string | undefined;
  readonly proposal?: string | undefined;
};

type Saying = { readonly house: House; readonly group: GroupRow; readonly year: number };

/**
 * The records of cells that were said together, or why none of them is kept: the refusal names the first wrong one by
 * its place, counted from 1 (JRN-9). Decides on current rows.
 */
export async function sayPoints(
  on: Deciding,
  { house, group, year }: Saying,
  who: PersonId,
  cells: readonly SaidPoint[],
): Promise<Result<readonly Draft[], Refusal>> {
  const journal = await groupJournal(on, group, year);
  const { scope } = schoolHere(house);
  const runs = new Map(journal.runs.map((run) => [run.run, run]));
  const seen = new Set<string>();
  const drafts: Draft[] = [];
  for (const [n, cell] of cells.entries()) {
    const at = { row: n + 1 };
    const found = placed(journal, runs, cell, at);
    if (!found.ok) return found;
    const { run, pupil, grade, subject } = found.value;
    const key = cellKey(run.run, pupil);
    if (seen.has(key)) return refuse('journal.twice', 422, at);
    seen.add(key);
    const before = journal.points.get(key);
    if (before && isSame(house, before, cell)) continue;
    if (before && needsWhy(before, who, dayOf(on.now)) && !cell.why?.trim())
      return refuse('journal.needs-why', 422, at);
    const comment = cell.comment?.trim();
    const why = cell.why?.trim();
    // Under whichever id the pupil's earlier word stands, the new one takes its place.
    const person = before?.person ?? pupil;
    drafts.push(
      pointed.draft(scope, who, {
        entry: on.mint<string>(),
        run: run.run,
        group: group.group,
        grade,
        subject,
        day: run.day,
        person,
        of: cell.of,
        ...(cell.points === undefined ? {} : { points: cell.points }),
        ...(comment ? { comment: on.seal(person, scope, comment) } : {}),
        ...(why ? { why: on.seal(person, scope, why) } : {}),
        ...(cell.proposal ? { proposal: cell.proposal } : {}),
      }),
    );
  }
  return ok(drafts);
}

/** JRN-9: a word of another day, or of somebody else, is changed only with a reason. */
export function needsWhy(before: { readonly actor: string; readonly at: number }, who: string, today: string): boolean {
  return before.actor !== who || dayOf(before.at as never) !== today;
}

function isSame(house: House, before: PointRow, cell: SaidPoint): boolean {
  const comment = (before.comment && house.log.vault.open(before.person, before.comment)) ?? '';
  const isSamePoints =
    (before.points ?? undefined) === cell.points && (cell.points === undefined || before.of === cell.of);
  return isSamePoints && comment === (cell.comment?.trim() ?? '');
}

type Placed = { readonly run: HeldRun; readonly pupil: PersonId; readonly grade: number; readonly subject: string };

function placed(
  journal: GroupJournal,
  runs: ReadonlyMap<string, HeldRun>,
  cell: SaidPoint,
  at: { readonly row: number },
): Result<Placed, Refusal> {
  const run = runs.get(cell.run);
  if (!run) return refuse('journal.no-such-lesson', 422, at);
  const pupil = journal.members.find(({ person }) => person === cell.person);
  if (!pupil) return refuse('journal.no-such-pupil', 422, at);
  const lane = run.lanes.find((each) => each.group === journal.group.group && each.grade === pupil.grade);
  if (!lane) return refuse('journal.not-their-lesson', 422, { ...at, grade: pupil.grade });
  if (journal.quarters.quarterOf(run.day) === undefined)
    return refuse('journal.outside-quarter', 422, { ...at, day: run.day });
  if (cell.points !== undefined) {
    if (!isMarked(pupil.grade, run.day))
      return refuse('journal.no-points-in-grade', 422, { ...at, grade: pupil.grade });
    if (cell.points > cell.of) return refuse('journal.over-maximum', 422, { ...at, points: cell.points, of: cell.of });
  }
  return ok({ run, pupil: pupil.person, grade: pupil.grade, subject: lane.subject });
}
