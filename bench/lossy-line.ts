import { Agent, request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { selfSignedCertificate } from '../src/sync/certificate.ts';

/** A line to a region's node over HTTPS that loses requests, and counts what goes over it. */
export type LossyLine = {
  readonly port: number;
  /** All bytes on the wire so far, both ways, with those of TLS and of what was lost. */
  bytes(): number;
  readonly asked: { all: number; lost: number };
  close(): Promise<void>;
};

/**
 * Half of what is lost never arrives; of the other half the region does as it was asked, and its answer is lost. Either
 * way the connection breaks, and its end is met again with a whole handshake. `dice` from 0 to 1.
 */
export async function lossyLine(target: number, loss: number, dice: () => number, port = 0): Promise<LossyLine> {
  const { cert, key } = selfSignedCertificate('region.example', Date.now());
  const agent = new Agent({ keepAlive: true });
  const open = new Set<Socket>();
  const asked = { all: 0, lost: 0 };
  let gone = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.all++;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fate = dice();
    if (fate < loss) asked.lost++;
    if (fate < loss / 2) return void request.socket.destroy();
    const { method, url, headers } = request;
    const onward = httpRequest({ agent, port: target, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      if (fate < loss) {
        // It went its way, and nobody heard it.
        answer.on('data', (chunk: Buffer) => (gone += chunk.length));
        answer.once('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => request.socket.destroy());
    onward.end(Buffer.concat(chunks));
  };
  const server = createServer({ cert, key }, (request, response) => {
    void pass(request, response).catch(() => request.socket.destroy());
  });
  const sum = ({ bytesRead, bytesWritten }: Socket): number => bytesRead + bytesWritten;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      gone += sum(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    bytes: () => [...open].reduce((all, socket) => all + sum(socket), gone),
    close: async () => {
      for (const socket of open) socket.destroy();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
