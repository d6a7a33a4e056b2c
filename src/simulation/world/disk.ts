import type { Dice } from '../dice.ts';

/** What a power cut leaves of the writes that were not flushed. */
export type Loss =
  /** Nothing, as where the cache of the operating system goes. */
  | 'all'
  /** Everything: the writes were on their way. */
  | 'nothing'
  /** Those up to one of them, which is torn. */
  | 'tail'
  /** Any of them, each torn anywhere: a disk writes in the order that it likes. */
  | 'any';

/** Where the power fails: during the k-th write, before the k-th flush did anything, or after it, unheard. */
export type Fuse = { readonly at: 'write' | 'flush' | 'flushed'; readonly k: number };

/** The files of a disk at one moment, for a template or a backup. */
export type DiskImage = ReadonlyMap<string, Uint8Array>;

/** The power is off: whatever program ran is no more. */
export class PowerCut extends Error {}
/** No room is left. Nothing of this write is on the disk. */
export class DiskFull extends Error {}

/** A disk in memory, as a program under SQLite sees it. Each call throws PowerCut while the power is off. */
export interface Disk {
  readonly isOn: boolean;
  readonly isFull: boolean;
  readonly isLying: boolean;
  has(file: string): boolean;
  size(file: string): number;
  /** Fills `into` from `at` on; answers with how many bytes there were. */
  read(file: string, at: number, into: Uint8Array): number;
  write(file: string, at: number, bytes: Uint8Array): void;
  truncate(file: string, size: number): void;
  flush(file: string): void;
  remove(file: string): void;
  /** How often it was written to and flushed. */
  readonly count: { readonly writes: number; readonly flushes: number };
  /** The power will fail there. */
  arm(fuse: Fuse): void;
  disarm(): void;
  /** From now on flushes are acknowledged and not done; `false` ends it. */
  lie(isLying: boolean): void;
  fill(isFull: boolean): void;
  /** The power is off from now on. */
  turnOff(): void;
  /** Settles what a power cut left: what was not flushed is lost as `loss` says. */
  cut(loss: Loss, dice: Dice): void;
  start(): void;
  image(): DiskImage;
  /** Puts the files of an image in the place of these. */
  restore(image: DiskImage): void;
}

const sectorBytes = 512;

type Change = { readonly at: number; readonly bytes: Uint8Array } | { readonly size: number };
type Pending = { readonly file: SimFile; readonly change: Change };
/**
 * `now` is what programs read; `kept` what is on the platter, with what was `flushed` since: that is put there when somebody
 * looks, which is after a cut.
 */
type SimFile = { readonly now: Content; readonly kept: Content; readonly flushed: Change[] };
/** `isShared`: other contents and images hold the same bytes, which are copied before they change. */
type Content = { bytes: Uint8Array; size: number; isShared: boolean };

