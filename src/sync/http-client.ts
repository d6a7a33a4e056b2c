import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { minute } from '#kernel/time.ts';

/** Why a request did not come about: shown to people with the time since when. */
export class LinkFailure extends Error {
  /** A key of the words of sync. */
  readonly key: string;
  /** HTTP status of a refusal; 0 where there was no answer. */
  readonly status: number;
  /** Milliseconds after which the other end wants to be asked again. */
  readonly retryAfter: number | undefined;
  /** Where this node stands in the region's queue. */
  readonly turn: Turn | undefined;
  constructor(key: string, status = 0, more: FailureDetails = {}) {
    super(key, { cause: more.cause });
    this.key = key;
    this.status = status;
    this.retryAfter = more.retryAfter;
    this.turn = more.turn;
  }
}

/** A place in the region's queue: 1 is next. `seconds` is how long it will be about (SYN-33). */
export type Turn = { readonly place: number; readonly of: number; readonly seconds: number };

type FailureDetails = {
  readonly cause?: unknown;
  readonly retryAfter?: number | undefined;
  readonly turn?: Turn | undefined;
};

export type Asked = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Statuses that are no refusal. 200 where none are named. */
  readonly accepts?: readonly number[];
  /** Hears of the answer's bytes as they come, instead of having them at the end. Waited for before the next. */
  readonly onChunk?: (chunk: Uint8Array) => Promise<void>;
};

export type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
};

export type HttpClient = { ask(asked: Asked): Promise<Answer>; close(): void };

/**
 * One kept connection to a node, one request at a time. By node:http and not fetch: its few headers are what a thin
 * line carries with every round. Certificates are not looked at: what nodes say is sealed and signed with their own
 * keys (SYN-7), and a school server whose clock lost its battery would find every certificate out of date. For the same
 * reason TLS offers no key that a quantum computer could not find: its 2 300 bytes would go with each new connection.
 */
export function httpClient(url: string, limits: HttpLimits = {}): HttpClient {
  const { silence = 2 * minute, whole = 10 * minute } = limits;
  const isSecure = url.startsWith('https:');
  const keep = { keepAlive: true, maxSockets: 1 };
  const agent = isSecure
    ? new HttpsAgent({ ...keep, rejectUnauthorized: false, ecdhCurve: 'X25519:P-256' })
    : new HttpAgent(keep);
  const ask: HttpClient['ask'] = ({ method, path, headers, body, accepts = [200], onChunk }) => {
    return new Promise((resolve, reject) => {
      if (!URL.canParse(path, url)) throw new LinkFailure('sync.no-such-address');
      const length = body ? { 'content-length': body.length } : {};
      const options = { method, agent, headers: { ...headers, ...length }, timeout: silence };
      const sent = (isSecure ? httpsRequest : httpRequest)(new URL(path, url), options as object);
      // Who answers a byte a minute is never silent and never done.
      const end = setTimeout(() => sent.destroy(new LinkFailure('sync.no-answer')), whole);
      const failed = (cause: unknown): void => reject(cause instanceof LinkFailure ? cause : lineFailure(cause));
      // All errors are heard, not only the first: one that nobody hears would end the program.
      sent.on('error', failed);
      sent.once('timeout', () => sent.destroy(new LinkFailure('sync.no-answer')));
      sent.once('close', () => clearTimeout(end));
      const heardOut = (cause: unknown): void => {
        // An answer that is not read to its end must not hold the connection.
        sent.destroy();
        if (cause instanceof LinkFailure || !isOfLine(cause)) reject(cause as Error);
        else failed(cause);
      };
      sent.once('response', (response) => readAnswer(response, accepts, onChunk).then(resolve, heardOut));
      sent.end(body);
    });
  };
  return { ask, close: () => agent.destroy() };
}

/** Milliseconds: of silence on the line, and for one request with its answer. */
export type HttpLimits = { readonly silence?: number; readonly whole?: number };

function lineFailure(cause: unknown): LinkFailure {
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  const isNameless = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return new LinkFailure(isNameless ? 'sync.no-such-address' : 'sync.no-answer', 0, { cause });
}

/** Errors of sockets name their call (`read`, `connect`) or were aborted; those of a disk are not the line's. */
function isOfLine(cause: unknown): boolean {
  const { code, syscall = '' } = (cause ?? {}) as { readonly code?: string; readonly syscall?: string };
  return code === 'ECONNRESET' || code === 'EPIPE' || code?.startsWith('HPE_') === true || syscall === 'read';
}

/** Bounds what a stranger in the region's place can make a school's node read. */
const maxAnswerBytes = 16 * 1024 * 1024;

async function readAnswer(
  response: IncomingMessage,
  accepts: readonly number[],
  onChunk: Asked['onChunk'],
): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  // A provider that asks for money or a sign-in answers every request with its own page.
  if (headers['content-type']?.startsWith('text/html') && status < 400) throw new LinkFailure('sync.foreign-page');
  const isAccepted = accepts.includes(status);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    if (isAccepted && onChunk) {
      await onChunk(chunk);
      continue;
    }
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw new LinkFailure('sync.unreadable', status);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (isAccepted) return { status, headers, body };
  const seconds = Number(headers['retry-after']);
  const retryAfter = seconds > 0 ? seconds * 1000 : undefined;
  const { key, turn } = refusalIn(status, body);
  throw new LinkFailure(key, status, { retryAfter, turn });
}

/** The key of an error in the server's one shape; a foreign server on the address answers otherwise. */
function refusalIn(status: number, body: Uint8Array): { readonly key: string; readonly turn?: Turn | undefined } {
  const unnamed = status >= 500 ? 'sync.region-trouble' : 'sync.refused';
  try {
    const { error } = JSON.parse(Buffer.from(body).toString('utf8')) as { error?: { key?: unknown; values?: unknown } };
    const key = typeof error?.key === 'string' && error.key.startsWith('sync.') ? error.key : unnamed;
    return { key, turn: key === 'sync.in-turn' ? turnIn(error?.values) : undefined };
  } catch {
    return { key: unnamed };
  }
}

function turnIn(values: unknown): Turn | undefined {
  const { place, of, seconds } = (values ?? {}) as Record<string, unknown>;
  const isRead = [place, of, seconds].every((each) => Number.isSafeInteger(each) && (each as number) >= 0);
  return isRead ? { place: place as number, of: of as number, seconds: seconds as number } : undefined;
}
