import type { NodeId, SchoolId, Scope } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { SetCalendar } from './model/calendar.ts';
import type { Sums } from './model/share.ts';
import type { Explanation } from './model/silence.ts';

/** Which attempts a figure is about: from a week on, and of some schools only. */
export type Range = { readonly sinceWeek: number; readonly schools?: readonly SchoolId[] };

/** By what attempts are told apart. Subject and grade are the lesson's. */
export type Dimension = 'school' | 'subject' | 'grade' | 'week' | 'all';

const dimensions: Readonly<Record<Dimension, string>> = {
  school: 't.school',
  subject: "coalesce(l.subject, '')",
  grade: 'coalesce(l.grade, 0)',
  week: 't.week',
  all: '0',
};

export type Part = Sums & { readonly key: string | number };

/** How far each stream is that this node has: `head` changes with it. */
export async function selectHeads(read: Reader): Promise<{ readonly scope: Scope; readonly head: string }[]> {
  type Stored = { id: number; scope: Scope; next: number };
  const rows = await read.all<Stored>('select id, scope, next from log_streams order by id');
  return rows.map(({ id, scope, next }) => ({ scope, head: `${id}:${next}` }));
}

/** The work of these schools' pupils in parts: first summed by pupil, so that pupils are counted once and the error can be told. */
export async function selectWork(
  read: Reader,
  by: Dimension,
  sinceWeek: number,
  schools: readonly SchoolId[],
): Promise<(Part & { readonly school: SchoolId })[]> {
  if (schools.length === 0) return [];
  const lessons = `left join (select pack, lesson, min(subject) as subject, min(grade) as grade
    from monitoring_lessons group by pack, lesson) l on l.pack = t.pack and l.lesson = t.lesson`;
  const sql = `select school, part, sum(case when n > 0 then 1 else 0 end) as pupils, sum(b) as begun, sum(f) as finished,
      sum(n) as answers, sum(r) as right_ones, sum(r * r) as rr, sum(r * n) as rn, sum(n * n) as nn
    from (select t.school, ${dimensions[by]} as part, t.person, count(*) as b, sum(t.finished) as f, sum(t.answers) as n, sum(t.right_ones) as r
      from monitoring_attempts t ${by === 'subject' || by === 'grade' ? lessons : ''}
      where t.school in (${schools.map(() => '?').join(', ')}) and t.week >= ?
      group by t.school, 2, t.person) by_pupil
    group by school, part`;
  type Stored = Omit<Part, 'key' | 'right'> & {
    readonly school: SchoolId;
    readonly part: string | number;
    readonly right_ones: number;
  };
  const rows = await read.all<Stored>(sql, ...schools, sinceWeek);
  return rows.map(({ part, right_ones, ...sums }) => ({ ...sums, key: part, right: right_ones }));
}

/** How many assignments teachers gave, by school. */
export async function countAssignments(read: Reader, sinceWeek: number): Promise<Map<string, number>> {
  const sql = `select school, count(distinct assignment) as n from monitoring_assigned
    where school <> '' and week >= ? group by school`;
  const rows = await read.all<{ school: string; n: number }>(sql, sinceWeek);
  return new Map(rows.map(({ school, n }) => [school, n]));
}

/** Schools with a node whose newest key is trusted, with the instant since when. */
export async function selectConnected(read: Reader): Promise<Map<string, number>> {
  const sql = `select n.school, min(n.since) as since from monitoring_nodes n
    where n.school <> '' and not exists (select 1 from monitoring_revoked r where r.node = n.node and r.through >= n.epoch)
    group by n.school`;
  const rows = await read.all<{ school: string; since: number }>(sql);
  return new Map(rows.map(({ school, since }) => [school, since]));
}

/** The school of each school node, revoked ones too: what they wrote stays the school's. */
export async function selectNodeSchools(read: Reader): Promise<Map<NodeId, SchoolId>> {
  const rows = await read.all<{ node: NodeId; school: SchoolId }>(
    "select node, school from monitoring_nodes where school <> ''",
  );
  return new Map(rows.map(({ node, school }) => [node, school]));
}

export async function selectExplanations(read: Reader, region: NodeId): Promise<Map<string, Explanation[]>> {
  type Stored = Omit<Explanation, 'by' | 'from'> & { school: string; since: string; node: NodeId };
  const rows = await read.all<Stored>(
    `select e.school, e.reason, e.since, e.until, o.node from monitoring_explanations e
     join log_origins o on o.id = e._origin order by e.school, o.node`,
  );
  const found = new Map<string, Explanation[]>();
  for (const { school, reason, since, until, node } of rows) {
    const said: Explanation = { reason, from: since, until, by: node === region ? 'region' : 'school' };
    found.set(school, [...(found.get(school) ?? []), said]);
  }
  return found;
}

/** All calendars that were set, newest year first. */
export async function selectCalendars(read: Reader): Promise<SetCalendar[]> {
  type Stored = { year: number; district: string; weekdays: string; source: string };
  type StoredSpan = Record<'district' | 'since' | 'until' | 'name_kk' | 'name_ru' | 'name_en', string> & {
    year: number;
  };
  const rows = await read.all<Stored>(
    'select year, district, weekdays, source from monitoring_calendars order by year desc, district',
  );
  const spans = await read.all<StoredSpan>(
    'select year, district, since, until, name_kk, name_ru, name_en from monitoring_holidays order by since',
  );
  return rows.map(({ year, district, weekdays, source }) => ({
    year,
    district,
    weekdays: weekdays.split(' ').map(Number),
    source,
    spans: spans
      .filter((span) => span.year === year && span.district === district)
      .map((span) => ({
        from: span.since,
        to: span.until,
        names: { kk: span.name_kk, ru: span.name_ru, en: span.name_en },
      })),
  }));
}

/** The hub school of each small school on a day. */
export async function selectHubs(read: Reader, date: string): Promise<Map<string, SchoolId>> {
  const rows = await read.all<{ school: SchoolId; other: string }>(
    `select school, other from people_relations
     where relation = 'hub-of' and since <= ? and (until is null or until >= ?) order by since, school`,
    date,
    date,
  );
  return new Map(rows.map(({ school, other }) => [other, school]));
}
