import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { day, hour } from '#kernel/time.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import { dayOf, hasPlaceAt, idsOf, isErased, isPlaceKnown, selectMoves, type Move } from '#people/index.ts';
import { contactTimes, granted, grantEnded, nodesOfSchool, openedBy } from '#sync/index.ts';
import { historyClosed, historyOpened, type CloseReason, type GivenReason } from '../records-history.ts';
import { findWord, historyScope, readersOf, selectReaders, tellersOf, toldOf, type HistoryReader } from './queries.ts';
import { openThrough } from './rules.ts';
import { nextStep } from './states.ts';
import { tellDrafts } from './tell.ts';

/** A node calls each minute: one that was not heard of for so long is silent. */
const silence = hour;
/** How long the region waits for the history of a school that it hears of. */
const patience = day;

/** LES-32, LES-33: the region opens histories to the school where the pupil is, and closes them again. */
export async function keepAtRegion(house: House): Promise<void> {
  const { read } = house.log;
  const today = dayOf(house.clock.now());
  const moves = await selectMoves(read);
  const open = new Set((await selectReaders(read)).flatMap((each) => (each.isOpen ? [each.transfer] : [])));
  for (const move of moves) {
    if (openThrough(move.day) < today && !open.has(move.transfer)) continue;
    const at = await schoolNow(read, moves, move.person);
    await house.log.write(async (on) => ({ records: await keepDrafts(on, house, move, at), answer: undefined }));
  }
}

/** The school to which a human being has last moved, while they are there. */
async function schoolNow(read: Reader, moves: readonly Move[], person: PersonId): Promise<SchoolId | undefined> {
  const ids = await idsOf(read, person);
  const last = moves.findLast((each) => ids.includes(each.person));
  if (!last) return undefined;
  const isComing = last.enrolment !== '' && !(await isPlaceKnown(read, last.enrolment));
  const isHere = isComing || (await hasPlaceAt(read, last.to, ids));
  return isHere ? last.to : undefined;
}

async function keepDrafts(on: Deciding, house: House, move: Move, at: SchoolId | undefined): Promise<Draft[]> {
  const { transfer, person, from } = move;
  const rows = new Map((await readersOf(on, transfer)).map((row) => [row.reader, row]));
  const readers = new Set([...rows.keys(), ...(at && at !== from ? [at] : [])]);
  const common = {
    isErased: await isErased(on, person),
    word: await findWord(on, transfer, from),
    through: openThrough(move.day),
    today: dayOf(on.now),
  };
  const drafts: Draft[] = [];
  let isRead = false;
  for (const reader of readers) {
    const row = rows.get(reader);
    const step = nextStep({ ...common, row, isAt: reader === at });
    if (step.do === 'open') drafts.push(...openDrafts(move, reader, step.through, 'node'));
    if (step.do === 'close') drafts.push(...(await closeDrafts(on, house, move, reader, step.reason, step.by, 'node')));
    const isOpen = step.do === 'open' || (row?.isOpen === true && step.do === 'nothing');
    if (isOpen) drafts.push(...(await grantDrafts(on, house, transfer, reader)));
    isRead ||= isOpen;
  }
  if (isRead && (await isForRegion(on, house, move))) {
    const upTo = await heardOf(on, from);
    drafts.push(...(await tellDrafts(on, house, { transfer, person, school: from, upTo })));
  }
  return drafts;
}

function openDrafts({ transfer, person, from }: Move, reader: SchoolId, through: string, by: string): Draft[] {
  const body = { transfer, person, from, reader, through };
  return [reader, from].map((school) => historyOpened.draft(schoolScope(school), by, body));
}

/** Nodes of the reader's school that were let in since are opened to as well. */
async function grantDrafts(on: Deciding, house: House, transfer: string, reader: SchoolId): Promise<Draft[]> {
  const scope = historyScope(transfer);
  const open = new Set(await openedBy(on, house.self.node, scope));
  const nodes = await nodesOfSchool(on, reader);
  return nodes.filter((to) => !open.has(to)).map((to) => granted.draft(schoolScope(reader), 'node', { scope, to }));
}

async function closeDrafts(
  on: Deciding,
  house: House,
  { transfer, person, from }: Pick<Move, 'transfer' | 'person' | 'from'>,
  reader: SchoolId,
  reason: CloseReason,
  by: 'node' | 'school' | 'region',
  actor: string,
): Promise<Draft[]> {
  const scope = historyScope(transfer);
  const nodes = new Set(await nodesOfSchool(on, reader, 'ever'));
  const open = (await openedBy(on, house.self.node, scope)).filter((to) => nodes.has(to));
  const body = { transfer, person, from, reader, reason, by };
  return [
    ...[reader, from].map((school) => historyClosed.draft(schoolScope(school), actor, body)),
    ...open.map((to) => grantEnded.draft(schoolScope(reader), 'node', { scope, to })),
  ];
}

/**
 * LES-32: the region tells where the old school is silent, and where it was heard of and told nothing for a day: its
 * server may have burnt in between.
 */
async function isForRegion(
  on: Deciding,
  { self }: House,
  { transfer, from, hasLeft, openedAt }: Move,
): Promise<boolean> {
  const tellers = await tellersOf(on, from, self.node);
  const isTold = (await toldOf(on, transfer)).some(({ node }) => tellers.get(node) === 'school');
  const isSilent = !hasLeft && (await heardOf(on, from)) + silence < on.now;
  return !isTold && (isSilent || openedAt + patience < on.now);
}

/** When the region last heard of a school; 0 where it never did. */
async function heardOf(on: Deciding, school: SchoolId): Promise<number> {
  const contacts = await contactTimes(on);
  return Math.max(0, ...(await nodesOfSchool(on, school, 'ever')).map((node) => contacts.get(node) ?? 0));
}

/** LES-35: a coordinator closes a history, or opens it again, which what the old school's head closed does not do. */
export async function sayAtRegion(
  house: House,
  by: PersonId,
  { transfer, reader, reason }: { transfer: string; reader: SchoolId; reason: GivenReason | undefined },
): Promise<void> {
  await house.log.write(async (on) => {
    const row = (await readersOf(on, transfer)).find((each) => each.reader === reader);
    if (!row) throw refused('lessons.no-such-history', 404);
    if (reason) {
      const records = row.isOpen ? await closeDrafts(on, house, row, reader, reason, 'region', by) : [];
      return { records, answer: undefined };
    }
    return { records: row.isOpen ? [] : await reopenDrafts(on, house, row, by), answer: undefined };
  });
}

async function reopenDrafts(on: Deciding, house: House, row: HistoryReader, by: PersonId): Promise<Draft[]> {
  const { transfer, reader, person, from } = row;
  if ((await findWord(on, transfer, from))?.isOpen === false) throw refused('lessons.history-closed-by-school', 409);
  const moves = await selectMoves(on);
  const move = moves.find((each) => each.transfer === transfer);
  const isHere = (await schoolNow(on, moves, person)) === reader;
  if (!move || !isHere || (await isErased(on, person))) throw refused('lessons.history-nobody-there', 409);
  const through = openThrough(dayOf(on.now));
  return [...openDrafts(move, reader, through, by), ...(await grantDrafts(on, house, transfer, reader))];
}
