import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from './app.ts';

/** A stream that says nothing for so long is dead: the server speaks every 20 seconds (LIV-4). */
const patience = 45_000;
const firstWait = 1000;
const longestWait = 30_000;

export type Following = {
  /** `http://…` before the path; empty within a page. */
  readonly origin?: string;
  readonly token: string;
  readonly topics: readonly string[];
  /** Hears the topics of what came; none after each time that the stream had to be opened again: anything may have (LIV-6). */
  readonly hear: (heard: readonly string[]) => void;
  /** Whether events come now. */
  readonly seen: (isLive: boolean) => void;
};

/** Follows topics until the answer is called; opens the stream again by itself. Gives up where it is refused. */
export function followLive({ origin = '', token, topics, hear, seen }: Following): () => void {
  const stopper = new AbortController();
  const address = `${origin}/api/live?topics=${topics.map(encodeURIComponent).join(',')}`;
  const run = async (): Promise<void> => {
    let wait = firstWait;
    for (let times = 0; !stopper.signal.aborted; times++) {
      const opened = (): void => {
        wait = firstWait;
        seen(true);
        if (times > 0) hear([]);
      };
      const isRefused = await listen(address, token, stopper.signal, opened, hear);
      if (!stopper.signal.aborted) seen(false);
      if (isRefused) return;
      await pause(wait, stopper.signal);
      wait = Math.min(longestWait, wait * 2);
    }
  };
  void run();
  return () => stopper.abort();
}

/** One stream from its opening to its end; answers whether the server refused it. */
async function listen(
  address: string,
  token: string,
  stopped: AbortSignal,
  opened: () => void,
  hear: Following['hear'],
): Promise<boolean> {
  const stream = new AbortController();
  const stop = (): void => stream.abort();
  stopped.addEventListener('abort', stop);
  let timer = setTimeout(stop, patience);
  try {
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, signal: stream.signal });
    if (!response.ok || !response.body) return response.status >= 400 && response.status < 500;
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ;) {
      const { value, done } = await reader.read();
      if (done) return false;
      clearTimeout(timer);
      timer = setTimeout(stop, patience);
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      const heard = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice('data:'.length).trim());
      if (heard.length > 0) hear(heard);
    }
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener('abort', stop);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Calls `hear` when one of the topics changed, as long as the screen is there; answers whether events come now. */
export function useLive(topics: readonly string[], hear: Following['hear']): boolean {
  const { session } = useApp();
  const [isLive, setLive] = useState(false);
  const newest = useRef(hear);
  newest.current = hear;
  const token = session.value?.token;
  const names = topics.join();
  useEffect(() => {
    if (!token || names === '') return;
    return followLive({ token, topics: names.split(','), hear: (heard) => newest.current(heard), seen: setLive });
  }, [token, names]);
  return isLive;
}
