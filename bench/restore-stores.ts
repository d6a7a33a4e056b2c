import { identityToRecipient } from 'age-encryption';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mintId,
  schoolScope,
  systemRandomness,
  type GroupId,
  type NodeId,
  type PersonId,
  type TabletId,
} from '#kernel/ids.ts';
import { day, systemClock } from '#kernel/time.ts';
import { groupSet } from '#people/records.ts';
import { anAdult, aPupil, registerSchool } from '#people/testing.ts';
import { todayOf } from '#rooms/lessons/today.ts';
import { makeIdentity } from '#sync/index.ts';
import { TicketDesk } from '../src/sync/ticket-desk.ts';
import { openNode, type OpenNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { setClock } from '../src/simulation/activity.ts';
import { copyFiles, enrolAt, meet } from '../src/simulation/one-process.ts';
import { aSchoolWithTablets, benchSchool } from './school.ts';
import { yearOf, yearPupils, yearRecords } from './year.ts';

const home = join(import.meta.dirname, '..');
/** Raise it where what is made changes. */
const made = 'restore-1';
/** The year's first day of school lies so far back that its last one is the 26th of November 2026. */
const back = 152 * day;

/** Who signs in after the fire, and what they had on their screen last before it. */
export type Before = {
  readonly records: number;
  readonly node: NodeId;
  readonly tablet: string;
  readonly pupil: PersonId;
  readonly pin: string;
  readonly newest: { readonly assignment: string; readonly file: string };
};

/** A region that has all of a school's year, and a ticket for the server that takes the burnt one's place. */
export type BurntSchool = Before & { readonly folder: string; readonly ticket: string };

/** Made once into .cache/bench: a region, a school of it that lives a year of a million records, all of it at the region. */
export async function aBurntSchool(say: (line: string) => void, records = yearRecords): Promise<BurntSchool> {
  const kept = join(home, '.cache', 'bench', `${made}-${records}`);
  if (!existsSync(kept)) await makeRegion(kept, records, say);
  const folder = mkdtempSync(join(tmpdir(), 'tirek-restore-'));
  cpSync(join(kept, 'region'), join(folder, 'region'), { recursive: true });
  const before = JSON.parse(readFileSync(join(kept, 'before.json'), 'utf8')) as Before;
  const region = await open(join(folder, 'region'));
  const { text } = await new TicketDesk(region.house, region.desk.authority).give(benchSchool, before.node);
  await region.close();
  return { ...before, folder, ticket: text };
}

function open(folder: string, clock: { now(): ReturnType<typeof systemClock.now> } = systemClock): Promise<OpenNode> {
  return openNode(settingsFrom({ TIREK_DATA: folder }), { clock, randomness: systemRandomness, hasJobs: false });
}

async function makeRegion(kept: string, records: number, say: (line: string) => void): Promise<void> {
  const folder = `${kept}.making`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  say(`making a school's year of ${records} records, and its region, once …`);
  const kind = { kind: 'region', node: mintId<NodeId>(systemRandomness) } as const;
  await makeIdentity(join(folder, 'region'), kind, systemRandomness);
  const { enrolled, pupils, lessons } = await aSchoolWithTablets(join(folder, 'school'), yearPupils);
  const region = await open(join(folder, 'region'));
  await registerSchool(region.house, benchSchool);
  const clock = setClock(systemClock.now());
  const school = await open(join(folder, 'school'), clock);
  await enrolAt(region, school, benchSchool);
  const scope = schoolScope(benchSchool);
  const regionAge = await identityToRecipient(region.house.self.ageIdentity);
  const teacher = await anAdult(school.house, 'teacher', ['teacher'], { regionAge });
  const pupil = await aPupil(school.house, { family: 'Үлгі', given: 'Оқушы' }, 5);
  const group = {
    group: 'bench-group' as GroupId,
    subject: 'mathematics',
    grades: [5],
    teacher,
    with: [],
    without: [],
    year: 2026,
  };
  await school.house.log.write(() => ({ records: [groupSet.draft(scope, 'bench', group)], answer: 0 }));
  await meet(region, school);
  const places = pupils.map((person, n) => ({ person, tablet: enrolled[n]?.tablet as TabletId }));
  const written = (): number => school.house.log.streams().reduce((sum, { next }) => sum + next - 1, 0);
  for (const { at, drafts } of yearOf(scope, places, lessons, records - written(), 'year')) {
    clock.set(at - back);
    await school.house.log.write(() => ({ records: drafts, answer: 0 }));
  }
  say('the school has had its year; now its region takes it in …');
  await meet(region, school);
  await copyFiles(school, region);
  const [newest] = (await todayOf(school.house, pupil.person)).tasks;
  const before: Before = {
    records: written(),
    node: school.house.self.node,
    tablet: enrolled[0]?.token ?? '',
    pupil: pupil.person,
    pin: pupil.given,
    newest: { assignment: newest?.assignment ?? '', file: newest?.files.kk ?? '' },
  };
  await Promise.all([region.close(), school.close()]);
  writeFileSync(join(folder, 'before.json'), JSON.stringify(before));
  rmSync(join(folder, 'school'), { recursive: true });
  renameSync(folder, kept);
}
