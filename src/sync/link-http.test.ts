import { serve } from '@hono/node-server';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createHttpsServer } from 'node:https';
import { selfSignedCertificate } from './certificate.ts';
import { describeMixedReleases } from '#testing/mixed-releases.ts';
import { describeLinkContract, type Fault, type LinkUnderTest } from './contract.ts';
import { pullFiles, pushFiles } from './file-client.ts';
import { LinkFailure } from './http-client.ts';
import { linkClient } from './link-client.ts';
import type { TestNode } from './testing.ts';

type Proxy = {
  readonly port: number;
  fault: Fault;
  readonly server: Server;
  readonly sockets: Set<Socket>;
  /** All that the school sent so far. */
  readonly recorded: Buffer[];
};

/** A line between school and region that does to the bytes what the test says. */
async function badLine(target: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const onward = connect(target, '127.0.0.1');
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        onward.destroy();
      });
    }
    let sent = 0;
    client.on('data', (chunk: Buffer) => {
      proxy.recorded.push(chunk);
      // The handshake of a session, about 600 bytes at most over TLS, passes: the fault is to meet records.
      const isDeep = (sent += chunk.length) > 900;
      if (proxy.fault === 'cut' && isDeep) {
        onward.write(chunk.subarray(0, chunk.length / 2));
        client.destroy();
      } else if (proxy.fault === 'flipped' && isDeep) {
        const flipped = Buffer.from(chunk);
        flipped[flipped.length - 20]! ^= 1;
        onward.write(flipped);
      } else onward.write(chunk);
    });
    let answered = 0;
    onward.on('data', (chunk: Buffer) => {
      answered += chunk.length;
      if (proxy.fault === 'lost-reply' && sent > 900 && answered > 700) client.destroy();
      else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = { port: (server.address() as AddressInfo).port, fault: 'none', server, sockets, recorded: [] };
  return proxy;
}

/** Sends the server once more, over a connection of its own, all that went over the line; answers with what it says. */
function replay(target: number, recorded: readonly Buffer[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(target, '127.0.0.1', () => socket.end(Buffer.concat(recorded)));
    const answers: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => answers.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(answers).toString('latin1')));
  });
}

async function openHttp(school: TestNode, region: TestNode, isSecure: boolean): Promise<LinkUnderTest> {
  const tls = isSecure
    ? { createServer: createHttpsServer, serverOptions: selfSignedCertificate('region', Date.now()) }
    : {};
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: region.app.fetch, port: 0, hostname: '127.0.0.1', ...tls }, () => resolve(made));
  });
  const { port } = server.address() as AddressInfo;
  const line = await badLine(port);
  let failures = 0;
  const { desk, house } = school;
  const client = linkClient({
    url: `${isSecure ? 'https' : 'http'}://127.0.0.1:${line.port}`,
    self: house.self,
    peer: () => desk.authority.region,
    exchange: desk.exchange,
    clock: school.clock,
    limits: { silence: 15_000 },
  });
  const rounds = async (): Promise<void> => {
    for (let hasMore = true, n = 0; hasMore && n < 50; n++) ({ hasMore } = await client.round());
  };
  const ended = (error: unknown): void => {
    if (!(error instanceof LinkFailure)) throw error;
    failures++;
  };
  const pace = { mayGoOn: () => true, after: async () => undefined, pieceBytes: () => 256 * 1024 };
  return {
    exchange: async (fault = 'none') => {
      line.fault = fault;
      await rounds().catch(ended);
      if (fault === 'twice') await rounds();
      if (fault === 'late') failures += isRefused(await replay(port, line.recorded), isSecure) ? 1 : 0;
      line.fault = 'none';
    },
    failures: () => failures,
    carryFiles: async () => {
      const carrying = { link: client, ledger: desk.files, store: desk.store, pace };
      await pullFiles(carrying);
      await pushFiles(carrying, (await desk.exchange.stateOf(region.house.self.node)).files);
    },
    close: async () => {
      client.close();
      for (const socket of line.sockets) socket.destroy();
      await new Promise((resolve) => line.server.close(resolve));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Old rounds are refused one by one; over TLS they are not even heard. */
function isRefused(answers: string, isSecure: boolean): boolean {
  return isSecure
    ? !answers.includes('HTTP/1.1 200')
    : answers.includes('sync.session') && (answers.match(/HTTP\/1.1 200/g) ?? []).length <= 4;
}

describeLinkContract('HTTP', (school, region) => openHttp(school, region, false));
describeMixedReleases('HTTP', (school, region) => openHttp(school, region, false));
describeLinkContract('HTTPS', (school, region) => openHttp(school, region, true));
