import type { NodeId, SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { countPupils, selectSchools, type SchoolRow } from '#people/index.ts';
import type { DataTimes } from './data-times.ts';
import { attentionOf, byAttention, type Attention } from './model/attention.ts';
import { teachingDays, type SetCalendar, type TeachingDays } from './model/calendar.ts';
import { dateOf, dayOf, mondayOf, weekOf } from './model/day.ts';
import { addSums, hiddenParts, noSums, workOf, type Sums, type Work } from './model/share.ts';
import { verdictOf, type Verdict } from './model/silence.ts';
import * as queries from './queries.ts';
import type { WorkSums } from './work-sums.ts';

/** A school as the region sees it. Nothing here names or describes a pupil. */
export type SchoolView = Verdict & {
  readonly school: SchoolId;
  readonly names: Text;
  readonly district: Text;
  readonly kind: SchoolRow['kind'];
  readonly medium: SchoolRow['medium'];
  readonly isHub: boolean;
  readonly hub: { readonly school: SchoolId; readonly names: Text } | undefined;
  readonly isInvented: boolean;
  readonly pupils: number;
  /** Whether the region vouches for a node of this school. */
  readonly isConnected: boolean;
  readonly dataAt: number | undefined;
  readonly contactAt: number | undefined;
  readonly attention: Attention;
  /** How many assignments teachers gave. */
  readonly assignments: number;
  readonly work: Work;
};

export type Overview = {
  readonly now: number;
  /** The first week of the figures on work, and its Monday. */
  readonly sinceWeek: number;
  readonly since: string;
  readonly calendars: readonly SetCalendar[];
  /** Most pressing first. */
  readonly schools: readonly SchoolView[];
  /** What the figures of each school rest on; not for answers. */
  readonly sums: ReadonlyMap<SchoolId, Sums>;
};

/** When a node of each school was last in contact with this one. */
export type Contacts = () => Promise<ReadonlyMap<NodeId, number>>;

export type Sources = {
  readonly house: House;
  readonly dataTimes: DataTimes;
  readonly contacts: Contacts;
  readonly workSums: WorkSums;
};

/** MON-1: every registered school, whether anything was ever heard of it or not. */
export async function overviewOf(sources: Sources, weeks: number): Promise<Overview> {
  const now = sources.house.clock.now();
  const sinceWeek = weekOf(dayOf(now)) - weeks + 1;
  const known = await gather(sources, now, sinceWeek);
  const { calendars, registered, sums } = known;
  const hidden = hiddenSchools(registered, sums);
  const region = [...sums.values()].reduce(addSums, noSums);
  const regionShare = region.answers > 0 ? region.right / region.answers : undefined;
  const daysByDistrict = new Map(registered.map(({ district }) => [district.kk, teachingDays(calendars, district.kk)]));
  const schools = registered.map((school): SchoolView => {
    const isTeaching = daysByDistrict.get(school.district.kk) ?? teachingDays(calendars, '');
    const work = workOf(sums.get(school.school) ?? noSums, hidden.has(school.school));
    return viewOf(school, known, { now, isTeaching, work, regionShare });
  });
  return {
    now,
    sinceWeek,
    since: dateOf(mondayOf(sinceWeek)),
    calendars,
    schools: schools.toSorted(byAttention),
    sums,
  };
}

/** All that is read for an overview. */
async function gather({ house, dataTimes, contacts, workSums }: Sources, now: number, sinceWeek: number) {
  const { read, self } = house.log;
  const registered = await selectSchools(read);
  const hubs = await queries.selectHubs(read, dateOf(dayOf(now)));
  const work = await workSums('school', { sinceWeek });
  return {
    registered,
    byId: new Map(registered.map((each) => [each.school, each])),
    hubs,
    hubIds: new Set(hubs.values()),
    sums: new Map(work.map((part) => [part.key as SchoolId, part as Sums])),
    calendars: await queries.selectCalendars(read),
    pupils: await countPupils(read),
    assignments: await queries.countAssignments(read, sinceWeek),
    connected: await queries.selectConnected(read),
    explanations: await queries.selectExplanations(read, self.node),
    dataTimes: await dataTimes(),
    contacts: contactsBySchool(await contacts(), await queries.selectNodeSchools(read)),
  };
}

type Gathered = Awaited<ReturnType<typeof gather>>;
type Around = {
  readonly now: number;
  readonly isTeaching: TeachingDays;
  readonly work: Work;
  readonly regionShare: number | undefined;
};

function viewOf(
  { kato: _kato, ...facts }: SchoolRow,
  known: Gathered,
  { work, regionShare, ...around }: Around,
): SchoolView {
  const { school } = facts;
  const heard = { dataAt: known.dataTimes.get(school), contactAt: known.contacts.get(school) };
  const verdict = verdictOf({ ...heard, ...around, explanations: known.explanations.get(school) ?? [] });
  const isConnected = known.connected.has(school);
  const hub = known.byId.get(known.hubs.get(school) ?? ('' as SchoolId));
  return {
    ...facts,
    ...verdict,
    ...heard,
    isConnected,
    isHub: known.hubIds.has(school),
    hub: hub && { school: hub.school, names: hub.names },
    pupils: known.pupils.get(school) ?? 0,
    attention: attentionOf({ ...verdict, isConnected, work, regionShare }),
    assignments: known.assignments.get(school) ?? 0,
    work,
  };
}

/** MON-7: schools share no pupil, so the hidden ones count together; each district is a whole that is shown. */
function hiddenSchools(schools: readonly SchoolRow[], sums: ReadonlyMap<SchoolId, Sums>): ReadonlySet<SchoolId> {
  const hidden = new Set<SchoolId>();
  for (const inDistrict of Map.groupBy(schools, ({ district }) => district.kk).values()) {
    const parts = inDistrict.map(({ school }) => sums.get(school) ?? noSums);
    for (const n of hiddenParts(parts, true)) hidden.add((inDistrict[n] as SchoolRow).school);
  }
  return hidden;
}

function contactsBySchool(
  contacts: ReadonlyMap<NodeId, number>,
  schools: ReadonlyMap<NodeId, SchoolId>,
): ReadonlyMap<SchoolId, number> {
  const found = new Map<SchoolId, number>();
  for (const [node, at] of contacts) {
    const school = schools.get(node);
    if (school) found.set(school, Math.max(at, found.get(school) ?? 0));
  }
  return found;
}
