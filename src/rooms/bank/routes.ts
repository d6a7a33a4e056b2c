import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { shownName } from '#people/index.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import { isMediaSignature, mediaSignature, type Html } from '#rooms/library/index.ts';
import type { ItemKey } from './model/item.ts';
import { keyOf } from './model/key.ts';
import { statesAfter, type ItemState } from './model/workflow.ts';
import { regionOnly } from './access.ts';
import { allow } from './permissions.ts';
import {
  findItem,
  findMedia,
  selectChanges,
  selectItems,
  selectOf,
  type ItemChange,
  type ItemRow,
  type StoredItem,
} from './queries.ts';
import { cellName } from './records.ts';
import { editRoutes } from './routes-edit.ts';
import { qtiRoutes } from './routes-qti.ts';
import { shipper } from './shipped.ts';
import { drawItem, reasonsOf, type DrawnItem } from './stored-faces.ts';

/** What the list of the bank shows: the newest version of each item. */
export type BankAnswer = { readonly items: readonly Omit<ItemRow, 'author' | 'hash'>[] };

/** What the page of an item shows: a version, whole. */
export type ItemAnswer = Omit<StoredItem, 'author' | 'stimulusSource'> & {
  readonly stimulusSource: StoredItem['stimulusSource'] | null;
  readonly faces: DrawnItem['faces'];
  readonly key: ItemKey;
  /** The reasoning, as HTML. */
  readonly reasons: Readonly<Partial<Record<Language, Html>>>;
  readonly errors: DrawnItem['errors'];
  readonly versions: readonly { readonly version: number; readonly state: ItemState }[];
  readonly history: readonly (Omit<ItemChange, 'actor'> & { readonly who: string; readonly isShipped: boolean })[];
  /** Whether the reader wrote this version, and so does not review it (BNK-21). */
  readonly isOwn: boolean;
  readonly next: readonly ItemState[];
  /** Signature of media addresses. */
  readonly signature: string;
};

const filter = z.object({ cell: z.optional(cellName) });
const ofVersion = z.object({ version: z.optional(z.string().check(z.regex(/^\d{1,3}$/))) });

export function bankRoutes(house: House) {
  return new Hono<Env>()
    .get('/items', allow('bank.see'), input('query', filter), async (context) => {
      regionOnly(house);
      const rows = await selectItems(house.log.read, context.req.valid('query').cell);
      const items = rows.map(({ author: _author, hash: _hash, ...shown }) => shown);
      return context.json({ items } satisfies BankAnswer);
    })
    .get('/items/:item', allow('bank.see'), input('query', ofVersion), async (context) => {
      regionOnly(house);
      const asked = context.req.valid('query').version;
      const stored = await findItem(house.log.read, context.req.param('item'), asked ? Number(asked) : undefined);
      if (!stored) throw refused('bank.no-such-item', 404);
      const who = context.get('who');
      return context.json(await aboutItem(house, stored, who.kind === 'person' ? who.person : ''));
    })
    .get('/media/:signature/:name', allow('bank.see-media'), async (context) => {
      const { signature, name } = context.req.param();
      const isOurs = isMediaSignature(house.self.localKey, house.clock.now(), signature);
      const hash = name.split('.')[0] ?? '';
      const known = isOurs ? await findMedia(house.log.read, hash) : undefined;
      if (!known || !(await house.files.has(hash))) throw refused('bank.no-such-media', 404);
      return new Response(new Uint8Array(await house.files.read(hash)), {
        headers: {
          'content-type': known.type,
          'cache-control': 'private, max-age=31536000, immutable',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          'x-content-type-options': 'nosniff',
        },
      });
    })
    .route('/', editRoutes(house))
    .route('/', qtiRoutes(house));
}

async function aboutItem(house: House, stored: StoredItem, reader: string): Promise<ItemAnswer> {
  const { author, stimulusSource, ...shown } = stored;
  const { source, media, version, state } = stored;
  const { faces, errors } = await drawItem({ source, stimulus: stimulusSource, media, version });
  const names = new Map<string, string>();
  const history = [];
  for (const { actor, ...change } of await selectChanges(house.log.read, stored.item)) {
    if (!names.has(actor)) names.set(actor, actor === shipper ? '' : await shownName(house, actor as PersonId));
    history.push({ ...change, who: names.get(actor) ?? '', isShipped: actor === shipper });
  }
  const versions = await selectOf(house.log.read, stored.item);
  return {
    ...shown,
    stimulusSource: stimulusSource ?? null,
    faces,
    errors,
    key: keyOf(source, version),
    reasons: await reasonsOf({ source, media, version }),
    versions: versions.map((each) => ({ version: each.version, state: each.state })),
    history,
    isOwn: author === reader,
    next: statesAfter(state),
    signature: mediaSignature(house.self.localKey, house.clock.now()),
  };
}
