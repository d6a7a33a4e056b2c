/**
 * Makes the app start cold without a server, where the browser allows it (a secure context). The page comes from the
 * server while that answers, else from here; files with a hash in their name come from here once they were seen. What
 * pupils do and see is not here: it lies in the outbox and in kept.ts.
 */

/** Put in when the app is built: the files that a pupil needs to begin. */
declare const PUPIL_FILES: readonly string[];

type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Worker = {
  addEventListener(type: 'install' | 'activate', hear: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', hear: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
};

const worker = self as unknown as Worker;
const cacheName = 'tirek-app';
const page = '/';
/** A server on the school's own network that has not answered by then is away. */
const patience = 4000;

worker.addEventListener('install', (event) => {
  const fill = async (): Promise<void> => {
    const cache = await caches.open(cacheName);
    await cache.addAll([page, ...PUPIL_FILES]);
    await worker.skipWaiting();
  };
  event.waitUntil(fill());
});

/** Older versions of the app leave files that no page names any more. */
worker.addEventListener('activate', (event) => {
  const tidy = async (): Promise<void> => {
    const cache = await caches.open(cacheName);
    const wanted = new Set([page, ...PUPIL_FILES]);
    const old = (await cache.keys()).filter((request) => !wanted.has(new URL(request.url).pathname));
    await Promise.all(old.map((request) => cache.delete(request)));
  };
  event.waitUntil(tidy());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(fromServer(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(fromHere(request));
});

async function fromServer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patience) });
    if (response.ok) await cache.put(page, response.clone());
    return response;
  } catch {
    return (await cache.match(page)) ?? Response.error();
  }
}

async function fromHere(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const here = await cache.match(request);
  if (here) return here;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
