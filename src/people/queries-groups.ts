import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import { isPresent, pupilColumns, pupilTables, type PupilRow } from './queries.ts';

export type ClassOf = { readonly grade: number; readonly letter: string };

export type GroupRow = {
  readonly group: GroupId;
  readonly school: SchoolId;
  readonly subject: string;
  readonly grades: readonly number[];
  /** Where the group is only some classes of its grades: those; else empty. */
  readonly classes: readonly ClassOf[];
  /** Only those who were named one by one take part. */
  readonly isListed: boolean;
  readonly teacher: PersonId;
  readonly year: number;
  readonly source: string;
};

type StoredGroup = Pick<GroupRow, 'school' | 'subject' | 'teacher' | 'year' | 'source'> & {
  readonly group_id: GroupId;
  readonly grades: string;
  readonly is_listed: number;
};
const columns = 'g.group_id, g.school, g.subject, g.grades, g.teacher, g.is_listed, g.year, g.source';

async function groupsFrom(read: Reader, rows: readonly StoredGroup[]): Promise<GroupRow[]> {
  if (rows.length === 0) return [];
  const marks = rows.map(() => '?').join(', ');
  type Stored = ClassOf & { readonly group_id: string };
  const sql = `select group_id, grade, letter from people_group_classes where group_id in (${marks}) order by grade, letter`;
  const classes = Map.groupBy(await read.all<Stored>(sql, ...rows.map((row) => row.group_id)), (row) => row.group_id);
  return rows.map(({ group_id, grades, is_listed, school, subject, teacher, year, source }) => ({
    school,
    subject,
    teacher,
    year,
    source,
    group: group_id,
    grades: grades.split('+').map(Number),
    classes: (classes.get(group_id) ?? []).map(({ grade, letter }) => ({ grade, letter })),
    isListed: is_listed === 1,
  }));
}

export async function findGroup(read: Reader, group: string): Promise<GroupRow | undefined> {
  const sql = `select ${columns} from people_groups g where g.group_id = ? and g.is_open = 1`;
  return (await groupsFrom(read, await read.all<StoredGroup>(sql, group)))[0];
}

export async function selectGroups(read: Reader, school: SchoolId, teacher?: PersonId): Promise<GroupRow[]> {
  const only = teacher ? ' and g.teacher = ?' : '';
  const sql = `select ${columns} from people_groups g where g.school = ? and g.is_open = 1${only} order by g.grades, g.subject, g.group_id`;
  return groupsFrom(read, await read.all<StoredGroup>(sql, school, ...(teacher ? [teacher] : [])));
}

/** Groups by their ids, closed ones too. */
export async function selectGroupsById(read: Reader, ids: readonly string[]): Promise<GroupRow[]> {
  if (ids.length === 0) return [];
  const sql = `select ${columns} from people_groups g where g.group_id in (${ids.map(() => '?').join(', ')})`;
  return groupsFrom(read, await read.all<StoredGroup>(sql, ...ids));
}

/** Who was added to a group and who was left out, by id. */
export async function selectGroupChanges(
  read: Reader,
  group: string,
): Promise<{ readonly with: PersonId[]; readonly without: PersonId[] }> {
  type Stored = { person: PersonId; is_member: number };
  const rows = await read.all<Stored>(
    'select person, is_member from people_group_changes where group_id = ? order by person',
    group,
  );
  const of = (isMember: number) => rows.filter((row) => row.is_member === isMember).map((row) => row.person);
  return { with: of(1), without: of(0) };
}

/** PPL-18: the pupils of a group: those of its grades or classes, without the excepted, with the added. */
export async function selectMembers(read: Reader, group: GroupRow): Promise<PupilRow[]> {
  const marks = group.grades.map(() => '?').join(', ');
  const inClasses = `(not exists (select 1 from people_group_classes a where a.group_id = ?)
    or exists (select 1 from people_group_classes b where b.group_id = ? and b.grade = e.grade and b.letter = e.letter))`;
  const byGrade = `(? = 0 and e.school = ? and e.grade in (${marks}) and coalesce(c.is_member, 1) = 1 and ${inClasses})`;
  const sql = `select ${pupilColumns} from ${pupilTables}
    left join people_group_changes c on c.person = e.person and c.group_id = ?
    where ${isPresent} and (c.is_member = 1 or ${byGrade})
    order by e.grade, e.letter, p.person`;
  const listed = group.isListed ? 1 : 0;
  return read.all<PupilRow>(sql, group.group, listed, group.school, ...group.grades, group.group, group.group);
}

/** The groups that a pupil sits in. */
export async function selectGroupsOf(read: Reader, pupil: PupilRow): Promise<GroupRow[]> {
  const sql = `select ${columns}, c.is_member from people_groups g
    left join people_group_changes c on c.group_id = g.group_id and c.person = ?
    where g.is_open = 1 and (g.school = ? or c.is_member = 1) order by g.group_id`;
  const rows = await read.all<StoredGroup & { is_member: number | null }>(sql, pupil.person, pupil.school);
  const changes = new Map(rows.map((row) => [row.group_id, row.is_member]));
  const groups = await groupsFrom(read, rows);
  return groups.filter((group) => {
    const change = changes.get(group.group) ?? null;
    if (change !== null || group.isListed) return change === 1;
    return isOfGroup(group, pupil);
  });
}

/** Whether a class belongs to a group by its grade and letter. */
export function isOfGroup(group: Pick<GroupRow, 'grades' | 'classes'>, { grade, letter }: ClassOf): boolean {
  if (group.classes.length === 0) return group.grades.includes(grade);
  return group.classes.some((each) => each.grade === grade && each.letter === letter);
}
