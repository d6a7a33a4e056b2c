import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import type { PersonId, TabletId, SchoolId } from '#kernel/ids.ts';
import { Refused, type Env } from './frame.ts';
import { liveEvents, type LiveEvents } from './live.ts';
import { liveRoute, maxStreamsOfPerson } from './live-route.ts';
import { followable, maxTopics, type LiveTopics } from './live-topics.ts';
import type { Person, Who } from './who.ts';

const families: readonly LiveTopics[] = [
  { prefix: 'lessons:group:', callers: ['teacher'] },
  { prefix: 'lessons:person:', callers: ['pupil'], isOwnOnly: true },
];

function aPerson(role: 'teacher' | 'pupil', id = `some-${role}`): Person {
  return { kind: 'person', person: id as PersonId, posts: [{ role }], language: 'kk', session: 's' };
}

/** The route behind the frame, `live` counting who listens. */
function aServer(options: { readonly heartbeat?: number; readonly isStill?: () => Promise<boolean> } = {}) {
  const events = liveEvents();
  let listening = 0;
  const live: LiveEvents = {
    publish: events.publish,
    subscribe: (topics, hear) => {
      listening++;
      const stop = events.subscribe(topics, hear);
      return () => {
        listening--;
        stop();
      };
    },
  };
  const app = new Hono<Env>();
  app.onError((error, context) => {
    if (!(error instanceof Refused)) throw error;
    return context.json({ error: error.refusal }, error.refusal.status);
  });
  app.use('*', async (context, next) => {
    const token = context.req.header('authorization')?.slice('Bearer '.length);
    const who: Who = token === 'teacher' || token === 'pupil' ? aPerson(token) : { kind: 'anyone' };
    context.set('who', who);
    return next();
  });
  app.route('/', liveRoute({ live, topics: families, isStill: async () => true, ...options }));
  const ask = (topics: string, token = 'teacher') => {
    return app.request(`/live?topics=${topics}`, { headers: { authorization: `Bearer ${token}` } });
  };
  return { app, live, ask, listening: () => listening };
}

function readerOf(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const next = async (): Promise<string | undefined> => {
    const { value, done } = await reader.read();
    return done ? undefined : Buffer.from(value).toString();
  };
  return { next, cancel: () => reader.cancel() };
}

describe('live events', () => {
  it('LIV-1: only topics of a known family, for its callers', () => {
    const asked = [
      'lessons:group:abc',
      'lessons:person:some-teacher',
      'people:secret:abc',
      'lessons:group:',
      'lessons:group:A B',
    ];
    assert.deepEqual(followable(aPerson('teacher'), asked, families), ['lessons:group:abc']);
    assert.deepEqual(followable({ kind: 'anyone' }, asked, families), []);
    const tablet: Who = { kind: 'tablet', tablet: 't' as TabletId, school: 's' as SchoolId };
    assert.deepEqual(followable(tablet, asked, families), []);
  });

  it('LIV-1: of persons’ topics only one’s own', () => {
    const asked = ['lessons:person:some-pupil', 'lessons:person:another'];
    assert.deepEqual(followable(aPerson('pupil'), asked, families), ['lessons:person:some-pupil']);
  });

  it('LIV-1: a stream with one topic too much is refused whole', async () => {
    const { ask, listening } = aServer();
    assert.equal((await ask('lessons:group:a,lessons:person:x')).status, 403);
    assert.equal((await ask('lessons:group:a', 'nobody')).status, 401);
    assert.equal((await ask('')).status, 400);
    const many = Array.from({ length: maxTopics + 1 }, (_, n) => `lessons:group:${n}`).join();
    assert.equal((await ask(many)).status, 400);
    assert.equal(listening(), 0);
  });

  it('LIV-2: an event is the name of its topic, and nothing of other topics', async () => {
    const { ask, live } = aServer();
    const response = await ask('lessons:group:a,lessons:group:b');
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const { next, cancel } = readerOf(response);
    assert.equal(await next(), ': ready\n\n');
    live.publish('lessons:group:c');
    live.publish('lessons:group:b');
    assert.equal(await next(), 'data: lessons:group:b\n\n');
    await cancel();
  });

  it('LIV-4: a silent stream says that it is alive, and ends where the session has ended', async () => {
    let isHere = true;
    const { ask, listening } = aServer({ heartbeat: 5, isStill: async () => isHere });
    const { next } = readerOf(await ask('lessons:group:a'));
    await next();
    assert.equal(await next(), ': \n\n');
    isHere = false;
    while ((await next()) !== undefined);
    assert.equal(listening(), 0);
  });

  it('LIV-5: of one person only the newest streams stay', async () => {
    const { ask, listening } = aServer();
    const first = readerOf(await ask('lessons:group:a'));
    for (let n = 0; n < maxStreamsOfPerson; n++) await ask('lessons:group:a');
    assert.equal(listening(), maxStreamsOfPerson);
    assert.equal(await first.next(), ': ready\n\n');
    assert.equal(await first.next(), undefined);
  });

  it('LIV-6: a page that is gone is forgotten, over a real connection', async () => {
    const { app, listening } = aServer();
    const started = Promise.withResolvers<AddressInfo>();
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, started.resolve);
    const { port } = await started.promise;
    const stopper = new AbortController();
    const address = `http://127.0.0.1:${port}/live?topics=lessons:group:a`;
    const response = await fetch(address, { headers: { authorization: 'Bearer teacher' }, signal: stopper.signal });
    const { next } = readerOf(response);
    assert.equal(await next(), ': ready\n\n');
    assert.equal(listening(), 1);
    stopper.abort();
    for (let tries = 0; tries < 100 && listening() > 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(listening(), 0);
    await new Promise((resolve) => server.close(resolve));
  });
});
