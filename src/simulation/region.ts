import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintId, regionScope, systemRandomness, type NodeId, type PersonId } from '#kernel/ids.ts';
import { day, systemClock } from '#kernel/time.ts';
import type { Role } from '#kernel/role.ts';
import { credentialKeys } from '#people/credential-keys.ts';
import { passwordSecret } from '#people/credentials.ts';
import { personRegistered, posted, schoolRegistered, schoolsRelated } from '#people/records.ts';
import { bringCells } from '#rooms/bank/index.ts';
import { buildPack, publishPack, readPackFolder } from '#rooms/library/index.ts';
import { makeIdentity } from '#sync/index.ts';
import { identityToRecipient } from 'age-encryption';
import { openNode, type OpenNode } from '../main.ts';
import { rooms } from '../rooms.ts';
import { giveToday, liveThrough, setClock, type SetClock } from './activity.ts';
import { diceOf, type Dice } from './dice.ts';
import { keepJournal } from './journal.ts';
import { inventLinks } from './links.ts';
import { inventName } from './names.ts';
import { copyFiles, enrolAt, meet } from './one-process.ts';
import { inventPeople, type InventedPeople } from './people.ts';
import { planRegion, type PlannedSchool, type RegionPlan } from './plan.ts';
import { planDays } from './plans.ts';
import { populate, type SampleAccount } from './populate.ts';
import { sampleFile, samplePassword, type Sample, type SampleNode } from './sample.ts';
import { timetableDrafts } from './timetable.ts';

/** What the sample is made of; the same seed makes the same people. Keys and passwords' salts are always fresh. */
export type SampleOptions = {
  readonly folder: string;
  readonly seed: string;
  readonly packs: readonly string[];
  readonly regionUrl: string;
  /** How many schools get a history of lessons. */
  readonly lively: number;
  /** Without a past nobody has begun a lesson yet. */
  readonly hasPast?: boolean;
  /** Only so many schools beside the two that run: a small region for tests. */
  readonly besides?: number;
  /** Keeps the data of every school's node, in `schools/<school>`, and not only of the two that run. */
  readonly keepsAll?: boolean;
  readonly progress: (done: number, total: number, what: string) => void;
};

/** The sample's history ends on this day: a Monday of the second quarter. */
const today = Date.UTC(2026, 10, 23, 3);
const historyDays = [12, 11, 10, 7, 6, 5, 4, 3].map((ago) => today - ago * day);

/**
 * Makes the sample region: a region's node with all 146 schools, and the nodes of one hub school and one small school.
 * Each school's data are written by a node of its own and come to the region by the same messages as a real one's.
 * Made beside its place and moved there when it is whole.
 */
export async function makeSample(options: SampleOptions): Promise<Sample> {
  const { folder, seed, progress } = options;
  const plan = planRegion(seed);
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const dice = diceOf(`sample ${seed}`);
  const clock = setClock(Date.UTC(2026, 8, 1, 4));
  const region = await makeRegion(join(making, 'region'), plan, options, dice.child('region'), clock);
  const chosen = chooseSchools(plan);
  const accounts: Record<string, readonly SampleAccount[]> = { region: region.accounts };
  const pupils: Record<string, readonly SampleAccount[]> = {};
  let done = 0;
  const made = plan.schools.filter(({ school }, n) => chosen.has(school) || n < (options.besides ?? Infinity));
  for (const school of made) {
    const name = chosen.get(school.school);
    const kept = options.keepsAll ? join('schools', school.school) : undefined;
    const place = name || kept ? join(making, name ?? kept ?? '') : mkdtempSync(join(tmpdir(), 'tirek-sample-'));
    const isLively = name !== undefined || done % Math.ceil(made.length / options.lively) === 0;
    const filled = await makeSchool(place, region.node, school, {
      ...options,
      isLively,
      dice: dice.child(school.school),
      isRunning: name !== undefined,
      hasJournal: name === 'small' && options.hasPast !== false,
    });
    if (name) {
      accounts[name] = filled.accounts;
      pupils[name] = filled.pupils;
    } else if (!kept) rmSync(place, { recursive: true, force: true });
    progress(++done, made.length, school.names.kk);
  }
  await inventLinks(region.node, new Set(chosen.keys()), dice.child('links'), systemClock.now());
  await region.node.close();
  const nodes: SampleNode[] = [{ name: 'region', folder: 'region' }];
  for (const [id, name] of chosen)
    nodes.push({ name, folder: name, school: plan.schools.find((each) => each.school === id)! });
  const sample = { nodes, accounts, pupils } as unknown as Sample;
  writeFileSync(join(making, sampleFile), JSON.stringify(sample, null, 2));
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return sample;
}

/** A hub, and a small Kazakh-medium general school that it helps, with grades 5, 6 and 7 in one room. */
function chooseSchools(plan: RegionPlan): Map<string, 'hub' | 'small'> {
  const isFitting = (school: PlannedSchool): boolean => {
    const size = school.grades.reduce((sum, each) => sum + each, 0);
    return !school.isHub && school.kind === 'general' && school.medium === 'kk' && size < 80;
  };
  const small = plan.schools.find(isFitting) as PlannedSchool;
  return new Map([
    [small.hub as string, 'hub'],
    [small.school, 'small'],
  ]);
}

