import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import { bodyOf } from '#http/body.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { regionOnly } from './access.ts';
import type { BankError } from './model/bank-error.ts';
import { levels } from './model/item.ts';
import { allow } from './permissions.ts';
import { findItem, selectItems } from './queries.ts';
import type { FoundItem, FoundPackage } from './qti/import-package.ts';
import { qtiVersions } from './model/qti-version.ts';
import { cellName, pools } from './records.ts';
import { bytesOf, decideWriting, mostItemBytes } from './writing.ts';

/** What a package holds, item by item, before anything of it is kept: or what of it was kept. */
export type ImportAnswer = {
  readonly items: readonly (Omit<FoundItem, 'item'> & {
    readonly isGood: boolean;
    readonly kinds: readonly string[];
    /** It is here already, with other content, and would be written over. */
    readonly isKnown: boolean;
  })[];
  readonly errors: readonly BankError[];
  readonly notes: readonly BankError[];
  /** How many drafts were written; 0 where the package was only looked at. */
  readonly written: number;
};

const digits = (most: number): $ZodType<number, string> =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,4}$/)),
    z.transform((text) => Math.min(most, Number(text))),
  );
const wish = z.object({
  cell: cellName,
  pool: z.enum(pools),
  subject: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
  objective: z.string().check(z.regex(/^\d{1,2}(?:\.\d{1,3}){3,4}$/)),
  grade: digits(11),
  level: z.enum(levels),
  prefix: z.string().check(z.regex(/^[a-z][a-z0-9]{0,11}$/)),
  /** Keeps what is good; what is not is named all the same. */
  save: z.optional(z.literal('1')),
});
const exported = z.object({ version: z.enum(qtiVersions), cell: cellName, item: z.optional(z.string()) });

/** BNK-40 to BNK-43: packages of items, out and in. */
export function qtiRoutes(house: House) {
  return new Hono<Env>()
    .get('/qti', allow('bank.see'), input('query', exported), async (context) => {
      regionOnly(house);
      const { version, cell, item } = context.req.valid('query');
      const rows = (await selectItems(house.log.read, cell)).filter((row) => item === undefined || row.item === item);
      if (rows.length === 0) throw refused('bank.no-such-item', 404);
      const items = [];
      for (const row of rows) {
        const stored = await findItem(house.log.read, row.item, row.version);
        if (stored) items.push({ source: stored.source, stimulus: stored.stimulusSource, media: stored.media });
      }
      const { exportPackage } = await import('./qti/export-package.ts');
      const bytes = await exportPackage(items, version, (hash) => house.files.read(hash));
      const name = `${item ?? cell}-qti-${version}.zip`;
      return new Response(new Uint8Array(bytes), {
        headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"` },
      });
    })
    .post('/qti', allow('bank.write'), input('query', wish), async (context) => {
      regionOnly(house);
      const { save, cell, pool, ...defaults } = context.req.valid('query');
      const { readPackage } = await import('./qti/import-package.ts');
      const found = withSizes(await readPackage(await bodyOf(context), { ...defaults, seconds: 60 }));
      const written =
        save && found.errors.length === 0 ? await keep(house, personOf(context).person, found, { cell, pool }) : 0;
      return context.json(await answerOf(house, found, written));
    });
}

function withSizes(found: FoundPackage): FoundPackage {
  const items = found.items.map(({ item, ...rest }) => {
    const bytes = item ? bytesOf(item.source, item.stimulus) : 0;
    if (!item || bytes <= mostItemBytes) return item ? { ...rest, item } : rest;
    const error: BankError = { key: 'size', file: rest.files[0] ?? '', values: { bytes, most: mostItemBytes } };
    return { ...rest, errors: [...rest.errors, error] };
  });
  return { ...found, items };
}

/** BNK-43: all good items in one write, as drafts; files first, for a record must not name what is not here. */
async function keep(
  house: House,
  person: string,
  { items, files }: FoundPackage,
  place: { readonly cell: string; readonly pool: 'monitoring' | 'everyday' },
): Promise<number> {
  const good = items.flatMap(({ item }) => (item ? [item] : []));
  const hashes = new Set(good.flatMap(({ media }) => media.map(({ hash }) => hash)));
  for (const { hash, content } of files.values()) if (hashes.has(hash)) await house.files.put(content);
  return house.log.write(async (on) => {
    const records: Draft[] = [];
    for (const item of good) {
      const given = { ...place, ...item, from: 'qti', why: '', knowsBreak: false } as const;
      const decided = await decideWriting(on, person, given);
      if (decided.ok) records.push(decided.value.draft);
    }
    return { records, answer: records.length };
  });
}

async function answerOf(house: House, found: FoundPackage, written: number): Promise<ImportAnswer> {
  const items = [];
  for (const { item, ...rest } of found.items) {
    const known = await findItem(house.log.read, rest.id);
    items.push({
      ...rest,
      isGood: item !== undefined,
      kinds: item?.source.parts.map(({ kind }) => kind) ?? [],
      isKnown: known !== undefined,
    });
  }
  return { items, errors: found.errors, notes: found.notes, written };
}
