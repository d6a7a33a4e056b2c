import type { Values } from '#web/words.ts';
import { purposesThatMatter, type ConsentSummary } from './office-consent-model.ts';
import { teachersOf, type GroupShown } from './office-group-model.ts';
import type { Lists } from './office-roles.ts';

/** What the page of the office knows of the school; undefined what has not been answered yet. */
export type SchoolFacts = {
  readonly lists?: Lists | undefined;
  readonly groups?: readonly GroupShown[] | undefined;
  readonly tablets?: readonly { readonly isRetired: boolean }[] | undefined;
  readonly consents?: ConsentSummary | undefined;
  readonly held?: readonly { readonly state: string; readonly person: string }[] | undefined;
  readonly link?: LinkFacts | undefined;
  readonly twice?: number | undefined;
  /** The coming moving up: how many classes are still in the year before. */
  readonly year?: { readonly year: number; readonly pupils: number } | undefined;
  /** Other schools and the region who wait for an answer of this school. */
  readonly asked?: number | undefined;
};

export type LinkFacts = {
  readonly hasRegion: boolean;
  readonly failingSince?: number | undefined;
  readonly why?: string | undefined;
};

/** One thing that is missing, the one page where it is put right, and how much it holds up. */
export type Missing = {
  readonly key: string;
  readonly values: Values;
  readonly to: string;
  readonly tone: 'wrong' | 'wait';
  /** For a failing link: since when, and the key of why. */
  readonly since?: number | undefined;
  readonly why?: string | undefined;
};

/** What is missing now, what holds up most first. What has not been answered is not said to be missing. */
export function missingOf(facts: SchoolFacts): Missing[] {
  const { lists } = facts;
  if (lists && lists.classes.length === 0) return [missing('roster', '/office/import', 'wrong'), ...linkMissing(facts)];
  return [
    ...linkMissing(facts),
    ...counted('held', heldPupils(facts), '/teach/tablets', 'wrong'),
    ...counted('no-secret', pupilsWithoutSecret(lists), '/office/people', 'wrong'),
    ...(facts.tablets?.every((tablet) => tablet.isRetired) ? [missing('tablets', '/office/tablets', 'wrong')] : []),
    ...counted('asked', facts.asked, '/office/transfers', 'wrong'),
    ...yearMissing(facts),
    ...counted('no-login', staffWithoutLogin(lists), '/office/people', 'wait'),
    ...counted('no-group', teachersWithoutGroup(facts), '/office/groups', 'wait'),
    ...counted('twice', facts.twice, '/office/twice', 'wait'),
    ...counted('consents', pupilsWithoutConsent(facts), '/office/consents', 'wait'),
  ];
}

function missing(name: string, to: string, tone: Missing['tone'], values: Values = {}): Missing {
  return { key: `people.office.missing.${name}`, values, to, tone };
}

function counted(name: string, count: number | undefined, to: string, tone: Missing['tone']): Missing[] {
  return count ? [missing(name, to, tone, { count })] : [];
}

function linkMissing({ link }: SchoolFacts): Missing[] {
  if (!link) return [];
  if (!link.hasRegion) return [missing('no-region', '/office/sync', 'wait')];
  if (link.failingSince === undefined) return [];
  return [{ ...missing('link', '/office/sync', 'wrong'), since: link.failingSince, why: link.why }];
}

function yearMissing({ year }: SchoolFacts): Missing[] {
  if (!year || year.pupils === 0) return [];
  return [
    missing('year', '/office/year', 'wait', {
      year: `${year.year}/${String(year.year + 1).slice(2)}`,
      count: year.pupils,
    }),
  ];
}

function heldPupils({ held = [] }: SchoolFacts): number {
  return new Set(held.filter((each) => each.state === 'held').map((each) => each.person)).size;
}

function pupilsWithoutSecret(lists: Lists | undefined): number {
  return lists?.classes.flatMap((each) => each.pupils).filter((pupil) => pupil.method === null).length ?? 0;
}

function staffWithoutLogin(lists: Lists | undefined): number {
  const isStaff = ({ posts }: Lists['adults'][number]): boolean => posts.some((post) => post.role !== 'parent');
  return lists?.adults.filter((adult) => !adult.hasLogin && isStaff(adult)).length ?? 0;
}

function teachersWithoutGroup({ lists, groups }: SchoolFacts): number {
  if (!lists || !groups) return 0;
  const busy = new Set(groups.map((group) => group.teacher));
  return teachersOf(lists).filter(({ person, teaches }) => teaches && !busy.has(person)).length;
}

/** Pupils of whom the consent that most miss is not in, of those without which something is off. */
function pupilsWithoutConsent({ consents }: SchoolFacts): number {
  if (!consents) return 0;
  const missingOf = (purpose: string): number =>
    consents.classes.reduce((sum, { pupils, given }) => sum + pupils - (given[purpose as keyof typeof given] ?? 0), 0);
  return Math.max(0, ...purposesThatMatter(consents.purposes).map(missingOf));
}
