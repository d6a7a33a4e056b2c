import type { GroupId, PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { postDraft } from '../adults.ts';
import { className } from '../classes.ts';
import { enrolledDraft, registeredDraft, sexDraft, type PersonData } from '../drafts.ts';
import { endReasons, enrolmentEnded, groupSet, parentLinked, parentUnlinked, postEnded } from '../records.ts';
import type { ChangedPerson, ImportPlan, PlannedPerson } from '../roster/plan.ts';
import type { RosterGroup, RosterPerson, RosterRole } from '../roster/roster.ts';
import type { Known, OpenSeat } from './present.ts';

/** What carrying a plan out needs besides the plan. */
export type Writing = {
  readonly on: Deciding;
  readonly scope: Scope;
  readonly school: SchoolId;
  readonly actor: string;
  readonly today: string;
  readonly year: number;
  readonly known: Known;
  /** Who is who: the roster's id → the person, those added included. */
  readonly ids: ReadonlyMap<string, PersonId>;
  readonly pictureFor: (person: PersonId) => string;
};

/** PPL-12: all records of an import. Secrets are not among them. */
export function importDrafts(writing: Writing, plan: ImportPlan): Draft[] {
  return [
    ...plan.added.flatMap((planned) => addedDrafts(writing, planned)),
    ...plan.changed.flatMap((changed) => changedDrafts(writing, changed)),
    ...[...plan.groups.added, ...plan.groups.changed].map((group) => groupDraft(writing, group)),
  ];
}

function idOf({ ids }: Writing, sourcedId: string): PersonId {
  const person = ids.get(sourcedId);
  if (!person) throw new Error('a roster that holds together names only its own people');
  return person;
}

function addedDrafts(writing: Writing, { person: row, enrolment }: PlannedPerson): Draft[] {
  const { on, scope, actor } = writing;
  const person = idOf(writing, row.sourcedId);
  const language = row.language ?? enrolment?.medium ?? 'kk';
  const picture = enrolment ? writing.pictureFor(person) : '';
  return [
    registeredDraft(on, scope, actor, person, dataOf(row, language, picture)),
    ...(enrolment ? [seatDraft(writing, person, enrolment)] : []),
    ...(enrolment && row.sex ? [sexDraft(on, scope, actor, person, row.sex)] : []),
    ...row.roles.flatMap((role) => roleDrafts(writing, person, row, role)),
    ...(row.children ?? []).map((child) =>
      parentLinked.draft(scope, actor, { parent: person, child: idOf(writing, child) }),
    ),
  ];
}

function dataOf(row: RosterPerson, language: Language, picture: string): PersonData {
  const { familyName: family, givenName: given, patronymic, birthDate: birth, sourcedId: source } = row;
  return { name: { family, given, ...(patronymic ? { patronymic } : {}) }, birth, source, language, picture };
}

function seatDraft(writing: Writing, person: PersonId, enrolment: NonNullable<PlannedPerson['enrolment']>): Draft {
  const { on, scope, actor, school, year, today } = writing;
  const { grade, medium, classLetter: letter = '' } = enrolment;
  return enrolledDraft(on, scope, actor, { person, school, grade, letter, medium, year, from: today });
}

function roleDrafts(writing: Writing, person: PersonId, row: RosterPerson, role: RosterRole): Draft[] {
  if (role === 'pupil') return [];
  const leads = role === 'class-teacher' && row.leads ? className(row.leads.grade, row.leads.letter ?? '') : undefined;
  return [postDraft(writing.scope, writing.actor, person, writing.school, { role, class: leads })];
}

function changedDrafts(writing: Writing, changed: ChangedPerson): Draft[] {
  return [
    ...whoDrafts(writing, changed),
    ...sexDrafts(writing, changed),
    ...postDrafts(writing, changed),
    ...seatDrafts(writing, changed),
    ...childDrafts(writing, changed),
  ];
}

const whoFields = ['sourcedId', 'familyName', 'givenName', 'patronymic', 'birthDate', 'language'] as const;

/** What the file leaves empty stays as it was (ROS-33). */
function whoDrafts(
  { on, scope, actor, known, pictureFor }: Writing,
  { person: row, present, fields, enrolment }: ChangedPerson,
): Draft[] {
  if (!whoFields.some((field) => fields.includes(field))) return [];
  const merged: RosterPerson = { ...present, ...row, sourcedId: row.sourcedId };
  const stored = known.rows.get(present.id);
  const picture = stored?.picture || (enrolment ? pictureFor(present.id) : '');
  return [
    registeredDraft(on, scope, actor, present.id, dataOf(merged, row.language ?? stored?.language ?? 'kk', picture)),
  ];
}

function sexDrafts({ on, scope, actor }: Writing, { person: { sex }, present, fields }: ChangedPerson): Draft[] {
  return sex && fields.includes('sex') ? [sexDraft(on, scope, actor, present.id, sex)] : [];
}

function postDrafts(writing: Writing, { person: row, present, fields }: ChangedPerson): Draft[] {
  const { scope, actor, school } = writing;
  const gone = present.roles.filter((role) => role !== 'pupil' && !row.roles.includes(role));
  const isNew = (role: RosterRole) =>
    !present.roles.includes(role) || (role === 'class-teacher' && fields.includes('leads'));
  return [
    ...gone.map((role) => postEnded.draft(scope, actor, { person: present.id, role, school })),
    ...row.roles.filter(isNew).flatMap((role) => roleDrafts(writing, present.id, row, role)),
  ];
}

function seatDrafts(writing: Writing, { person: row, enrolment, present, fields }: ChangedPerson): Draft[] {
  const seat = writing.known.seats.get(present.id);
  const isMoved = (['grade', 'classLetter', 'medium'] as const).some((field) => fields.includes(field));
  const isGone = seat !== undefined && !row.roles.includes('pupil');
  const opens = enrolment && (isMoved || !seat) ? [seatDraft(writing, present.id, enrolment)] : [];
  const ends = seat && (isGone || opens.length > 0) ? [endDraft(writing, seat, enrolment?.grade)] : [];
  return [...ends, ...opens];
}

function endDraft({ scope, actor, today, year }: Writing, seat: OpenSeat, next: number | undefined): Draft {
  const isUp = next === seat.grade + 1 && year > seat.year;
  const reason: (typeof endReasons)[number] = next === undefined ? 'left' : isUp ? 'moved-up' : 'class-changed';
  return enrolmentEnded.draft(scope, actor, { enrolment: seat.enrolment, on: today, reason });
}

function childDrafts(writing: Writing, { person: row, present, fields }: ChangedPerson): Draft[] {
  if (!fields.includes('children')) return [];
  const { scope, actor } = writing;
  const before = present.children ?? [];
  const now = row.children ?? [];
  const link = (child: string) => ({ parent: present.id, child: writing.ids.get(child) ?? (child as PersonId) });
  return [
    ...now.filter((child) => !before.includes(child)).map((child) => parentLinked.draft(scope, actor, link(child))),
    ...before.filter((child) => !now.includes(child)).map((child) => parentUnlinked.draft(scope, actor, link(child))),
  ];
}

function groupDraft(writing: Writing, group: RosterGroup): Draft {
  const { on, scope, actor, year, known } = writing;
  const id = (known.groupIds.get(group.id) ?? on.mint<string>()) as GroupId;
  return groupSet.draft(scope, actor, {
    group: id,
    subject: group.subject,
    grades: [...group.grades],
    teacher: idOf(writing, group.teacher),
    ...(group.classes ? { classes: group.classes.map(({ grade, letter = '' }) => ({ grade, letter })) } : {}),
    with: (group.members ?? []).map((member) => idOf(writing, member)),
    without: [],
    ...(group.members ? { isListed: true } : {}),
    year,
    source: group.id,
  });
}
