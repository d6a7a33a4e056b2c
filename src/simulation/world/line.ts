import type { IncomingHttpHeaders } from 'node:http';
import { LinkFailure, type HttpClient } from '#sync/http-client.ts';
import type { World } from './world.ts';

/** What befalls a request of a school on its way. */
export type Fate =
  | 'fine'
  /** It never comes. */
  | 'lost'
  /** It comes, and its reply does not. */
  | 'half'
  /** It comes twice; the second reply is heard. */
  | 'twice'
  /** It comes when nobody waits for it any more. */
  | 'late'
  /** A bit of it is another, or of its reply. */
  | 'damaged'
  | 'damaged-reply';

export const fates: readonly Fate[] = ['fine', 'lost', 'half', 'twice', 'late', 'damaged', 'damaged-reply'];

/** A request that is still under way. */
export type Late = { readonly path: string; readonly body: Uint8Array };

/** The line of a school to the region, as its node sees it. What befalls a request was said before it. */
export function simLine(world: () => World, place: number): HttpClient {
  const ask: HttpClient['ask'] = async ({ path, body = new Uint8Array() }) => {
    const now = world();
    const fate = now.cutOff.has(place) ? 'lost' : (now.fates.shift() ?? 'fine');
    if (fate === 'lost') throw new LinkFailure('sync.no-answer');
    if (fate === 'late') {
      now.late.push({ path, body: body.slice() });
      throw new LinkFailure('sync.no-answer');
    }
    const first = await deliver(now, { path, body: fate === 'damaged' ? damaged(body) : body });
    const answer = fate === 'twice' ? await deliver(now, { path, body }) : first;
    if (!answer || fate === 'half') throw new LinkFailure('sync.no-answer');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (answer.status !== 200) throw new LinkFailure(keyIn(bytes), answer.status);
    const headers = {} as IncomingHttpHeaders;
    return { status: 200, headers, body: fate === 'damaged-reply' ? damaged(bytes) : bytes };
  };
  return { ask, close: () => undefined };
}

/** Brings a request to the region; undefined where its node is off, or its power failed before it answered. */
export async function deliver({ nodes: [region] }: World, { path, body }: Late): Promise<Response | undefined> {
  const answer = await region?.up?.answer?.(path, body);
  return region?.disk.isOn ? answer : undefined;
}

function damaged(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const at = Math.floor(copy.length / 2);
  copy[at] = (copy[at] ?? 0) ^ 0x55;
  return copy;
}

function keyIn(bytes: Uint8Array): string {
  const { error } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { error: { key: string } };
  return error.key;
}
