import { err, ok, type Result } from '#kernel/result.ts';
import { noServer, type Failure } from '#web/api.ts';

/** A file of a stick, as it is kept on one. */
export type StickFile = { readonly name: string; readonly blob: Blob };

const nameIn = /filename="([^"]+)"/;

/**
 * Has a stick made by the server and brings its files one after the other. `coming` hears how many of how many are
 * here. For a school there is one receiver; a region's coordinator names the node.
 */
export async function bringStick(
  token: string,
  to: string | undefined,
  coming: (done: number, of: number) => void,
): Promise<Result<readonly StickFile[], Failure>> {
  const headers = { authorization: `Bearer ${token}` };
  try {
    const query = to ? `?${new URLSearchParams({ to })}` : '';
    const first = await fetch(`/api/sync/stick${query}`, { headers });
    if (!first.ok) return err(await failureOf(first));
    const names = (first.headers.get('x-tirek-files') ?? '').split(' ').filter(Boolean);
    const firstName = nameIn.exec(first.headers.get('content-disposition') ?? '')?.[1] ?? names[0] ?? 'tirek.stick';
    const files: StickFile[] = [{ name: firstName, blob: await first.blob() }];
    const others = names.filter((name) => name !== firstName);
    for (const name of others) {
      coming(files.length, names.length);
      const next = await fetch(`/api/sync/stick/${encodeURIComponent(name)}`, { headers });
      if (!next.ok) return err(await failureOf(next));
      files.push({ name, blob: await next.blob() });
    }
    return ok(files);
  } catch {
    return err(noServer);
  }
}

/** What came of one file of a stick. */
export type Taken = {
  readonly name: string;
  readonly records: number;
  readonly files: number;
  readonly failure?: Failure;
};

/** The parts of a stick one after the other: `…-7.tirek`, `…-7-2.tirek`, `…-7-10.tirek`. */
export function inOrder<T extends { readonly name: string }>(files: readonly T[]): T[] {
  return files.toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
}

/** Takes the files of a stick in, part after part. */
export async function takeStick(
  token: string,
  files: readonly (Blob & { readonly name: string })[],
  coming: (done: number, of: number) => void,
): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const file of inOrder(files)) {
    coming(taken.length, files.length);
    taken.push(await takeOne(token, file));
  }
  return taken;
}

/** Sends a file as the body of a request; the answer is a file again. */
export async function sendFile(address: string, file: Blob, token: string): Promise<Result<Blob, Failure>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
  try {
    const response = await fetch(address, { method: 'POST', headers, body: file });
    return response.ok ? ok(await response.blob()) : err(await failureOf(response));
  } catch {
    return err(noServer);
  }
}

async function takeOne(token: string, file: Blob & { readonly name: string }): Promise<Taken> {
  const answer = await sendFile('/api/sync/stick', file, token);
  if (!answer.ok) return { name: file.name, records: 0, files: 0, failure: answer.error };
  const { records, files } = JSON.parse(await answer.value.text()) as { records: number; files: number };
  return { name: file.name, records, files };
}

async function failureOf(response: Response): Promise<Failure> {
  const { status } = response;
  try {
    const { error } = (await response.json()) as { error?: Pick<Failure, 'key' | 'values'> };
    return { key: error?.key ?? 'web.unexpected', values: error?.values ?? {}, status };
  } catch {
    return { key: 'web.unexpected', values: {}, status };
  }
}
