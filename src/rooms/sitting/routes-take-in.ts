import { Decrypter } from 'age-encryption';
import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { allow } from './permissions.ts';
import { findSeatAnywhere, selectRuns } from './queries.ts';
import { sentRun, takenRun } from './work.ts';

const sealedBody = z.object({ sealed: z.string().check(z.minLength(1), z.maxLength(400_000)) });
const content = z.object({ runs: z.array(sentRun).check(z.maxLength(500)) });

/** What became of sealed answers: runs that are new here, that were here, and those that were refused with the reason. */
export type TakenIn = {
  readonly added: number;
  readonly known: number;
  readonly refused: readonly { readonly attempt: string; readonly key: string }[];
};

/** SIT-40, SIT-42: answers that left a tablet as a file or as codes, at the school or at the region; each run once. */
export function takeInRoutes(house: House) {
  return new Hono<Env>().post('/take-in', allow('sitting.take-in'), input('json', sealedBody), async (context) => {
    personOf(context);
    const runs = await unsealed(house, context.req.valid('json').sealed);
    if (!runs) throw refused('sitting.sealed-unreadable', 422);
    const result = { added: 0, known: 0, refused: [] as { attempt: string; key: string }[] };
    for (const run of runs) {
      const key = await takeOne(house, run);
      if (key === 'added') result.added++;
      else if (key === 'known') result.known++;
      else result.refused.push({ attempt: run.attempt, key });
    }
    return context.json(result satisfies TakenIn);
  });
}

function takeOne(house: House, run: z.infer<typeof sentRun>): Promise<string> {
  return house.log.write(async (on) => {
    const no = (key: string) => ({ records: [], answer: key });
    const seat = await findSeatAnywhere(on, run.attempt, house.self.school);
    if (!seat) return no('sitting.no-such-seat');
    const rows = await selectRuns(on, run.attempt);
    const isKnown = rows.some((row) => row.device === run.device && row.first === run.from && row.head === run.head);
    if (isKnown) return no('known');
    const taken = await takenRun(on, house, seat, run, seat.school);
    return taken.ok ? { records: taken.value, answer: 'added' } : no(taken.error.key);
  });
}

/** The runs of a sealed text; undefined where it is damaged, or sealed for others. */
async function unsealed(house: House, sealed: string) {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(house.self.ageIdentity);
    const text = await decrypter.decrypt(new Uint8Array(Buffer.from(sealed, 'base64')), 'text');
    const parsed = z.core.safeParse(content, JSON.parse(text));
    return parsed.success ? parsed.data.runs : undefined;
  } catch {
    return undefined;
  }
}
