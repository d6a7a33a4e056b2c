import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import { dayOf, idsOfMany, nameOf, schoolYearOf, selectMembers, type GroupRow } from '#people/index.ts';
import { decideHanding, handedBefore } from '#rooms/journal/index.ts';
import { schoolHere } from './access.ts';
import { findLab } from './labs/find-lab.ts';
import { skills } from './model/rubric/skill.ts';
import { findJournalled, worksOf, type WorkRow } from './queries.ts';
import { journalled } from './records.ts';

/** A grade of a group at a task: what one assessment of the journal is made of. */
export type JournalPlace = { readonly lab: string; readonly task: string; readonly grade: number };

export type JournalPupil = {
  readonly person: PersonId;
  readonly name: string;
  /** `confirmed`: the teacher has said what counts; `waiting`: handed in; `going`; `none`. */
  readonly state: 'confirmed' | 'waiting' | 'going' | 'none';
  /** The confirmed points by skill; empty before. */
  readonly points: readonly number[];
  /** What the journal says of this pupil in the assessment; null where nothing stands. */
  readonly journal: { readonly state: 'done' | 'owed' | 'freed'; readonly points: readonly number[] } | null;
};

export type JournalAnswer = {
  /** The assessment of the journal; empty before the first time. */
  readonly assessment: string;
  readonly day: string;
  readonly pupils: readonly JournalPupil[];
};

/** As many works of a group as are looked through for those of one task. */
const mostWorks = 400;
const mostPoints = 3;
const collator = new Intl.Collator('kk');

/** LAB-19: what pupils of a grade have at a task, and what the journal says of it. */
export async function journalOf(house: House, group: GroupRow, place: JournalPlace): Promise<JournalAnswer> {
  const { read } = house.log;
  const members = (await selectMembers(read, group)).filter(({ grade }) => grade === place.grade);
  const assessment = await findJournalled(read, { group: group.group, ...place });
  const kept = assessment ? await handedBefore(house, assessment) : undefined;
  const works = await worksAt(house, members, place);
  const ids = await idsOfMany(
    read,
    members.map(({ person }) => person),
  );
  const pupils = members.map((pupil): JournalPupil => {
    const now = ids.get(pupil.person) ?? pupil.person;
    const row = kept?.rows.find(({ person }) => (ids.get(person) ?? person) === now);
    return {
      person: pupil.person,
      name: nameOf(house, pupil),
      ...standOf(works.get(now) ?? []),
      journal: row ? { state: row.state, points: row.points } : null,
    };
  });
  return {
    // An assessment that was dropped from the journal is handed over anew.
    assessment: kept ? (assessment ?? '') : '',
    day: kept?.day ?? dayOf(house.clock.now()),
    pupils: pupils.toSorted((a, b) => collator.compare(a.name, b.name)),
  };
}

export type JournalWish = JournalPlace & {
  readonly kind: 'section' | 'quarter';
  readonly day: string;
  readonly title: string;
  /** How the six skills are called in the journal. */
  readonly texts: readonly string[];
  readonly rows: readonly { readonly person: string; readonly why?: string | undefined }[];
};

/** LAB-19: points that the teacher confirmed enter the journal, by its own rules, all of them or none. */
export async function toJournal(
  house: House,
  { group, who }: { readonly group: GroupRow; readonly who: PersonId },
  wish: JournalWish,
): Promise<Result<string, Refusal>> {
  const { lab, task, grade, kind, day, title } = wish;
  const listed = findLab(lab)?.tasks.find((each) => each.task === task);
  if (!listed) return refuse('labs.no-such-lab', 404);
  const now = await journalOf(house, group, wish);
  const rows = wish.rows.flatMap(({ person, why }) => {
    const pupil = now.pupils.find((each) => each.person === person && each.state === 'confirmed');
    return pupil ? [{ person, state: 'done' as const, points: pupil.points, ...(why ? { why } : {}) }] : [];
  });
  if (rows.length < wish.rows.length) return refuse('labs.not-confirmed', 409);
  const objective = listed.objectives[0] ?? '';
  const descriptors = skills.map((skill, k) => {
    return { objective, text: wish.texts[k]?.trim() || skill, max: mostPoints };
  });
  const assessment = now.assessment || undefined;
  const wanted = { assessment, grade, kind, day, title, descriptors, rows, year: schoolYearOf(day) };
  return house.log.write<Result<string, Refusal>>(async (on) => {
    const decided = await decideHanding(on, house, group, who, wanted);
    if (!decided.ok) return { records: [], answer: decided };
    const { assessment: made, drafts } = decided.value;
    const { scope } = schoolHere(house);
    const link = journalled.draft(scope, who, { group: group.group, lab, task, grade, assessment: made });
    return { records: assessment ? drafts : [...drafts, link], answer: ok(made) };
  });
}

/** The works of a grade at a task, newest first, by the pupils of now; a pair's work is of both. */
async function worksAt(
  house: House,
  members: readonly { readonly person: PersonId }[],
  { lab, task }: JournalPlace,
): Promise<ReadonlyMap<string, readonly WorkRow[]>> {
  const { read } = house.log;
  const people = members.map(({ person }) => person);
  const rows = await worksOf(read, schoolHere(house).school, people, mostWorks);
  const whose = await idsOfMany(
    read,
    rows.flatMap((row) => (row.partner ? [row.person, row.partner] : [row.person])),
  );
  const works = new Map<string, WorkRow[]>();
  for (const row of rows.filter((each) => each.lab === lab && each.task === task))
    for (const person of [row.person, row.partner]) {
      if (!person) continue;
      const now = whose.get(person) ?? person;
      works.set(now, [...(works.get(now) ?? []), row]);
    }
  return works;
}

function standOf(works: readonly WorkRow[]): Pick<JournalPupil, 'state' | 'points'> {
  const confirmed = works.find(({ points }) => points !== null);
  if (confirmed?.points) return { state: 'confirmed', points: confirmed.points.split(' ').map(Number) };
  if (works.some(({ handedAt }) => handedAt !== null)) return { state: 'waiting', points: [] };
  return { state: works.length > 0 ? 'going' : 'none', points: [] };
}
