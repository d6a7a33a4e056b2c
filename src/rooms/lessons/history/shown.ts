import type { SchoolId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import {
  findPupil,
  findSchool,
  groupsFor,
  idsOf,
  maySeeClass,
  nameOf,
  officeName,
  selectGroupsOf,
  type PupilRow,
} from '#people/index.ts';
import { regionOf } from '#sync/index.ts';
import {
  attemptsTold,
  findWord,
  historiesAt,
  selectReaders,
  tellersOf,
  toldOf,
  type HistoryReader,
} from './queries.ts';
import { mergeTold, type Told } from './rules.ts';

/** LES-34: a pupil of this school whom somebody teaches, or whose class they lead; the office sees all. */
export async function seenPupil(house: House, who: Person, id: string): Promise<PupilRow> {
  const pupil = await findPupil(house.log.read, id);
  if (!house.self.school || !pupil || pupil.school !== house.self.school) throw refused('lessons.no-such-pupil', 404);
  if (maySeeClass(who, pupil)) return pupil;
  const taught = new Set((await groupsFor(house, who)).map((group) => group.group));
  const isTaught = (await selectGroupsOf(house.log.read, pupil)).some((group) => taught.has(group.group));
  if (!isTaught) throw refused('lessons.no-such-pupil', 404);
  return pupil;
}

/** What a pupil's previous schools tell of them here: one history for each change of schools, without doubles. */
export async function historyShown(house: House, pupil: PupilRow) {
  const histories = [];
  for (const each of await historiesAt(house.log.read, pupil.school, await idsOf(house.log.read, pupil.person))) {
    const { transfer, from, through, isOpen, reason, at } = each;
    const about = { transfer, from, fromNames: await namesOf(house, from), through, isOpen, reason, at };
    histories.push({ ...about, ...(isOpen ? await toldHere(house, each) : nothing) });
  }
  return { person: pupil.person, name: nameOf(house, pupil), histories };
}

const nothing = { tellers: [], places: [], attempts: [] };

/** How many histories are open to the reader's school: whether there is a page to lead to. */
export async function countOpen(house: House, pupil: PupilRow): Promise<number> {
  const { read } = house.log;
  return (await historiesAt(read, pupil.school, await idsOf(read, pupil.person))).filter((each) => each.isOpen).length;
}

async function toldHere(house: House, { transfer, person, from }: HistoryReader) {
  const { read } = house.log;
  const ids = await idsOf(read, person);
  const tellers = await tellersOf(read, from, await regionOf(read, house.self));
  const heard = (await toldOf(read, transfer))
    .filter((each) => tellers.has(each.node) && each.school === from && ids.includes(each.person))
    .map((each) => ({ ...each, by: tellers.get(each.node) ?? 'region' }))
    .toSorted((a, b) => Number(b.by === 'school') - Number(a.by === 'school'));
  const told: Told[] = [];
  for (const { node, by } of heard)
    for (const attempt of await attemptsTold(read, transfer, node)) told.push({ attempt, isBySchool: by === 'school' });
  return {
    tellers: heard.map(({ by, upTo }) => ({ by, upTo })),
    places: heard[0]?.places ?? [],
    attempts: mergeTold(told),
  };
}

async function namesOf(house: House, school: SchoolId) {
  return (await findSchool(house.log.read, school))?.names ?? null;
}

/** LES-35: the histories that an office may close: those of the own school's facts, at the region all. */
export async function historiesShown(house: House) {
  const { read } = house.log;
  const { school, kind } = house.self;
  const readers = (await selectReaders(read)).filter((each) => kind === 'region' || each.from === school);
  const shown = [];
  for (const each of readers.toReversed()) {
    const { transfer, person, from, reader, through, isOpen, reason, closedBy, at } = each;
    const names = { fromNames: await namesOf(house, from), readerNames: await namesOf(house, reader) };
    const told = await toldBy(house, transfer, from);
    const name = await officeName(house, person);
    /** The old school's head has closed it: the region's node obeys when it hears. */
    const isForbidden = (await findWord(read, transfer, from))?.isOpen === false;
    const about = { transfer, person, name, from, reader, ...names };
    shown.push({ ...about, through, isOpen, isForbidden, reason, closedBy, at, ...told });
  }
  return shown;
}

async function toldBy(house: House, transfer: string, from: SchoolId) {
  const { read } = house.log;
  const tellers = await tellersOf(read, from, await regionOf(read, house.self));
  const heard = new Set((await toldOf(read, transfer)).map(({ node }) => tellers.get(node)));
  return { isBySchool: heard.has('school'), isByRegion: heard.has('region') };
}
