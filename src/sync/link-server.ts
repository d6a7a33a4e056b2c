import { Hono, type Context } from 'hono';
import type { NodeId } from '#kernel/ids.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { bodyOf } from '#http/body.ts';
import { allower, Refused, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { SyncDesk } from './desk.ts';
import { decodeMessage, encodeMessage, type Message } from './message.ts';
import { syncPermissions } from './permissions.ts';
import type { Opened } from './server-sessions.ts';
import { tellScreens } from './topics.ts';
import type { Admission, Turns } from './turns.ts';

const allow = allower(syncPermissions);
/** What a node says that it wants to receive in one reply: bounded here whatever it asks for. */
const maxReplyBytes = 1024 * 1024;
/** SYN-33: a round of so much, each way, is answered at once; who has more waits for its turn. */
const smallBytes = 8 * 1024;

/** The server's end of a link: a node proves its key once in a while, then a round is one request (SYN-7, SYN-8). */
export function linkRoutes(house: House, desk: SyncDesk, turns: Turns) {
  const oneByOne = gate();
  /** Nodes for which there was more at the end of their last round. */
  const owed = new Set<NodeId>();
  const openedFrom = async (context: Context<Env>): Promise<Opened> => {
    const opened = desk.sessions.open(await wholeBodyOf(context));
    if (!opened) throw refused('sync.session', 401);
    return opened;
  };
  return new Hono<Env>()
    .post('/session', allow('sync.link'), async (context) => {
      const welcome = desk.sessions.welcome(await wholeBodyOf(context));
      if (welcome === 'newer') throw refused('sync.region-older', 400);
      if (!welcome) throw refused('sync.unknown-node', 403);
      return context.body(new Uint8Array(welcome));
    })
    .post('/round', allow('sync.link'), async (context) => {
      const opened = await openedFrom(context);
      const { budget, message, hasLost } = readRound(opened.plain);
      const { node } = opened.peer;
      const wantsMuch = message.hasMore || bytesOf(message) > smallBytes || owed.has(node);
      const isSmall = !wantsMuch && !turns.isServed(node);
      const admission = isSmall ? undefined : turns.ask(node);
      if (admission?.isIn === false) return context.json(...inTurn(admission));
      const end = admission && turns.begin(node);
      let went = 0;
      let hasMore = true;
      try {
        const reply = await oneByOne(async () => {
          const absorbed = await desk.exchange.absorb(opened.peer, message);
          await desk.heard(node, house.clock.now(), absorbed, hasLost);
          if (absorbed.records > 0 || absorbed.rejected.length > 0) tellScreens(house.live);
          return desk.exchange.compose(
            opened.peer,
            Math.min(budget, isSmall ? smallBytes : maxReplyBytes),
            message.isAll,
          );
        });
        if (reply.hasMore) owed.add(node);
        else owed.delete(node);
        went = bytesOf(message) + bytesOf(reply);
        hasMore = message.hasMore || reply.hasMore;
        return context.body(new Uint8Array(opened.seal(toCbor([house.clock.now(), encodeMessage(reply)]))));
      } finally {
        end?.(went, hasMore);
      }
    })
    .post('/first', allow('sync.link'), async (context) => {
      const opened = await openedFrom(context);
      const { node } = opened.peer;
      const admission = turns.ask(node);
      if (!admission.isIn) return context.json(...inTurn(admission));
      const end = turns.begin(node);
      let [went, hasMore] = [0, true];
      try {
        const answer = await oneByOne(() => desk.first.answer(opened.peer, opened.plain));
        if (!answer) throw refused('sync.unreadable', 400);
        [went, hasMore] = [answer.reply.length, answer.hasMore];
        return context.body(new Uint8Array(opened.seal(answer.reply)));
      } finally {
        // A school that was restored has its year to come after this: it stays in turn.
        end(went, hasMore || owed.has(node));
      }
    });
}

function bytesOf({ bundles }: Message): number {
  return bundles.reduce((sum, { packed }) => sum + packed.length, 0);
}

function inTurn({ turn, retry }: Extract<Admission, { isIn: false }>) {
  const body = { error: { key: 'sync.in-turn', values: turn } };
  return [body, 503, { 'retry-after': String(retry) }] as const;
}

/**
 * One piece of work after the other. Between them the event loop goes round once, so that people's pages are answered
 * however many schools come back at once.
 */
function gate() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(() => new Promise((resolve) => setImmediate(resolve))).then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** On a bad line requests break off every day: that is no error of the program. */
async function wholeBodyOf(context: Context<Env>): Promise<Uint8Array> {
  try {
    return await bodyOf(context);
  } catch (error) {
    throw error instanceof Refused ? error : refused('sync.unreadable', 400);
  }
}

/** `[bytes that the reply may hold, message, whether this server wants again what it had acknowledged]`. */
function readRound(plain: Uint8Array): {
  readonly budget: number;
  readonly message: Message;
  readonly hasLost: boolean;
} {
  let fields: unknown;
  try {
    fields = fromCbor(plain);
  } catch {
    throw refused('sync.unreadable', 400);
  }
  const [budget, bytes, hasLost] = Array.isArray(fields) ? (fields as unknown[]) : [];
  if (!Number.isSafeInteger(budget) || !(bytes instanceof Uint8Array)) throw refused('sync.unreadable', 400);
  const message = decodeMessage(bytes);
  if (!message.ok) throw refused(message.error === 'newer' ? 'sync.region-older' : 'sync.unreadable', 400);
  return { budget: Math.max(0, budget as number), message: message.value, hasLost: hasLost === true };
}