function settingsOf(folder: string) {
  return {
    folder,
    port: 0,
    host: '127.0.0.1',
    postgres: undefined,
    tls: undefined,
    regionUrl: undefined,
    web: join(folder, 'no-web'),
  };
}

async function makeRegion(folder: string, plan: RegionPlan, { packs }: SampleOptions, dice: Dice, clock: SetClock) {
  await makeIdentity(folder, { kind: 'region', node: mintId<NodeId>(dice) }, systemRandomness);
  const node = await openNode(settingsOf(folder), { clock, randomness: systemRandomness, hasJobs: false });
  const { house } = node;
  for (const pack of packs) {
    const built = await buildPack(readPackFolder(pack));
    if (!built.pack) throw new Error(`the pack ${pack} has errors: ${JSON.stringify(built.errors[0])}`);
    await publishPack(house, regionScope, 'region', built.pack);
  }
  // A bare region has no item bank either.
  if (packs.length > 0) await bringCells(house, join(import.meta.dirname, '..', '..', 'content', 'bank'));
  await house.log.write(() => ({
    records: plan.schools.flatMap(({ school, names, district, kato, kind, medium, hub }) => [
      schoolRegistered.draft(regionScope, 'region', { school, names, district, kato, kind, medium, isInvented: true }),
      ...(hub
        ? [
            schoolsRelated.draft(regionScope, 'region', {
              school: hub,
              other: school,
              relation: 'hub-of',
              from: '2026-09-01',
            }),
          ]
        : []),
    ]),
    answer: undefined,
  }));
  const accounts = await makeRegionStaff(node, plan, dice);
  return { node, accounts };
}

async function makeRegionStaff({ house, desk }: OpenNode, plan: RegionPlan, dice: Dice): Promise<SampleAccount[]> {
  const keys = credentialKeys(() => desk.authority.region?.age || undefined);
  const accounts: SampleAccount[] = [];
  for (const role of ['coordinator', 'methodist', 'funder'] as const satisfies readonly Role[]) {
    const person = mintId<PersonId>(dice);
    const name = inventName(dice, 'kk');
    const district = role === 'methodist' ? { district: plan.schools[0]?.district.kk ?? '' } : {};
    const credential = await keys.seal(house, person, await passwordSecret(role, samplePassword));
    await house.log.write((on) => ({
      records: [
        personRegistered.draft(regionScope, 'region', {
          person,
          name: on.seal(person, regionScope, JSON.stringify(name)),
          language: 'kk',
          picture: '',
        }),
        posted.draft(regionScope, 'region', { person, role, ...district }),
        credential(on),
      ],
      answer: undefined,
    }));
    accounts.push({ role, name: `${name.family} ${name.given}`, login: role, secret: samplePassword });
  }
  return accounts;
}

type SchoolOptions = SampleOptions & {
  readonly isLively: boolean;
  readonly isRunning: boolean;
  /** The school that is shown has weeks of a journal behind it. */
  readonly hasJournal: boolean;
  readonly dice: Dice;
};

async function makeSchool(folder: string, region: OpenNode, school: PlannedSchool, options: SchoolOptions) {
  const { dice, isRunning } = options;
  const clock = setClock(Date.UTC(2026, 8, 1, 5));
  await makeIdentity(folder, { kind: 'school', school: school.school, node: mintId<NodeId>(dice) }, systemRandomness);
  const node = await openNode(settingsOf(folder), { clock, randomness: systemRandomness, hasJobs: false });
  await enrolAt(region, node, school.school, options.regionUrl);
  const people = inventPeople(school, dice.child('people'));
  const regionAge = await identityToRecipient(region.house.self.ageIdentity);
  const password = isRunning ? { password: samplePassword } : {};
  const made = await populate(node.house, { school, people, dice: dice.child('secrets'), regionAge, ...password });
  if (isRunning) {
    const records = timetableDrafts(school, people, dice.child('timetable'));
    await node.house.log.write(() => ({ records, answer: undefined }));
  }
  if (options.isLively) {
    const work = rooms.flatMap((room) => room.work ?? []);
    const life = {
      people,
      work,
      dice: dice.child('life'),
      clock,
      reading: region.house,
      days: options.hasPast === false ? [] : historyDays,
    };
    if (options.hasJournal) await keepJournal(node.house, { people, dice: dice.child('journal'), clock });
    await liveThrough(node.house, life);
    if (isRunning) await giveToday(node.house, life, today);
    if (isRunning && options.hasPast !== false) await planDays(node.house, life, today);
  }
  await meet(region, node, isRunning);
  // The running schools have the packs on their shelves from the first morning.
  if (isRunning) await copyFiles(region, node);
  await node.close();
  return { accounts: made.accounts, pupils: pupilAccounts(people, made.secrets) };
}

/** The pupils that the start prints: the first of each grade from 5 to 7, and of grade 2. */
function pupilAccounts(
  people: InventedPeople,
  secrets: Awaited<ReturnType<typeof populate>>['secrets'],
): SampleAccount[] {
  return [2, 5, 6, 7].flatMap((grade) => {
    const pupil = people.pupils.find((each) => each.grade === grade);
    const secret = pupil && secrets.get(pupil.person);
    if (!pupil || !secret || secret.kind === 'password') return [];
    const shown = secret.kind === 'pin' ? secret.pin : secret.pictures.join(' ');
    return [{ role: `pupil ${grade}`, name: `${pupil.name.family} ${pupil.name.given}`, login: '', secret: shown }];
  });
}
