import { mostBytes, mostEntries, type Limit } from './outbox-model.ts';
import type { Entry, TabletRow } from './entry.ts';

/** Why a request failed: a key of words and the HTTP status; 0 where no server answered. */
export type Failure = { readonly key: string; readonly status: number };

/** What one request carries. */
export type Batch = {
  readonly tablet: Pick<TabletRow, 'tablet' | 'token' | 'answers' | 'known'>;
  readonly entries: readonly Entry[];
};

/** What lies in the store to be done: a batch to send, or else the tablets with entries that are only at the school. */
export type Found = { readonly batch?: Batch; readonly atSchool: readonly Batch['tablet'][] };

/**
 * When and what this window sends. One deciding function, `decide`, takes it from event to event.
 * At most one request is under way: `doing` says so. Times are those of a clock that never goes back, in milliseconds.
 */
export type Sender = {
  readonly isMine: boolean;
  readonly doing: 'nothing' | 'looking' | 'sending' | 'asking';
  /** Something came while another thing was being done. */
  readonly hasNews: boolean;
  /** Failures in a row; the pause grows with them. */
  readonly failures: number;
  readonly notBefore: number;
  readonly limit: Limit;
  readonly askedAt: number;
  /** How often the region's number was asked for: this browser's tablets take turns. */
  readonly asked: number;
  /** Tablets whose token was refused: others go on. */
  readonly resting: readonly { readonly tablet: string; readonly until: number }[];
  /** What the server answered about up to here found no room on this tablet: for a while, what lies beyond goes up. */
  readonly unstored: readonly { readonly tablet: string; readonly n: number }[];
  /** The entry that went alone and met an error of the server, and how often. */
  readonly alone: { readonly n: number; readonly tablet: string; readonly times: number } | undefined;
};

export type Event =
  /** Time goes by: each five seconds, and when a pause is over. */
  | { readonly type: 'tick'; readonly now: number }
  /** A new entry, the browser is online again, a person asks. */
  | { readonly type: 'news'; readonly now: number }
  | { readonly type: 'held'; readonly now: number; readonly isMine: boolean }
  | { readonly type: 'found'; readonly now: number; readonly found: Found }
  /** The answer is stored. `isUseful`: it said something of what was sent. */
  | { readonly type: 'answered'; readonly now: number; readonly isUseful: boolean }
  /** The answer came, and found no room on this tablet. */
  | { readonly type: 'unstored'; readonly now: number; readonly batch: Batch; readonly dice: number }
  /** `dice`: from 0 to 1. */
  | {
      readonly type: 'failed';
      readonly now: number;
      readonly failure: Failure;
      readonly batch: Batch;
      readonly dice: number;
    };

export type Command =
  | { readonly do: 'hold' }
  | {
      readonly do: 'look';
      readonly limit: Limit;
      readonly without: readonly string[];
      readonly after: Sender['unstored'];
    }
  | { readonly do: 'send'; readonly batch: Batch }
  | { readonly do: 'ask'; readonly tablet: Batch['tablet'] }
  | { readonly do: 'park'; readonly entry: Entry; readonly key: string }
  | { readonly do: 'wake'; readonly inMilliseconds: number };

export type Decided = { readonly sender: Sender; readonly commands: readonly Command[] };

const fullLimit: Limit = { entries: mostEntries, bytes: mostBytes };
/** A line that does not carry this much in the time of a request carries nothing. */
const leastBytes = 8 * 1024;

export const firstPause = 1000;
export const longestPause = 60_000;
const restMilliseconds = 60_000;
/** OUT-10. */
export const askMilliseconds = 30_000;
/** After so many errors of the server about one entry alone, it steps aside for the others. */
const patienceWithOne = 5;

export const freshSender: Sender = {
  isMine: false,
  doing: 'nothing',
  hasNews: false,
  failures: 0,
  notBefore: 0,
  limit: fullLimit,
  askedAt: -Infinity,
  asked: 0,
  resting: [],
  unstored: [],
  alone: undefined,
};

export function decide(sender: Sender, event: Event): Decided {
  switch (event.type) {
    case 'tick':
      return hold(sender);
    case 'news':
      return hold({
        ...sender,
        hasNews: sender.doing !== 'nothing',
        notBefore: Math.min(sender.notBefore, event.now),
        resting: [],
      });
    case 'held':
      return afterHold({ ...sender, isMine: event.isMine }, event.now);
    case 'found':
      return afterLook(sender, event);
    case 'answered':
      return afterAnswer(sender, event);
    case 'unstored':
      return afterUnstored({ ...sender, doing: 'nothing' }, event);
    case 'failed':
      return afterFailure({ ...sender, doing: 'nothing' }, event);
  }
}

/** OUT-12: nothing is sent but after the lease was renewed. */
function hold(sender: Sender): Decided {
  return { sender, commands: [{ do: 'hold' }] };
}

