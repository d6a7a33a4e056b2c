import type { Api } from './api.ts';
import type { KeptThings } from './kept.ts';

/** What an adult's device keeps of what the school took from whoever works on it: the newest so many. */
const mostKept = 1000;
/** As many as one request holds. */
const atOnce = 200;

type Kept = {
  readonly receipts: readonly string[];
  /** The server, as `<node>/<epoch>`, that was told of them last: one that came back is told of all. */
  readonly toldTo?: string;
};

const keptAs = 'receipts';

/**
 * PPL-45: fetches what the server signs of this person's deeds, keeps it here beyond the server's life, and brings all of it
 * to a server that came back. What fails is tried with the next deed.
 */
export async function keepReceipts(api: Api, kept: KeptThings): Promise<void> {
  const answer = await api.get<{ server: string; receipts: readonly string[] }>('/people/receipts');
  if (!answer.ok) return;
  const { server, receipts: fresh } = answer.value;
  const before = (await kept.find<Kept>(keptAs)) ?? { receipts: [], toldTo: server };
  const isOther = before.toldTo !== server;
  for (let at = 0; isOther && at < before.receipts.length; at += atOnce) {
    const told = await api.post('/people/receipts', { receipts: before.receipts.slice(at, at + atOnce) });
    if (!told.ok) return keepAll(kept, { ...before, receipts: [...before.receipts, ...fresh] });
  }
  await keepAll(kept, { receipts: [...before.receipts, ...fresh], toldTo: server });
}

function keepAll(kept: KeptThings, { receipts, ...rest }: Kept): Promise<void> {
  return kept.keep(keptAs, { ...rest, receipts: receipts.slice(-mostKept) });
}
