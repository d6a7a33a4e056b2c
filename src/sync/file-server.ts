import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { bodyOf } from '#http/body.ts';
import { allower, refused, type Env } from '#http/frame.ts';
import type { SyncDesk } from './desk.ts';
import type { KnownNode } from './nodes.ts';
import { syncPermissions } from './permissions.ts';

const allow = allower(syncPermissions);

/** Bounds what one answer takes of the server's memory and of a thin line. */
export const maxPieceBytes = 1024 * 1024;

/** Files by hash between nodes, in pieces (SYN-14). */
export function fileRoutes(desk: SyncDesk) {
  const { sessions, files, store } = desk;
  return new Hono<Env>()
    .get('/files/:hash', allow('sync.link'), async (context) => {
      const hash = hashIn(context.req.param('hash'));
      const range = context.req.header('range') ?? '';
      const peer = peerOr401(sessions.peerOfFile(context.req.header('authorization'), 'GET', context.req.path, range));
      const size = (await files.mayServe(peer.node, hash)) ? await store.size(hash) : undefined;
      // Who may not have a file is not told whether it is here.
      if (size === undefined) throw refused('sync.no-such-file', 404);
      const start = Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0);
      const last = Number(/^bytes=\d+-(\d+)$/.exec(range)?.[1] ?? Number.MAX_SAFE_INTEGER);
      if (start >= size || last < start) throw refused('sync.no-such-piece', 404);
      const end = Math.min(size, last + 1, start + maxPieceBytes);
      const piece = await store.read(hash, start, end);
      return context.body(new Uint8Array(piece), 206, { 'content-range': `bytes ${start}-${end - 1}/${size}` });
    })
    .put('/files/:hash', allow('sync.link'), async (context) => {
      const hash = hashIn(context.req.param('hash'));
      const bytes = await bodyOf(context);
      const at = Number(context.req.query('at') ?? 0);
      const sum = createHash('sha256').update(bytes).digest('hex');
      const path = `${context.req.path}?at=${at}`;
      const peer = peerOr401(sessions.peerOfFile(context.req.header('authorization'), 'PUT', path, sum));
      const wanted = await files.mayTake(peer.node, hash);
      if (!wanted) throw refused('sync.no-such-file', 404);
      const have = await store.partSize(hash);
      // Who begins elsewhere is told where to go on.
      if (at !== have || at + bytes.length > wanted.bytes) return context.json({ have, isWhole: false });
      if (wanted.bytes > store.maxPartBytes) throw refused('sync.file-too-large', 413);
      if (!(await store.writePart(hash, at, bytes))) throw refused('sync.staging-full', 503);
      const isWhole = at + bytes.length === wanted.bytes && (await store.finishPart(hash));
      return context.json({ have: isWhole ? wanted.bytes : await store.partSize(hash), isWhole });
    });
}

function hashIn(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw refused('sync.no-such-file', 404);
  return text;
}

function peerOr401(peer: KnownNode | undefined): KnownNode {
  if (!peer) throw refused('sync.session', 401);
  return peer;
}
