import { Hono } from 'hono';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/mini';
import type { NodeId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { bodyOf } from '#http/body.ts';
import { allower, input, Refused, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { SyncDesk } from './desk.ts';
import { syncPermissions } from './permissions.ts';
import { stickWrite, takeStickIn } from './stick.ts';
import { isStickName } from './stick-format.ts';

const allow = allower(syncPermissions);
const forWhom = z.object({ to: z.optional(idOf<NodeId>()) });

/** The page with two buttons: a stick's files come down for the head, and go up again (SYN-15). */
export function stickRoutes(house: House, desk: SyncDesk) {
  const made = desk.stickFolder;
  return new Hono<Env>()
    .get('/stick', allow('sync.carry-sticks'), input('query', forWhom), async (context) => {
      const { to } = context.req.valid('query');
      // What was made for an earlier download is of no use any more: it never piles up.
      await rm(made, { recursive: true, force: true });
      const written = await stickWrite({ house, desk }, made, to ? [to] : undefined, desk.store.maxPartBytes);
      if (!written.ok) throw new Refused(written.error);
      const [first] = written.value;
      if (!first) throw refused('sync.stick-for-whom', 409);
      return context.body(new Uint8Array(await readFile(join(made, first.name))), 200, {
        ...asFile(first.name),
        // A stick of several files: the page fetches the others by their names.
        'x-tirek-files': written.value.map(({ name }) => name).join(' '),
      });
    })
    .get('/stick/:name', allow('sync.carry-sticks'), async (context) => {
      const name = context.req.param('name');
      const bytes =
        isStickName(name) && !/[/\\]/.test(name) ? await readFile(join(made, name)).catch(() => undefined) : undefined;
      if (!bytes) throw refused('sync.no-such-file', 404);
      return context.body(new Uint8Array(bytes), 200, asFile(name));
    })
    .post('/stick', allow('sync.carry-sticks'), async (context) => {
      const taken = await takeStickIn({ house, desk }, await bodyOf(context));
      if (!taken.ok) throw new Refused(taken.error);
      const { head, absorbed, files } = taken.value;
      const rejected = absorbed.rejected.map(({ stream, from, why }) => ({
        node: stream.node,
        scope: stream.scope,
        from,
        why,
      }));
      return context.json({
        from: head.from,
        part: head.part,
        isLast: head.isLast,
        records: absorbed.records,
        files,
        rejected,
      });
    });
}

function asFile(name: string): Record<string, string> {
  return { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${name}"` };
}
