import { z } from 'zod/mini';
import type { Log } from '#log/log.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import type { CheckResult } from './check.ts';
import type { Sample } from './growth.ts';

/** What care remembers from day to day, in the node's own state. */
export type Kept = {
  readonly growth: readonly Sample[];
  readonly check?: CheckResult | undefined;
  /** When a backup last left the house. */
  readonly left?: number | undefined;
  /** When the program was found to have ended without saying so. */
  readonly cuts: readonly number[];
  /** What is added to the machine's clock. */
  readonly offset: number;
};

const schema = z.object({
  growth: z.array(z.object({ at: z.number(), bytes: z.number() })),
  check: z.optional(z.object({ at: z.number(), records: z.number(), wrong: z.array(z.string()) })),
  left: z.optional(z.number()),
  cuts: z.array(z.number()),
  offset: z.number(),
});

const nothing: Kept = { growth: [], cuts: [], offset: 0 };

export async function readKept(log: Pick<Log, 'getState'>): Promise<Kept> {
  const stored = await log.getState('care');
  const parsed = stored && z.safeParse(schema, fromCbor(stored));
  return parsed?.success ? parsed.data : nothing;
}

export async function keep(log: Pick<Log, 'getState' | 'setState'>, change: Partial<Kept>): Promise<void> {
  const next = { ...(await readKept(log)), ...change };
  const present = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
  await log.setState('care', toCbor(present));
}
