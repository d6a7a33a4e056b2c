import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createApi, type Api } from './api.ts';

type Seen = { readonly method: string | undefined; readonly token: string | undefined; readonly body: string };

describe('the client of the API', () => {
  const seen: Seen[] = [];
  const reached: boolean[] = [];
  const signedOut: string[] = [];
  const stages: string[] = [];
  let isWoken = false;
  const realFetch = globalThis.fetch;
  const server = createServer((request, response) => void answer(request, response));
  let api: Api;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ method: request.method, token: request.headers.authorization, body: Buffer.concat(chunks).toString() });
    if (request.url === '/api/slow') return;
    const replies: Record<string, [number, string]> = {
      '/api/fine': [200, '{"value":1}'],
      '/api/refused': [422, '{"error":{"key":"x.no","values":{"n":3}}}'],
      '/api/out': [401, '{"error":{"key":"http.sign-in","values":{}}}'],
      '/api/locked': [503, '{"error":{"key":"boot.locked","values":{}}}'],
      '/api/proxy': [502, '<html>'],
      '/api/torn': [200, '{"value":'],
    };
    const [status, body] = replies[request.url ?? ''] ?? [404, '{}'];
    response.writeHead(status).end(body);
  }

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // A page's addresses begin at its own origin.
    globalThis.fetch = (address, options) => realFetch(`http://127.0.0.1:${port}${String(address)}`, options);
    api = createApi({
      tokenOf: () => 's1.me',
      onReach: (isThere) => reached.push(isThere),
      onSignedOut: (token) => signedOut.push(token),
      onStage: async (stage) => {
        stages.push(stage);
        return isWoken;
      },
    });
  });
  after(() => {
    globalThis.fetch = realFetch;
    server.closeAllConnections();
    server.close();
  });

  it('answers with the value, and sends the token of who is signed in', async () => {
    assert.deepEqual(await api.get('/fine'), { ok: true, value: { value: 1 } });
    assert.equal(seen.at(-1)?.token, 'Bearer s1.me');
    await api.post('/fine', { a: 1 }, { token: 't1.tablet' });
    assert.deepEqual(seen.at(-1), { method: 'POST', token: 'Bearer t1.tablet', body: '{"a":1}' });
  });
  it('answers with a key and values for what was refused', async () => {
    for (const [path, key, values, status] of [
      ['/refused', 'x.no', { n: 3 }, 422],
      ['/proxy', 'web.unexpected', {}, 502],
    ] as const) {
      const answer = await api.get(path);
      assert.ok(!answer.ok);
      assert.deepEqual([answer.error.key, answer.error.values, answer.error.status], [key, values, status]);
    }
  });
  it('says when a token is not known any more', async () => {
    await api.get('/out', { token: 's1.old' });
    assert.deepEqual(signedOut, ['s1.old']);
  });
  it('BOOT-2: hears of the stage in which no node runs', async () => {
    await api.get('/locked');
    assert.deepEqual(stages, ['locked']);
    isWoken = true;
    const before = seen.length;
    assert.equal((await api.get('/locked')).ok, false);
    assert.equal(seen.length - before, 2, 'asked once more, and not for ever');
  });
  it('tells a server that is away, hangs or breaks off from one that refuses', async () => {
    assert.equal((await api.get('/torn')).ok, false);
    const slow = await api.get('/slow', { patience: 50 });
    assert.deepEqual(slow, { ok: false, error: { key: 'web.no-server', values: {}, status: 0 } });
    assert.equal(reached.at(-1), false);
    await api.get('/fine');
    assert.equal(reached.at(-1), true);
  });
});
