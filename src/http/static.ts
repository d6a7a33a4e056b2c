import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

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

type Asset = {
  readonly type: string;
  readonly isForever: boolean;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
};

/**
 * Serves the built web app from memory, compressed once at the start. Files with a hash in their name are kept by
 * browsers for ever; any other address gets the app's page, which finds its screen by itself.
 */
export function staticFiles(folder: string): (request: Request) => Response {
  const assets = new Map<string, Asset>();
  if (existsSync(folder)) for (const name of filesBelow(folder)) assets.set(`/${name}`, readAsset(folder, name));
  return function serveStatic(request) {
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
  const isCompressed = ['.woff2', '.png'].includes(extname(name));
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    isForever: name.startsWith('assets/'),
    plain,
    br: isCompressed
      ? plain
      : new Uint8Array(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })),
    gzip: isCompressed ? plain : new Uint8Array(gzipSync(plain, { level: 9 })),
  };
}

function answer(asset: Asset, accepts: string): Response {
  // On plain http Chromium offers gzip only; brotli comes with https.
  const coding = accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : undefined;
  const body = coding ? asset[coding] : asset.plain;
  const headers = new Headers({
    'content-type': asset.type,
    'cache-control': asset.isForever ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': contentSecurityPolicy,
  });
  if (coding && body !== asset.plain) headers.set('content-encoding', coding);
  if (coding) headers.set('vary', 'accept-encoding');
  return new Response(body, { headers });
}
