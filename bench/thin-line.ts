import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line as villages have it: so many bits a second each way, shared by all connections, and so long on the way. */
export type ThinLine = {
  readonly port: number;
  /** Bytes that went to the region, and that came from it. */
  readonly carried: { up: number; down: number };
  close(): Promise<void>;
};

type Way = { readonly bitsPerSecond: number; readonly delay: number; freeAt: number };

/** More than this much of time on its way, and the sender has to wait: what a modem's own buffer holds. */
const buffered = 250;

/** `roundTrip` in milliseconds, half of it each way. What TCP does on a real line (slow start, losses) is not in it. */
export async function thinLine(
  target: number,
  { bitsPerSecond, roundTrip }: { readonly bitsPerSecond: number; readonly roundTrip: number },
): Promise<ThinLine> {
  const sockets = new Set<Socket>();
  const carried = { up: 0, down: 0 };
  const way = (): Way => ({ bitsPerSecond, delay: roundTrip / 2, freeAt: 0 });
  const [up, down] = [way(), way()];
  const server = createServer((client) => {
    const onward = connect(target, '127.0.0.1');
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    carry(client, onward, up, (bytes) => void (carried.up += bytes));
    carry(onward, client, down, (bytes) => void (carried.down += bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    carried,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Each chunk leaves when the line is free, takes its time, and arrives after the delay, in the order of coming. */
function carry(from: Socket, to: Socket, way: Way, count: (bytes: number) => void): void {
  const later = (at: number, work: () => void): void => void setTimeout(work, Math.max(0, at - performance.now()));
  let lastAt = 0;
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
    way.freeAt = Math.max(way.freeAt, performance.now()) + (chunk.length * 8000) / way.bitsPerSecond;
    lastAt = way.freeAt + way.delay;
    later(lastAt, () => void (to.destroyed || to.write(chunk)));
    if (way.freeAt - performance.now() > buffered) {
      from.pause();
      later(way.freeAt - buffered, () => void from.resume());
    }
  });
  // An end arrives after what was sent before it.
  from.on('close', () => later(Math.max(lastAt, performance.now() + way.delay) + 1, () => to.destroy()));
  from.on('end', () => later(Math.max(lastAt, performance.now() + way.delay) + 1, () => to.end()));
}
