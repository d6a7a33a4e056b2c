import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRandomness, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { openNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { setClock } from '../src/simulation/activity.ts';
import { shippedPacks } from '#rooms/library/index.ts';
import { makeSample } from '../src/simulation/region.ts';
import { shippedLessons } from './day-lessons.ts';
import { dayMinutes, schoolDay, take, type DayLesson } from './sync-day.ts';

const home = join(import.meta.dirname, '..');

/** What is made once: a region with its small schools, each with a day that the region has not heard of. */
export type HerdStores = { readonly folder: string; readonly schools: readonly HerdSchool[] };
export type HerdSchool = { readonly school: string; readonly pupils: number; readonly records: number };

/** Raise it where what is made changes. */
const made = 'herd-1';
/** Decisions that share one flush while the day is made. */
const atOnce = 300;

/**
 * The sample region with all its schools' stores, of which the 134 small ones get a school day: every pupil of the school
 * answers 100 questions of the shipped lessons. Made once, in .cache/bench; a bench works on a copy.
 */
export async function herdStores(say: (line: string) => void): Promise<HerdStores> {
  const folder = join(home, '.cache', 'bench', made);
  const list = join(folder, 'herd.json');
  if (!existsSync(list)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(home, '.cache', 'bench'), { recursive: true });
    say('making the region and its schools, once …');
    const packs = shippedPacks(join(home, 'content'));
    const common = { seed: 'herd', packs, regionUrl: 'http://127.0.0.1:1', lively: 40, keepsAll: true };
    await makeSample({ ...common, folder, progress: () => undefined });
    const { pack, lessons } = await shippedLessons();
    const schools: HerdSchool[] = [];
    const small = readdirSync(join(folder, 'schools')).filter((name) => name.startsWith('small-'));
    // One of the small schools runs in the sample under another name.
    renameSync(join(folder, 'small'), join(folder, 'schools', 'small'));
    for (const school of [...small, 'small']) {
      schools.push(await liveADay(join(folder, 'schools', school), school, lessons, pack.files.values()));
      if (schools.length % 20 === 0) say(`${schools.length} schools have had their day`);
    }
    writeFileSync(list, JSON.stringify(schools));
  }
  return { folder, schools: JSON.parse(readFileSync(list, 'utf8')) as HerdSchool[] };
}

async function liveADay(
  folder: string,
  school: string,
  lessons: readonly DayLesson[],
  files: Iterable<Uint8Array>,
): Promise<HerdSchool> {
  const clock = setClock(dayMinutes.from);
  const settings = settingsFrom({ TIREK_DATA: folder });
  const { house, close } = await openNode(settings, { clock, randomness: systemRandomness, hasJobs: false });
  const of = house.self.school as SchoolId;
  const enrolled = await house.log.read.all<{ person: PersonId }>(
    'select distinct person from people_enrolments where school = ? order by person',
    of,
  );
  for (const bytes of files) await house.files.put(bytes);
  const steps = schoolDay(
    lessons,
    enrolled.map(({ person }) => person),
    school,
  );
  const records = await take(house, clock, steps, atOnce);
  await close();
  return { school, pupils: enrolled.length, records };
}
