import { Hono } from 'hono';
import { z } from 'zod/mini';
import { roles } from '#kernel/role.ts';
import { second } from '#kernel/time.ts';
import { allower, input, personOf, refused, type Env } from './frame.ts';
import type { LiveEvents } from './live.ts';
import { followable, maxTopics, type LiveTopics } from './live-topics.ts';

export const livePermissions = {
  /** Each topic has its own list of callers besides (LIV-1). */
  'live.follow': roles,
} as const;

const allow = allower(livePermissions);

/** LIV-4: so often a silent stream says that it is alive, and is ended where its listener may not listen any more. */
export const heartbeatMilliseconds = 20 * second;
/** LIV-5: protects the server from a page that opens streams without end: of one person the newest stay. */
export const maxStreamsOfPerson = 8;

export type LiveNeeds = {
  readonly live: LiveEvents;
  readonly topics: readonly LiveTopics[];
  /** Whether the bearer of a token still is who opened the stream. */
  readonly isStill: (token: string | undefined, person: string) => Promise<boolean>;
  readonly heartbeat?: number;
};

/**
 * `GET /api/live?topics=a,b`: a stream of events in the form of `text/event-stream`, read by `fetch` because only that
 * sends a bearer token. An event is the name of a topic: who hears it asks again for what it shows (LIV-2).
 */
export function liveRoute({ live, topics, isStill, heartbeat = heartbeatMilliseconds }: LiveNeeds) {
  const open = new Map<string, (() => void)[]>();
  const asked = input('query', z.object({ topics: z.string().check(z.maxLength(60 * maxTopics)) }));
  return new Hono<Env>().get('/live', allow('live.follow'), asked, (context) => {
    const who = personOf(context);
    const names = [...new Set(context.req.valid('query').topics.split(',').filter(Boolean))];
    if (names.length === 0 || names.length > maxTopics)
      throw refused('http.bad-input', 400, { where: 'topics', what: '' });
    if (followable(who, names, topics).length < names.length) throw refused('http.not-allowed', 403);
    const token = context.req.header('authorization')?.slice('Bearer '.length);
    const stream = eventStream((send, end) => {
      const stop = live.subscribe(names, (topic) => send(`data: ${topic}\n\n`));
      const beat = setInterval(() => {
        void isStill(token, who.person).then((still) => (still ? send(': \n\n') : end()), end);
      }, heartbeat);
      beat.unref();
      const leave = enter(open, who.person, end);
      send(': ready\n\n');
      return () => {
        clearInterval(beat);
        stop();
        leave();
      };
    });
    return context.body(stream, 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  });
}

type Begin = (send: (text: string) => void, end: () => void) => () => void;

/** A body that can be written to until either side ends it; `begin` answers with what is to be done then. */
function eventStream(begin: Begin): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let finish: (() => void) | undefined;
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      let isOpen = true;
      const send = (text: string): void => {
        // A listener that does not read loses events, not the server its memory; a heartbeat later it asks anyway.
        if (isOpen && (controller.desiredSize ?? 0) > -64) controller.enqueue(encoder.encode(text));
      };
      const end = (): void => {
        if (!isOpen) return;
        finish?.();
        controller.close();
      };
      const stop = begin(send, end);
      finish = () => {
        isOpen = false;
        stop();
      };
    },
    cancel: () => finish?.(),
  });
}

/** Counts a stream in; the oldest of the same person ends where there are too many. Answers with the way to count it out. */
function enter(open: Map<string, (() => void)[]>, person: string, end: () => void): () => void {
  const all = [...(open.get(person) ?? []), end];
  open.set(person, all);
  if (all.length > maxStreamsOfPerson) all[0]?.();
  return () => {
    const left = (open.get(person) ?? []).filter((each) => each !== end);
    if (left.length > 0) open.set(person, left);
    else open.delete(person);
  };
}
