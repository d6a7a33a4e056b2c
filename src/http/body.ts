import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { Env } from './frame.ts';
import { refused } from './refused.ts';

/** Protects the memory of a school server from one request. */
export const maxBodyBytes = 12 * 1024 * 1024;

/**
 * The body of a request, at most `maxBodyBytes`: more is refused as soon as it shows, whatever length was announced.
 * On Node it is read from the socket's own stream: through web streams each answer of a tablet costs twice the time.
 */
export async function bodyOf(context: Context<Env>): Promise<Uint8Array> {
  const incoming = (context.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming;
  if (!incoming) return checked(new Uint8Array(await context.req.arrayBuffer()));
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Uint8Array).length;
    if (length > maxBodyBytes) throw tooLarge();
    chunks.push(chunk as Uint8Array);
  }
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
}

/** The body as JSON; anything else is refused. */
export async function jsonOf(context: Context<Env>): Promise<unknown> {
  const bytes = await bodyOf(context);
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    throw refused('http.not-json', 400);
  }
}

/** Refuses by the announced length, before anything is read. */
export function refuseTooLarge(announced: string | undefined): void {
  if (announced !== undefined && Number(announced) > maxBodyBytes) throw tooLarge();
}

function checked(bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxBodyBytes) throw tooLarge();
  return bytes;
}

function tooLarge() {
  return refused('http.too-large', 413, { megabytes: maxBodyBytes / 1024 / 1024 });
}
