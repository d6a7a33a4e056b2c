import { err, ok, type Result } from '#kernel/result.ts';
import type { Values } from './words.ts';

/** Why a request was not answered as asked: a key with values for the words, and the HTTP status (0: no server). */
export type Failure = {
  readonly key: string;
  readonly values: Values;
  readonly status: number;
  /** All that the server answered, where it said more than the key: the people who look like a new one, … */
  readonly more?: unknown;
};

export type Ask = {
  /** In place of the token of the person who is signed in. */
  readonly token?: string | undefined;
  /** Milliseconds until the server counts as away. */
  readonly patience?: number;
};

export type Answer<T> = Promise<Result<T, Failure>>;

/** Calls of this origin's server. Paths begin after `/api`: `/lessons/today`. Bodies are JSON, or a file as it is. */
export type Api = {
  get<T>(path: string, ask?: Ask): Answer<T>;
  post<T>(path: string, body?: unknown, ask?: Ask): Answer<T>;
  put<T>(path: string, body?: unknown, ask?: Ask): Answer<T>;
  delete<T>(path: string, ask?: Ask): Answer<T>;
  /** Bytes of a file of the server, by its whole address. */
  file(address: string, ask?: Ask): Answer<Blob>;
};

export type ApiNeeds = {
  readonly tokenOf: () => string | undefined;
  /** Hears after each call whether the server is there. */
  readonly onReach: (isThere: boolean) => void;
  /** Hears that the server does not know the signed-in person's token any more. */
  readonly onSignedOut: (token: string) => void;
  /** Hears that the server took something that was sent. */
  readonly onTaken?: (path: string) => void;
  /**
   * Hears that the server's program answers, but no node runs behind it: the name of its stage. Answers whether one runs
   * now, and the call is to be made again.
   */
  readonly onStage: (stage: string) => Promise<boolean>;
};

const usualPatience = 15_000;

export function createApi({ tokenOf, onReach, onSignedOut, onStage, onTaken }: ApiNeeds): Api {
  const call = async (method: string, address: string, body: unknown, ask: Ask, isAgain = false): Answer<Response> => {
    const token = ask.token ?? tokenOf();
    const stopper = new AbortController();
    const timer = setTimeout(() => stopper.abort(), ask.patience ?? usualPatience);
    try {
      const response = await fetch(address, {
        method,
        headers: headersOf(token, body),
        body: bodyOf(body),
        signal: stopper.signal,
      });
      onReach(true);
      if (response.ok) {
        if (method !== 'GET') onTaken?.(address);
        return ok(response);
      }
      const failure = await failureOf(response);
      if (response.status === 503 && failure.key.startsWith('boot.') && !isAgain) {
        if (await onStage(failure.key.slice('boot.'.length))) return await call(method, address, body, ask, true);
      }
      if (response.status === 401 && failure.key === 'http.sign-in' && token) onSignedOut(token);
      return err(failure);
    } catch {
      onReach(false);
      return err(noServer);
    } finally {
      clearTimeout(timer);
    }
  };
  const json = async <T>(method: string, path: string, body: unknown, ask: Ask = {}): Answer<T> => {
    const answer = await call(method, `/api${path}`, body, ask);
    if (!answer.ok) return answer;
    try {
      return ok((await answer.value.json()) as T);
    } catch {
      return err(noServer);
    }
  };
  const file = async (address: string, ask: Ask = {}): Answer<Blob> => {
    const answer = await call('GET', address, undefined, ask);
    return answer.ok ? answer.value.blob().then(ok, () => err(noServer)) : answer;
  };
  return {
    get: (path, ask) => json('GET', path, undefined, ask),
    post: (path, body, ask) => json('POST', path, body ?? {}, ask),
    put: (path, body, ask) => json('PUT', path, body ?? {}, ask),
    delete: (path, ask) => json('DELETE', path, undefined, ask),
    file,
  };
}

export const noServer: Failure = { key: 'web.no-server', values: {}, status: 0 };

function isFile(body: unknown): body is Blob | FormData {
  return body instanceof Blob || body instanceof FormData;
}

function headersOf(token: string | undefined, body: unknown): Record<string, string> {
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body === undefined || isFile(body) ? {} : { 'content-type': 'application/json' }),
  };
}

function bodyOf(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return isFile(body) ? body : JSON.stringify(body);
}

async function failureOf(response: Response): Promise<Failure> {
  const { status } = response;
  try {
    const more = (await response.json()) as { error?: { key?: string; values?: Values } };
    return { key: more.error?.key ?? 'web.unexpected', values: more.error?.values ?? {}, status, more };
  } catch {
    return { key: 'web.unexpected', values: {}, status };
  }
}
