import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip as gzipCompress } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzip = promisify(gzipCompress);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * What a page of ours may do: own scripts, own styles, pictures and sounds of this node, and nothing from elsewhere.
 * Formulas carry their own small styles.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Bytes = Uint8Array<ArrayBuffer>;
type Coding = 'br' | 'gzip';

type Asset = {
  readonly type: string;
  readonly isForever: boolean;
  readonly plain: Bytes;
  /** What is compressed by itself is sent as it is. */
  readonly packed: ((coding: Coding) => Promise<Bytes>) | undefined;
};

/**
 * Serves the built web app from memory. Each file is compressed when it is first asked for, beside the event loop, and
 * kept so: to compress all of them would hold up the start by seconds. Files with a hash in their name are kept by
 * browsers for ever; any other address gets the app's page, which finds its screen by itself.
 */
export function staticFiles(folder: string): (request: Request) => Promise<Response> {
  const assets = new Map<string, Asset>();
  if (existsSync(folder)) for (const name of filesBelow(folder)) assets.set(`/${name}`, readAsset(folder, name));
  return async function serveStatic(request) {
    const { pathname } = new URL(request.url);
    const asset = assets.get(pathname) ?? (extname(pathname) === '' ? assets.get('/index.html') : undefined);
    if (!asset) return new Response('not found', { status: 404 });
    return answer(asset, request.headers.get('accept-encoding') ?? '');
  };
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readAsset(folder: string, name: string): Asset {
  const plain = new Uint8Array(readFileSync(join(folder, name)));
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    isForever: name.startsWith('assets/'),
    plain,
    packed: ['.woff2', '.png'].includes(extname(name)) ? undefined : packing(plain),
  };
}

function packing(plain: Bytes): (coding: Coding) => Promise<Bytes> {
  const kept = new Map<Coding, Promise<Bytes>>();
  return (coding) => {
    const bytes = kept.get(coding) ?? pack(plain, coding);
    kept.set(coding, bytes);
    return bytes;
  };
}

async function pack(plain: Bytes, coding: Coding): Promise<Bytes> {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  return new Uint8Array(await (coding === 'br' ? brotli(plain, quality) : gzip(plain, { level: 9 })));
}

async function answer({ type, isForever, plain, packed }: Asset, accepts: string): Promise<Response> {
  // On plain http Chromium offers gzip only; brotli comes with https.
  const coding = accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : undefined;
  const headers = new Headers({
    'content-type': type,
    'cache-control': isForever ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': contentSecurityPolicy,
  });
  if (coding) headers.set('vary', 'accept-encoding');
  if (!coding || !packed) return new Response(plain, { headers });
  headers.set('content-encoding', coding);
  return new Response(await packed(coding), { headers });
}
