import { Hono } from 'hono';
import { z } from 'zod/mini';
import { bodyOf } from '#http/body.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { textMaker } from '#rooms/library/index.ts';
import { mediaOf } from './build-cell.ts';
import type { BankError } from './model/bank-error.ts';
import { keyOf } from './model/key.ts';
import { sourceItem, sourceStimulus } from './model/source.ts';
import { decideState, itemStates } from './model/workflow.ts';
import { regionOnly } from './access.ts';
import { allow } from './permissions.ts';
import { findItem } from './queries.ts';
import { cellName, itemMedia, itemMoved, pools } from './records.ts';
import { mediaEntry } from './media-entry.ts';
import { drawItem } from './stored-faces.ts';
import { bytesOf, decideWriting, hasFiles, mostItemBytes, scopeOfPool } from './writing.ts';

const written = z.object({
  source: sourceItem,
  stimulus: z.optional(sourceStimulus),
  media: z.array(itemMedia).check(z.maxLength(20)),
});
const toWrite = z.extend(written, {
  cell: cellName,
  pool: z.enum(pools),
  why: z.string().check(z.maxLength(600)),
  /** The writer was told that the edit breaks anchors, and goes on (BNK-22). */
  knowsBreak: z.optional(z.boolean()),
});
const step = z.object({
  version: z.int(),
  state: z.enum(itemStates),
  why: z.string().check(z.maxLength(600)),
});
const fileName = z.object({
  name: z.string().check(z.regex(/^[a-z\d]+(?:-[a-z\d]+)*\.[a-z\d]{2,4}$/), z.maxLength(80)),
});

/** Writing and reviewing items: BNK-20 to BNK-23. */
export function editRoutes(house: House) {
  return new Hono<Env>()
    .post('/preview', allow('bank.write'), input('json', written), async (context) => {
      const { source, stimulus, media } = context.req.valid('json');
      const drawn = await drawItem({ source, stimulus, media, version: 1 });
      return context.json({ ...drawn, key: keyOf(source, 1) });
    })
    .post('/items', allow('bank.write'), input('json', toWrite), async (context) => {
      regionOnly(house);
      const { knowsBreak = false, ...given } = context.req.valid('json');
      await mustBeRight(house, given);
      const { person } = personOf(context);
      const decided = await house.log.write(async (on) => {
        const result = await decideWriting(on, person, { ...given, from: 'editor', knowsBreak });
        return { records: result.ok ? [result.value.draft] : [], answer: result };
      });
      if (!decided.ok) throw refused(decided.error.key, decided.error.status, decided.error.values);
      return context.json(decided.value.written);
    })
    .post('/items/:item/state', allow('bank.review'), input('json', step), async (context) => {
      regionOnly(house);
      const { version, state, why } = context.req.valid('json');
      const { person } = personOf(context);
      const decided = await house.log.write(async (on) => {
        const stored = await findItem(on, context.req.param('item'), version);
        if (!stored) return { records: [], answer: undefined };
        const result = decideState(stored, state, { actor: person, why });
        const body = { item: stored.item, version, state, why: why.trim() };
        const records = result.ok ? [itemMoved.draft(scopeOfPool(stored.pool), person, body)] : [];
        return { records, answer: result };
      });
      if (!decided) throw refused('bank.no-such-item', 404);
      if (!decided.ok) throw refused(decided.error.key, decided.error.status, decided.error.values);
      return context.json({ state: decided.value });
    })
    .post('/media/:name', allow('bank.write'), input('param', fileName), async (context) => {
      regionOnly(house);
      const { name } = context.req.valid('param');
      const errors: BankError[] = [];
      const files = new Map([[`media/${name}`, await bodyOf(context)]]);
      const file = mediaOf(files, await textMaker(), errors).get(name);
      const [error] = errors;
      if (error || !file) throw refused(`bank.error.${error?.key ?? 'media'}`, 422, error?.values);
      await house.files.put(file.content);
      return context.json(mediaEntry(file));
    });
}

/** BNK-5: nothing wrong is kept. The screen has asked for a preview before; this is for who did not. */
async function mustBeRight(house: House, { source, stimulus, media }: z.infer<typeof written>): Promise<void> {
  const bytes = bytesOf(source, stimulus);
  if (bytes > mostItemBytes) throw refused('bank.error.size', 422, { bytes, most: mostItemBytes });
  if ((source.stimulus ?? '') !== (stimulus?.id ?? ''))
    throw refused('bank.error.stimulus', 422, { stimulus: source.stimulus ?? stimulus?.id ?? '' });
  if (!(await hasFiles(house, media))) throw refused('bank.no-such-media', 422);
  const { errors } = await drawItem({ source, stimulus, media, version: 1 });
  const [error] = errors;
  if (error) throw refused(`bank.error.${error.key}`, 422, error.values);
}
