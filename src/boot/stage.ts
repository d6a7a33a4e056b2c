import type { Hono } from 'hono';
import { bareApp } from '#http/app.ts';
import type { Env } from '#http/frame.ts';
import { reportError } from '#http/report.ts';

export type StageName = 'unset' | 'locked' | 'damaged' | 'running';

/** Answers a request; `connection` is what the HTTP server knows of it: the socket, its address. */
export type Fetch = (request: Request, connection?: object) => Response | Promise<Response>;

/** What a node's process is at a time: it answers requests until it is over. */
export type Stage = {
  readonly name: StageName;
  readonly fetch: Fetch;
  /** Resolves when this stage is over: what the next one is follows from the data folder (BOOT-3). */
  readonly over: Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** The address under which a page asks which stage answers it (BOOT-1). */
export const bootPath = '/api/boot';

type Waiting = {
  readonly name: Exclude<StageName, 'running'>;
  /** What this stage answers, below `/api/boot`. Each route names its permission, as everywhere (HTTP-1). */
  readonly routes: Hono<Env>;
  readonly web: (request: Request) => Response | Promise<Response>;
  readonly over: Promise<unknown>;
  readonly close?: () => Promise<void>;
};

/**
 * A stage in which no node runs (BOOT-2): its own routes answer, the web app is served, and every other address of the
 * API answers 503 with the stage's key, so that tablets keep their work and try again.
 */
export function waitingStage({ name, routes, web, over, close }: Waiting): Stage {
  const app = bareApp(reportError);
  app.use('/api/*', async function nobodyYet(context, next) {
    context.set('who', { kind: 'anyone' });
    return next();
  });
  app.route(bootPath, routes);
  app.all('/api/*', (context) => context.json({ error: { key: `boot.${name}`, values: {} } }, 503));
  app.get('*', (context) => web(context.req.raw));
  return {
    name,
    fetch: (request, connection) => app.fetch(request, connection),
    over,
    close: close ?? (() => Promise.resolve()),
  };
}
