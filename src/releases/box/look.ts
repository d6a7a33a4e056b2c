import type { BackReason } from './state.ts';

/**
 * Looks at a program from outside, as a tablet would (REL-7): does it answer which stage it is in, and, where its node
 * runs, does its store answer? Undefined where all is well. `patience`: milliseconds that an answer may take.
 */
export async function lookAtProgram(address: string, patience: number): Promise<BackReason | undefined> {
  const boot = await answerOf(`${address}/api/boot`, patience);
  if (typeof boot === 'string') return boot;
  const stage = (boot as { stage?: unknown }).stage;
  if (stage === 'damaged') return 'errors';
  // A node that nobody has set up or woken yet has no store to ask.
  if (stage === 'unset' || stage === 'locked') return undefined;
  const alive = await answerOf(`${address}/api/releases/alive`, patience);
  return typeof alive === 'string' ? alive : undefined;
}

async function answerOf(url: string, patience: number): Promise<object | BackReason> {
  try {
    const response = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(patience) });
    const body = (await response.json()) as unknown;
    return response.ok && typeof body === 'object' && body !== null ? body : 'errors';
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'hangs' : 'errors';
  }
}
