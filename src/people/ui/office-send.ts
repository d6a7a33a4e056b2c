import { useState } from 'preact/hooks';
import { err, ok } from '#kernel/result.ts';
import { noServer, type Answer, type Failure } from '#web/api.ts';
import { useApp } from '#web/app.ts';
import { handOver } from '#web/hand-over.ts';

export type Sending = {
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  /** Waits for an answer; undefined where it failed, and then `failure` says why. */
  readonly send: <T>(asking: Answer<T>) => Promise<T | undefined>;
  readonly forget: () => void;
};

/** One thing that a person does on a screen: while it goes up the button is off, and what went wrong is said. */
export function useSend(): Sending {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const send = async <T>(asking: Answer<T>): Promise<T | undefined> => {
    setBusy(true);
    const answer = await asking;
    setBusy(false);
    setFailure(answer.ok ? undefined : answer.error);
    return answer.ok ? answer.value : undefined;
  };
  return { isBusy, failure, send, forget: () => setFailure(undefined) };
}

/** A file of the server for a person: kept under a name, or opened beside the page. */
export type File = {
  readonly address: string;
  readonly name: string;
  /** What is sent along, where the file is made from what the screen was given. */
  readonly body?: unknown;
};

export type Fetching = Sending & {
  /** Hands the file over under its name; answers whether it came. */
  readonly download: (file: File) => Promise<boolean>;
  /** Opens the file in a window beside, to be looked at and printed; where none may open it is handed over. */
  readonly open: (file: File) => Promise<void>;
};

export function useFile(): Fetching {
  const { session } = useApp();
  const sending = useSend();
  const ask = (file: File) => sending.send(bytesOf(file, session.value?.token ?? ''));
  const download = async (file: File): Promise<boolean> => {
    const blob = await ask(file);
    if (blob) handOver(blob, file.name);
    return blob !== undefined;
  };
  const open = async (file: File): Promise<void> => {
    // Only what a tap opens at once is not taken for an advertisement.
    const beside = window.open('', '_blank');
    const blob = await ask(file);
    if (!blob) return beside?.close();
    if (beside) beside.location.href = URL.createObjectURL(blob);
    else handOver(blob, file.name);
  };
  return { ...sending, download, open };
}

async function bytesOf({ address, body }: File, token: string): Answer<Blob> {
  const authorization = `Bearer ${token}`;
  const asked: RequestInit =
    body === undefined
      ? { headers: { authorization } }
      : { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const response = await fetch(address, asked);
    if (response.ok) return ok(await response.blob());
    const { error } = (await response.json()) as { error?: Pick<Failure, 'key' | 'values'> };
    return err({ key: error?.key ?? 'web.unexpected', values: error?.values ?? {}, status: response.status });
  } catch {
    return err(noServer);
  }
}
