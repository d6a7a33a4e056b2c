import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Env } from './frame.ts';

/** Where a request comes from: the enrolled tablet, else the address of the machine. Only for slowing guesses down. */
export function placeOf(context: Context<Env>): string {
  const who = context.get('who');
  if (who.kind !== 'anyone' && who.tablet) return who.tablet;
  const isServed = typeof context.env === 'object' && context.env !== null && 'incoming' in context.env;
  return (isServed ? getConnInfo(context).remote.address : undefined) ?? 'here';
}
