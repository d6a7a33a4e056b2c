import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** Why a request did not come about: shown to people with the time since when. */
export class LinkFailure extends Error {
  /** A key of the words of sync. */
  readonly key: string;
  /** HTTP status of a refusal; 0 where there was no answer. */
  readonly status: number;
  /** Milliseconds after which the other end wants to be asked again. */
  readonly retryAfter: number | undefined;
  constructor(
    key: string,
    status = 0,
    options: { readonly cause?: unknown; readonly retryAfter?: number | undefined } = {},
  ) {
    super(key, { cause: options.cause });
    this.key = key;
    this.status = status;
    this.retryAfter = options.retryAfter;
  }
}

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
 * keys (SYN-7), and a school server whose clock lost its battery would find every certificate out of date.
 */
export function httpClient(url: string, timeoutMilliseconds = 120_000): HttpClient {
  const isSecure = url.startsWith('https:');
  const keep = { keepAlive: true, maxSockets: 1 };
  const agent = isSecure ? new HttpsAgent({ ...keep, rejectUnauthorized: false }) : new HttpAgent(keep);
  const ask: HttpClient['ask'] = ({ method, path, headers, body, accepts = [200], onChunk }) => {
    return new Promise((resolve, reject) => {
      const length = body ? { 'content-length': body.length } : {};
      const options = { method, agent, headers: { ...headers, ...length }, timeout: timeoutMilliseconds };
      const sent = (isSecure ? httpsRequest : httpRequest)(new URL(path, url), options as object);
      const failed = (cause: unknown): void =>
        reject(cause instanceof LinkFailure ? cause : new LinkFailure('sync.no-answer', 0, { cause }));
      sent.once('error', failed);
      sent.once('timeout', () => sent.destroy(new LinkFailure('sync.no-answer')));
      sent.once('response', (response) => readAnswer(response, accepts, onChunk).then(resolve, failed));
      sent.end(body);
    });
  };
  return { ask, close: () => agent.destroy() };
}

/** Bounds what a stranger in the region's place can make a school's node read. */
const maxAnswerBytes = 16 * 1024 * 1024;

async function readAnswer(
  response: IncomingMessage,
  accepts: readonly number[],
  onChunk: Asked['onChunk'],
): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
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
  throw new LinkFailure(keyIn(body), status, { retryAfter: seconds > 0 ? seconds * 1000 : undefined });
}

/** The key of an error in the server's one shape; a foreign server on the address answers otherwise. */
function keyIn(body: Uint8Array): string {
  try {
    const { error } = JSON.parse(Buffer.from(body).toString('utf8')) as { error?: { key?: unknown } };
    return typeof error?.key === 'string' && error.key.startsWith('sync.') ? error.key : 'sync.refused';
  } catch {
    return 'sync.refused';
  }
}