function afterHold(sender: Sender, now: number): Decided {
  if (!sender.isMine || sender.doing !== 'nothing' || now < sender.notBefore) return { sender, commands: [] };
  const resting = sender.resting.filter((each) => each.until > now);
  const look = {
    do: 'look' as const,
    limit: sender.limit,
    without: resting.map((each) => each.tablet),
    after: sender.unstored,
  };
  return { sender: { ...sender, resting, doing: 'looking', hasNews: false }, commands: [look] };
}

function afterLook(sender: Sender, event: Extract<Event, { type: 'found' }>): Decided {
  const {
    found: { batch, atSchool },
    now,
  } = event;
  if (batch) return { sender: { ...sender, doing: 'sending' }, commands: [{ do: 'send', batch }] };
  if (sender.unstored.length > 0) return pause({ ...sender, doing: 'nothing', unstored: [] }, now, 1);
  const tablet = atSchool[sender.asked % atSchool.length];
  if (tablet && now - sender.askedAt >= askMilliseconds) {
    return {
      sender: { ...sender, doing: 'asking', askedAt: now, asked: sender.asked + 1 },
      commands: [{ do: 'ask', tablet }],
    };
  }
  const next: Sender = { ...sender, doing: 'nothing' };
  return sender.hasNews ? hold(next) : { sender: next, commands: [] };
}

function afterAnswer(sender: Sender, { isUseful }: Extract<Event, { type: 'answered' }>): Decided {
  const entries = isUseful ? Math.min(mostEntries, sender.limit.entries * 2) : sender.limit.entries;
  const bytes = Math.min(mostBytes, sender.limit.bytes * 2);
  return hold({ ...sender, doing: 'nothing', failures: 0, limit: { entries, bytes }, unstored: [], alone: undefined });
}

/** OUT-1: a full tablet still sends all that it has, again and again; it only cannot note down how far that came. */
function afterUnstored(sender: Sender, { batch, now, dice }: Extract<Event, { type: 'unstored' }>): Decided {
  const last = batch.entries.at(-1);
  if (!last) return pause(sender, now, dice);
  const others = sender.unstored.filter(({ tablet }) => tablet !== last.tablet);
  return hold({ ...sender, unstored: [...others, { tablet: last.tablet, n: last.n }] });
}

/** OUT-6, OUT-7. */
function afterFailure(sender: Sender, { failure, batch, now, dice }: Extract<Event, { type: 'failed' }>): Decided {
  const { tablet } = batch.tablet;
  if (failure.status === 401 || failure.status === 403) {
    const resting = [...sender.resting, { tablet, until: now + restMilliseconds }];
    return hold({ ...sender, resting });
  }
  const isAboutContent = [400, 413, 422].includes(failure.status) && batch.entries.length > 0;
  const [only] = batch.entries;
  if (isAboutContent && batch.entries.length === 1 && only) return setAside(sender, only, failure.key);
  if (isAboutContent) return hold({ ...sender, limit: halved(sender.limit, batch) });
  if (failure.status !== 500 || !only) return pause(narrowed(sender, failure), now, dice);
  if (batch.entries.length > 1) return pause({ ...sender, limit: halved(sender.limit, batch) }, now, dice);
  const times = sender.alone?.n === only.n && sender.alone.tablet === tablet ? sender.alone.times + 1 : 1;
  if (times >= patienceWithOne) return setAside(sender, only, failure.key);
  return pause({ ...sender, alone: { n: only.n, tablet, times } }, now, dice);
}

/** Parks an entry; the storing of it is answered like a request. */
function setAside(sender: Sender, entry: Entry, key: string): Decided {
  return { sender: { ...sender, doing: 'sending' }, commands: [{ do: 'park', entry, key }] };
}

function pause(sender: Sender, now: number, dice: number): Decided {
  const failures = sender.failures + 1;
  const inMilliseconds = pauseOf(failures, dice);
  return {
    sender: { ...sender, failures, notBefore: now + inMilliseconds },
    commands: [{ do: 'wake', inMilliseconds }],
  };
}

/** From half to all of a pause that doubles: the tablets of a class do not come back in one instant. */
export function pauseOf(failures: number, dice: number): number {
  const whole = Math.min(longestPause, firstPause * 2 ** failures);
  return Math.max(firstPause, Math.round(whole * (0.5 + dice / 2)));
}

function halved(limit: Limit, batch: Batch): Limit {
  return { ...limit, entries: Math.ceil(batch.entries.length / 2) };
}

/** A request that a thin line did not carry, or whose answer found no room here, goes up in smaller parts. */
function narrowed(sender: Sender, failure: Failure): Sender {
  if (failure.status !== 0) return sender;
  const { entries, bytes } = sender.limit;
  return { ...sender, limit: { entries: Math.ceil(entries / 2), bytes: Math.max(leastBytes, Math.ceil(bytes / 2)) } };
}

/** Whether nothing is being done and nothing was asked for: the end of a flush. */
export function isAtRest({ sender, commands }: Decided): boolean {
  return sender.doing === 'nothing' && !commands.some((command) => command.do === 'hold');
}
