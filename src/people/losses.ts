import { type GroupId, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { glanceAt } from '#log/peek.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { officeName } from './names.ts';
import { findGroup } from './queries-groups.ts';
import { markOf, type Receipt } from './receipts.ts';
import { selectTablets } from './tablets.ts';

/** When a node came back last, and when it had everything again that others have of it. */
export type CameBack = { readonly since: number; readonly wholeAt?: number };

/** One thing that a device proves to have been done, and that nobody has any more. Names are as of now. */
export type Loss = {
  readonly at: number;
  readonly kind: string;
  /** Empty for who was erased, or is not known here. */
  readonly actor: string;
  readonly person?: string;
  readonly group?: { readonly subject: string; readonly grades: readonly number[] };
};

export type Losses = {
  readonly cameBack?: CameBack;
  /** The newest record of before that is here: what was done after it, nobody can know but the devices. */
  readonly knownUntil?: number;
  /** Empty until everything that others have has come: before, nothing is gone for good. */
  readonly losses: readonly Loss[];
  /** Tablets that have not spoken with the server since it came back: they may hold work. */
  readonly silent: readonly { readonly tablet: TabletId; readonly label: string; readonly n: number }[];
};

const keptState = 'losses';
/** Bounds what devices can make a node remember. */
const mostKept = 5000;
/** How far the node's own later records are searched for those that found another place (LOG-17). */
const mostSearched = 100_000;
const slice = 2000;

/** Keeps those receipts whose records are not here. Answers with how many they are. */
export async function hearReceipts(house: House, receipts: readonly Receipt[]): Promise<number> {
  const missing = await notHere(house, receipts);
  if (missing.length === 0) return 0;
  const kept = await readKept(house);
  const all = new Map(
    [...kept, ...missing].map((each) => [`${each.epoch} ${each.scope} ${each.seq} ${each.mark}`, each]),
  );
  if (all.size > kept.length) await house.log.setState(keptState, toCbor([...all.values()].slice(0, mostKept)));
  return missing.length;
}

/** PPL-46: what is gone, by what is proved and nothing else. */
export async function lossesOf(house: House, cameBack: CameBack | undefined): Promise<Losses> {
  if (!cameBack) return { losses: [], silent: [] };
  const knownUntil = await newestOfBefore(house);
  const common = { cameBack, ...(knownUntil ? { knownUntil } : {}), silent: await silentTablets(house) };
  if (cameBack.wholeAt === undefined) return { ...common, losses: [] };
  const gone = await notHere(house, await readKept(house));
  const losses = await Promise.all(gone.toSorted((a, b) => a.at - b.at).map((each) => shown(house, each)));
  return { ...common, losses };
}

async function shown(house: House, { at, kind, actor, person, group }: Receipt): Promise<Loss> {
  const found = group ? await findGroup(house.log.read, group as GroupId) : undefined;
  return {
    at,
    kind,
    actor: await officeName(house, actor as PersonId),
    ...(person ? { person: await officeName(house, person as PersonId) } : {}),
    ...(found ? { group: { subject: found.subject, grades: found.grades } } : {}),
  };
}

/** Those whose record is neither in its place nor, under another number, in a later epoch. */
async function notHere(house: House, receipts: readonly Receipt[]): Promise<Receipt[]> {
  const missing: Receipt[] = [];
  for (const receipt of receipts) {
    const { epoch, scope, seq, mark } = receipt;
    const [bytes] = await house.log.recordsFrom({ node: house.self.node, epoch, scope }, seq, 1);
    if (!bytes || markOf(bytes) !== mark) missing.push(receipt);
  }
  if (missing.length === 0) return [];
  const [epoch, at] = [missing.map((each) => each.epoch), missing.map((each) => each.at)];
  const moved = await marksAfter(house, Math.min(...epoch), Math.min(...at));
  return missing.filter(({ mark }) => !moved.has(mark));
}

/** The marks of the node's own records since a time, in its later epochs. */
async function marksAfter({ log, self }: House, epoch: number, from: number): Promise<ReadonlySet<string>> {
  const marks = new Set<string>();
  const own = log.streams().filter(({ stream }) => stream.node === self.node && stream.epoch > epoch);
  for (const { stream, next } of own) {
    const end = Math.min(next, mostSearched);
    for (let seq = 1; seq < end; seq += slice) {
      for (const bytes of await log.recordsFrom(stream, seq, Math.min(slice, end - seq)))
        if ((glanceAt(bytes)?.time ?? 0) >= from) marks.add(markOf(bytes));
    }
  }
  return marks;
}

async function newestOfBefore({ log, self }: House): Promise<number> {
  let newest = 0;
  for (const { stream, next } of log.streams()) {
    if (stream.node !== self.node || stream.epoch >= self.epoch) continue;
    const [bytes] = await log.recordsFrom(stream, next - 1, 1);
    newest = Math.max(newest, (bytes && glanceAt(bytes)?.time) ?? 0);
  }
  return newest;
}

async function readKept(house: House): Promise<readonly Receipt[]> {
  const stored = await house.log.getState(keptState);
  return stored ? (fromCbor(stored) as Receipt[]) : [];
}

const heardState = 'tablets-heard';
type Heard = { readonly epoch: number; readonly tablets: readonly string[] };

async function readHeard(house: House): Promise<Heard> {
  const stored = await house.log.getState(heardState);
  const heard = stored ? (fromCbor(stored) as Heard) : undefined;
  return heard?.epoch === house.self.epoch ? heard : { epoch: house.self.epoch, tablets: [] };
}

/** Notes that a tablet has spoken since the node came back; a node that never did has nothing to note. */
export function tabletEar(): (house: House, tablet: TabletId) => Promise<void> {
  const known = new Set<string>();
  return async (house, tablet) => {
    if (house.self.epoch === 1 || known.has(tablet)) return;
    known.add(tablet);
    const { epoch, tablets } = await readHeard(house);
    if (!tablets.includes(tablet))
      await house.log.setState(heardState, toCbor({ epoch, tablets: [...tablets, tablet] }));
  };
}

async function silentTablets(house: House): Promise<Losses['silent']> {
  const heard = new Set((await readHeard(house)).tablets);
  const all = await selectTablets(house, house.self.school as SchoolId);
  return all
    .map(({ tablet, label, isRetired }, at) => ({ tablet, label, n: at + 1, isRetired }))
    .filter(({ tablet, isRetired }) => !isRetired && !heard.has(tablet))
    .map(({ tablet, label, n }) => ({ tablet, label, n }));
}
