import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line that counts every byte in both directions, and can be cut. */
export type CountingLine = {
  readonly port: number;
  up: number;
  down: number;
  connections: number;
  /** Breaks every connection once so many more bytes went up; then the line is good again. */
  cutAfter(bytes: number): void;
  reset(): void;
  close(): Promise<void>;
};

/** `bytesPerSecond` makes a thin line of it, in the direction up. */
export async function countingLine(target: number, bytesPerSecond = Number.POSITIVE_INFINITY): Promise<CountingLine> {
  const sockets = new Set<Socket>();
  let cutAt = Number.POSITIVE_INFINITY;
  const server = createServer((client) => {
    line.connections++;
    const onward = connect(target, '127.0.0.1');
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        onward.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      line.up += chunk.length;
      if (line.up >= cutAt) {
        cutAt = Number.POSITIVE_INFINITY;
        onward.write(chunk.subarray(0, chunk.length / 2), () => sockets.forEach((socket) => socket.destroy()));
      } else onward.write(chunk);
      if (Number.isFinite(bytesPerSecond)) {
        client.pause();
        setTimeout(() => client.resume(), (chunk.length * 1000) / bytesPerSecond);
      }
    });
    onward.on('data', (chunk: Buffer) => {
      line.down += chunk.length;
      client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: CountingLine = {
    port: (server.address() as AddressInfo).port,
    up: 0,
    down: 0,
    connections: 0,
    cutAfter: (bytes) => {
      cutAt = line.up + bytes;
    },
    reset: () => {
      line.up = 0;
      line.down = 0;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}
