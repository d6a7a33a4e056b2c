import { serve } from '@hono/node-server';
import { readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Settings } from '../settings.ts';
import type { Fetch } from './stage.ts';

/**
 * A school calls its region each minute: over a kept connection that costs some hundred bytes, over a new one some
 * thousands.
 */
const keepAliveMilliseconds = 150_000;

export type Listening = { readonly address: string; readonly close: () => Promise<void> };

/** Listens where the settings say. `address` has the port that it got; closing ends open connections. */
export async function listen(settings: Settings, fetch: Fetch): Promise<Listening> {
  const tls = settings.tls && {
    createServer: createHttpsServer,
    serverOptions: { cert: readFileSync(settings.tls.cert), key: readFileSync(settings.tls.key) },
  };
  const listening = Promise.withResolvers<AddressInfo>();
  const where = { port: settings.port, hostname: settings.host };
  const server = serve({ fetch, ...where, ...tls }, listening.resolve);
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = keepAliveMilliseconds;
  server.once('error', listening.reject);
  const { port } = await listening.promise;
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
  };
  const host = settings.host === '0.0.0.0' ? 'localhost' : settings.host;
  return { address: `${tls ? 'https' : 'http'}://${host}:${port}`, close };
}
