import { Hono } from 'hono';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod/mini';
import { regionScope } from '#kernel/ids.ts';
import { language } from '#kernel/schema.ts';
import { roles } from '#kernel/role.ts';
import { allower, input, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { isMediaSignature, mediaSignature } from './media-signature.ts';
import { findFileType, findLessonFile, selectLessons } from './queries.ts';

export const libraryPermissions = {
  'library.read': roles,
  /** Signed addresses stand in for a token. */
  'library.see-media': ['anyone'],
} as const;

const allow = allower(libraryPermissions);
const zip = promisify(gzip);
const lessonAddress = z.object({ pack: z.string(), lesson: z.string(), language });
/** Files are named by their content, so a browser may keep them for ever. */
const forever = 'private, max-age=31536000, immutable';

export function libraryRoutes(house: House) {
  return new Hono<Env>()
    .get('/lessons', allow('library.read'), async (context) => {
      // A region has what every school made; its own shelf is what everybody has.
      const scope = house.self.school ? undefined : regionScope;
      return context.json({ lessons: await selectLessons(house.log.read, scope) });
    })
    .get('/lessons/:pack/:lesson/:language', allow('library.read'), input('param', lessonAddress), async (context) => {
      const { pack, lesson, language: asked } = context.req.valid('param');
      const found = await findLessonFile(house.log.read, pack, lesson, asked);
      if (!found) throw refused('library.no-such-lesson', 404);
      if (!(await house.files.has(found.file))) throw refused('library.not-here-yet', 503);
      return context.json({ ...found, media: mediaSignature(house.self.localKey, house.clock.now()) });
    })
    .get('/files/:hash', allow('library.read'), async (context) => {
      const { hash } = context.req.param();
      const known = await findFileType(house.log.read, hash);
      if (!known || known.type !== 'application/json') throw refused('library.no-such-lesson', 404);
      if (!(await house.files.has(hash))) throw refused('library.not-here-yet', 503);
      const bytes = await house.files.read(hash);
      const headers = { 'content-type': known.type, 'cache-control': forever, vary: 'accept-encoding' };
      const isZipped = context.req.header('accept-encoding')?.includes('gzip') ?? false;
      if (!isZipped) return context.body(new Uint8Array(bytes), 200, headers);
      // A lesson is mostly MathML, of which four fifths go.
      return context.body(new Uint8Array(await zip(bytes)), 200, { ...headers, 'content-encoding': 'gzip' });
    })
    .get('/media/:signature/:name', allow('library.see-media'), async (context) => {
      const { signature, name } = context.req.param();
      const isOurs = isMediaSignature(house.self.localKey, house.clock.now(), signature);
      const hash = name.split('.')[0] ?? '';
      const known = isOurs ? await findFileType(house.log.read, hash) : undefined;
      if (!known) throw refused('library.no-such-media', 404);
      return mediaAnswer(house, hash, known, context.req.header('range'));
    });
}

/** Sounds and films are asked for in ranges; a picture comes whole. No script in a picture may run. */
async function mediaAnswer(
  house: House,
  hash: string,
  { type, bytes }: { readonly type: string; readonly bytes: number },
  range: string | undefined,
): Promise<Response> {
  const headers = {
    'content-type': type,
    'cache-control': forever,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined) return new Response(new Uint8Array(await house.files.read(hash)), { headers });
  const start = Number(first);
  const end = Math.min(bytes, last ? Number(last) + 1 : bytes);
  if (start >= end) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes}` } });
  const part = new Uint8Array(await house.files.read(hash, start, end));
  return new Response(part, {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end - 1}/${bytes}` },
  });
}
