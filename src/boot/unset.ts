import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { Settings } from '../settings.ts';
import { waitingStage, type Stage } from './stage.ts';

/** A data folder without an identity: the node is still to become a school's. */
export function unsetStage(_settings: Settings, web: (request: Request) => Response | Promise<Response>): Stage {
  const over = Promise.withResolvers<string>();
  return waitingStage({ name: 'unset', routes: new Hono<Env>(), web, over: over.promise });
}
