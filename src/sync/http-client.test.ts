import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { describe, it } from 'node:test';
import { selfSignedCertificate } from './certificate.ts';
import { httpClient } from './http-client.ts';

describe('the connection of a link', () => {
  it('SYN-8: a new connection, with a request of its own, takes less than 2.5 KB of a thin line', async (t) => {
    const { cert, key } = selfSignedCertificate('region.example', Date.now());
    const server = createServer({ cert, key }, (_, response) => void response.end());
    const sockets: Socket[] = [];
    server.on('connection', (socket: Socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = httpClient(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    t.after(() => {
      client.close();
      server.close();
    });
    await client.ask({ method: 'GET', path: '/' });
    const [socket, another] = sockets;
    assert.ok(socket && !another);
    const bytes = socket.bytesRead + socket.bytesWritten;
    assert.ok(bytes > 500 && bytes < 2500, `${bytes} bytes`);
  });
});