export function simDisk(from: DiskImage = new Map()): Disk {
  const files = new Map<string, SimFile>();
  const count = { writes: 0, flushes: 0 };
  /** Writes that no honest flush has confirmed, in their order over all files. */
  let pending: Pending[] = [];
  let [isOn, isLying, isFull] = [true, false, false];
  let fuse: Fuse | undefined;

  const restore = (image: DiskImage): void => {
    files.clear();
    pending = [];
    for (const [name, bytes] of image) files.set(name, fileOf(bytes));
  };
  const found = (name: string): SimFile => {
    if (!isOn) throw new PowerCut('the power is off');
    let file = files.get(name);
    if (!file) files.set(name, (file = fileOf(new Uint8Array())));
    return file;
  };
  const blows = (at: Fuse['at'], k: number): boolean => {
    if (fuse?.at !== at || fuse.k !== k) return false;
    fuse = undefined;
    isOn = false;
    return true;
  };
  const change = (name: string, done: Change): void => {
    const file = found(name);
    if (isFull && ('bytes' in done ? done.at + done.bytes.length : done.size) > file.now.size) throw new DiskFull();
    pending.push({ file, change: done });
    apply(file.now, done);
    if (blows('write', ++count.writes)) throw new PowerCut('in the middle of a write');
  };
  const flush = (name: string): void => {
    const file = found(name);
    const n = ++count.flushes;
    if (blows('flush', n)) throw new PowerCut('before a flush');
    if (!isLying) {
      for (const each of pending) if (each.file === file) file.flushed.push(each.change);
      pending = pending.filter((each) => each.file !== file);
    }
    if (blows('flushed', n)) throw new PowerCut('after a flush');
  };
  const cut = (loss: Loss, dice: Dice): void => {
    for (const { file, change: kept } of survivors(pending, loss, dice)) file.flushed.push(kept);
    for (const { kept, flushed } of files.values()) for (const each of flushed.splice(0)) apply(kept, each);
    pending = [];
    fuse = undefined;
    [isOn, isLying] = [false, false];
    for (const { now, kept } of files.values()) {
      kept.isShared = true;
      Object.assign(now, kept);
    }
  };
  restore(from);
  return {
    get isOn() {
      return isOn;
    },
    get isLying() {
      return isLying;
    },
    get isFull() {
      return isFull;
    },
    count,
    has: (name) => files.has(name),
    size: (name) => found(name).now.size,
    read: (name, at, into) => {
      const { bytes, size } = found(name).now;
      const part = bytes.subarray(at, Math.min(size, at + into.length));
      into.set(part);
      return part.length;
    },
    write: (name, at, bytes) => change(name, { at, bytes: Buffer.from(bytes) }),
    truncate: (name, size) => change(name, { size }),
    flush,
    remove: (name) => {
      const gone = found(name);
      files.delete(name);
      pending = pending.filter(({ file }) => file !== gone);
    },
    arm: ({ at, k }) => {
      fuse = { at, k: k + (at === 'write' ? count.writes : count.flushes) };
    },
    disarm: () => {
      fuse = undefined;
    },
    lie: (lies) => {
      isLying = lies;
    },
    fill: (full) => {
      isFull = full;
    },
    turnOff: () => {
      isOn = false;
    },
    cut,
    start: () => {
      isOn = true;
    },
    image: () =>
      new Map(
        [...files].map(([name, { now }]) => {
          now.isShared = true;
          return [name, now.bytes.subarray(0, now.size)];
        }),
      ),
    restore,
  };
}

function fileOf(bytes: Uint8Array): SimFile {
  return { now: contentOf(bytes), kept: contentOf(bytes), flushed: [] };
}

function contentOf(bytes: Uint8Array): Content {
  return { bytes, size: bytes.length, isShared: true };
}

function apply(content: Content, change: Change): void {
  if ('size' in change) {
    // What a file loses and gets again is zero.
    const before = content.size;
    makeRoom(content, change.size);
    if (change.size < before) content.bytes.fill(0, change.size, before);
    content.size = change.size;
    return;
  }
  const end = change.at + change.bytes.length;
  makeRoom(content, end);
  content.bytes.set(change.bytes, change.at);
  content.size = Math.max(content.size, end);
}

/** Room for so many bytes that nobody else holds. */
function makeRoom(content: Content, size: number): void {
  const { bytes, isShared } = content;
  if (size <= bytes.length && !isShared) return;
  const room = new Uint8Array(size > bytes.length ? Math.max(size, bytes.length * 2, 8 * 1024) : bytes.length);
  room.set(bytes.subarray(0, content.size));
  Object.assign(content, { bytes: room, isShared: false });
}

function survivors(pending: readonly Pending[], loss: Loss, dice: Dice): readonly Pending[] {
  if (loss === 'all') return [];
  if (loss === 'nothing') return pending;
  if (loss === 'any') return pending.flatMap((each) => (dice.unit() < 0.5 ? torn(each, () => dice.unit() < 0.7) : []));
  const upTo = dice.int(pending.length + 1);
  const last = pending[upTo];
  const whole = pending.slice(0, upTo);
  if (!last) return whole;
  const sectors = dice.int(16);
  return [...whole, ...torn(last, (sector) => sector < sectors)];
}

/** The sectors of a write that came to the platter. */
function torn({ file, change }: Pending, isKept: (sector: number) => boolean): Pending[] {
  if ('size' in change) return [{ file, change }];
  const parts: Pending[] = [];
  let start = change.at;
  for (let sector = 0; start < change.at + change.bytes.length; sector++) {
    const end = Math.min(change.at + change.bytes.length, (Math.floor(start / sectorBytes) + 1) * sectorBytes);
    const bytes = change.bytes.subarray(start - change.at, end - change.at);
    if (isKept(sector)) parts.push({ file, change: { at: start, bytes } });
    start = end;
  }
  return parts;
}
