import { useState } from 'preact/hooks';
import type { Answer, Api, Failure } from '#web/api.ts';
import { useApp } from '#web/app.ts';

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

/** Asks for a file of the server and hands it to the person; answers whether it came. */
export function useDownload(): Sending & { readonly download: (address: string, name: string) => Promise<boolean> } {
  const { api } = useApp();
  const sending = useSend();
  const download = async (address: string, name: string): Promise<boolean> => {
    const blob = await sending.send(fileOf(api, address));
    if (blob) hand(blob, name);
    return blob !== undefined;
  };
  return { ...sending, download };
}

/** Papers of a whole school take longer to make than a usual answer. */
const patience = 120_000;

function fileOf(api: Api, address: string): Answer<Blob> {
  return api.file(address, { patience });
}

function hand(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read the file by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
