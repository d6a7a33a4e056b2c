import { connect, type Socket } from 'node:net';
import type { TabletId } from '#kernel/ids.ts';

/** A tablet that sends one answer after the other over a connection of its own, as fast as they are acknowledged. */
export type LoadTablet = {
  readonly tablet: TabletId;
  readonly token: string;
  readonly credential: string;
  /** The next entry's number and body. */
  readonly next: () => { readonly n: number; readonly kind: string; readonly body: unknown };
};

export type Load = { readonly answers: number; readonly seconds: number; readonly latencies: number[] };

/** Runs all tablets for some seconds. Throws on an answer that was not taken. */
export function runTablets(port: number, tablets: readonly LoadTablet[], seconds: number): Promise<Load> {
  const until = performance.now() + seconds * 1000;
  return runTabletsUntil(port, tablets, () => performance.now() >= until);
}

/** Runs all tablets until it `isOver`, each waiting so long between an answer and its next one. */
export async function runTabletsUntil(
  port: number,
  tablets: readonly LoadTablet[],
  isOver: () => boolean,
  pauseMilliseconds = 0,
): Promise<Load> {
  const latencies: number[] = [];
  const began = performance.now();
  await Promise.all(tablets.map((tablet) => runOne({ port, tablet, isOver, pauseMilliseconds, latencies })));
  return { answers: latencies.length, seconds: (performance.now() - began) / 1000, latencies };
}

type Run = {
  readonly port: number;
  readonly tablet: LoadTablet;
  readonly isOver: () => boolean;
  readonly pauseMilliseconds: number;
  readonly latencies: number[];
};

function runOne({ port, tablet, isOver, pauseMilliseconds, latencies }: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let sentAt = 0;
    let received = '';
    const send = (): void => {
      sentAt = performance.now();
      socket.write(requestOf(tablet));
    };
    socket.once('connect', send);
    socket.once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      if (!received.startsWith('HTTP/1.1 200') || !received.includes('"taken"')) {
        reject(new Error(`not taken: ${received.slice(0, 400)}`));
        return;
      }
      received = '';
      latencies.push(performance.now() - sentAt);
      if (isOver()) end(socket, resolve);
      else if (pauseMilliseconds > 0) setTimeout(send, pauseMilliseconds);
      else send();
    });
  });
}

function end(socket: Socket, resolve: () => void): void {
  socket.end();
  socket.once('close', () => resolve());
}

function requestOf({ token, credential, next }: LoadTablet): string {
  const { n, kind, body } = next();
  const json = JSON.stringify({ entries: [{ n, credential, kind, at: Date.now(), body }] });
  return `POST /api/people/work HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

function isWhole(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const [, length] = /content-length: (\d+)/i.exec(received) ?? [];
  if (length !== undefined) return received.length >= end + 4 + Number(length);
  return received.endsWith('0\r\n\r\n');
}
