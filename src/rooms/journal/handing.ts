import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { GroupRow } from '#people/index.ts';
import { groupJournal } from './group-journal.ts';
import { assessedIn, findAssessment, type AssessedRow } from './queries.ts';
import { sayAssessed, setAssessment, type SaidAssessed, type WantedAssessment } from './say-assessed.ts';

/** A summative assessment with what pupils have in it, as another room hands it over in the teacher's name. */
export type HandedAssessment = WantedAssessment & { readonly year: number; readonly rows: readonly SaidAssessed[] };

/**
 * JRN-16: what a teacher confirmed elsewhere enters the journal as if it had been said here: the assessment, and what
 * pupils have in it, all of it or nothing (JRN-9, JRN-10). Who asks has seen that the teacher keeps this group's journal.
 */
export async function decideHanding(
  on: Deciding,
  house: House,
  group: GroupRow,
  who: PersonId,
  handed: HandedAssessment,
): Promise<Result<{ readonly assessment: string; readonly drafts: readonly Draft[] }, Refusal>> {
  const { rows, year, ...wanted } = handed;
  const journal = await groupJournal(on, group, year);
  const set = setAssessment(on, house, journal, who, wanted);
  if (!set.ok) return set;
  const { assessment, draft } = set.value;
  const quarter = journal.quarters.quarterOf(wanted.day);
  if (quarter === undefined) return refuse('journal.outside-quarter', 422, { row: 1, day: wanted.day });
  const { school, group: id, subject } = group;
  const place = { assessment, school, group: id, subject, year, quarter, actor: who };
  const said = sayAssessed(on, house, journal, { ...wanted, ...place }, who, rows);
  return said.ok ? ok({ assessment, drafts: [draft, ...said.value] }) : said;
}

/** What the journal says of pupils in an assessment; undefined where it was dropped or never was. */
export async function handedBefore(
  house: House,
  assessment: string,
): Promise<{ readonly day: string; readonly rows: readonly AssessedRow[] } | undefined> {
  const found = await findAssessment(house.log.read, assessment);
  return found && { day: found.day, rows: await assessedIn(house.log.read, [assessment]) };
}
