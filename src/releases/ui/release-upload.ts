import { useState } from 'preact/hooks';
import { noServer, type Failure } from '#web/api.ts';
import { useApp } from '#web/app.ts';
import { pieceFrom } from './release-model.ts';

/** Brings a file to the server in pieces, one after the other; `share` is how much of it is there. */
export function useUpload() {
  const { session } = useApp();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<Failure>();
  const bring = async (file: File): Promise<boolean> => {
    setFailure(undefined);
    setShare(0);
    const failed = await sendAll(file, session.value?.token ?? '', setShare);
    setShare(undefined);
    setFailure(failed);
    return failed === undefined;
  };
  return { share, failure, bring };
}

async function sendAll(file: File, token: string, progress: (share: number) => void): Promise<Failure | undefined> {
  for (let piece = pieceFrom(file.size, 0); piece; piece = pieceFrom(file.size, piece.to)) {
    const failed = await sendPiece(file, piece, token);
    if (failed) return failed;
    progress(piece.to / file.size);
  }
  return undefined;
}

async function sendPiece(
  file: File,
  { from, to }: { readonly from: number; readonly to: number },
  token: string,
): Promise<Failure | undefined> {
  try {
    const response = await fetch(`/api/releases/upload?at=${from}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body: file.slice(from, to),
    });
    const said = (await response.json()) as { have?: number; error?: Pick<Failure, 'key' | 'values'> };
    if (response.ok && said.have === to) return undefined;
    const { key = 'releases.incomplete', values = {} } = said.error ?? {};
    return { key, values, status: response.status };
  } catch {
    return noServer;
  }
}
