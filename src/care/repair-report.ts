import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/mini';

/** What a repair came to: what it stood on, what was saved from the damaged store, and what is gone. */
export type RepairReport = z.infer<typeof schema>;

const schema = z.object({
  at: z.number(),
  /** When the backup was made that took the store's place; 0 where there was none. */
  backupAt: z.number(),
  /** Records of the backup, and those saved beyond it. */
  records: z.number(),
  saved: z.number(),
  /** Spans of this node's own records that are not here: the region and the tablets may still send them. */
  lost: z.array(z.object({ scope: z.string(), records: z.number(), from: z.number(), to: z.number() })),
});

const name = 'repair-report.json';

export function readReport(folder: string): RepairReport | undefined {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  try {
    return z.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

export function writeReport(folder: string, report: RepairReport): void {
  writeFileSync(join(folder, name), JSON.stringify(report), { flush: true });
}
