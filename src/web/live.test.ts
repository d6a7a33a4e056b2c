import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { followLive } from './live.ts';

/** A server of streams that a test ends and refuses. */
async function aServer() {
  const streams: ServerResponse[] = [];
  const asked: string[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(status, { 'content-type': 'text/event-stream' });
    if (status === 200) response.write(': ready\n\n');
    else response.end();
    streams.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<unknown> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const refuse = (): void => {
    status = 401;
  };
  return { origin, streams, asked, refuse, close };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !isSo(); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(isSo());
}

describe('following live events', () => {
  it('LIV-3: the token goes in the header; an event that comes in pieces is heard once', async () => {
    const server = await aServer();
    let heard = 0;
    const states: boolean[] = [];
    const stop = followLive({
      origin: server.origin,
      token: 'abc',
      topics: ['a:b:1', 'a:b:2'],
      hear: () => heard++,
      seen: (is) => states.push(is),
    });
    await until(() => states.length === 1);
    assert.deepEqual(server.asked, ['/api/live?topics=a%3Ab%3A1,a%3Ab%3A2 Bearer abc']);
    server.streams[0]?.write(': \n\nda');
    server.streams[0]?.write('ta: a:b:1\n');
    await until(() => heard === 1);
    stop();
    await server.close();
    assert.deepEqual(states, [true]);
  });

  it('LIV-6: a stream that ended is opened again, and everything asked for anew', async () => {
    const server = await aServer();
    let heard = 0;
    const states: boolean[] = [];
    const stop = followLive({
      origin: server.origin,
      token: 't',
      topics: ['a:b:1'],
      hear: () => heard++,
      seen: (is) => states.push(is),
    });
    await until(() => states.length === 1);
    server.streams[0]?.end();
    await until(() => heard === 1);
    assert.deepEqual(states, [true, false, true]);
    stop();
    await server.close();
  });

  it('does not ask again where it is refused', async () => {
    const server = await aServer();
    server.refuse();
    const states: boolean[] = [];
    const stop = followLive({
      origin: server.origin,
      token: 't',
      topics: ['a:b:1'],
      hear: () => undefined,
      seen: (is) => states.push(is),
    });
    await until(() => states.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    assert.deepEqual([states, server.asked.length], [[false], 1]);
    stop();
    await server.close();
  });
});
