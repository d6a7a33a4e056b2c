import { createServer, type AddressInfo } from 'node:net';

/** The first port from `first` on that nothing listens on. */
export async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + 200; port++) if (await isFree(port)) return port;
  throw new Error(`no free port from ${first} to ${first + 199}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => {
      const { port: got } = probe.address() as AddressInfo;
      probe.close(() => resolve(got === port));
    });
  });
}
