import type { Api } from './api.ts';

const key = 'tirek.wake';

/** Brings this device's wake key to a server whose disk is locked; answers whether a node runs there now (LOCK-2). */
export async function wakeServer(): Promise<boolean> {
  const kept = localStorage.getItem(key);
  if (!kept) return false;
  const headers = { 'content-type': 'application/json' };
  try {
    await fetch('/api/boot/wake', { method: 'POST', headers, body: JSON.stringify({ key: kept }) });
    // Another device may have been faster.
    const { stage } = (await (await fetch('/api/boot')).json()) as { stage: string };
    return stage === 'running';
  } catch {
    return false;
  }
}

/** Asks for this device's wake key, where it has none, and for the next one when its own is a week old (LOCK-4). */
export async function keepWakeKey(api: Api, token: string): Promise<void> {
  const have = localStorage.getItem(key)?.split('.')[1] ?? '';
  const answer = await api.post<{ key: string | null }>('/lock/wake-key', { have }, { token });
  if (answer.ok && answer.value.key) localStorage.setItem(key, answer.value.key);
}
