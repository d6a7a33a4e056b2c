import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Draft } from '#log/record.ts';
import { assertRegion, must } from './access.ts';
import { packForm } from './bank-items.ts';
import { designOf, designOfForm, replacing, rewriting, shippedMade, type CellDesign } from './design.ts';
import { blueprintOf } from './model/blueprint.ts';
import { edited, type FormEdit } from './model/edit.ts';
import type { Form, OpenedForm } from './model/form.ts';
import { makeForms, placeOf, type MadeForm } from './model/maker.ts';
import { allow } from './permissions.ts';
import { findDrawn, monitoredCells } from './queries.ts';
import { blueprintBody, blueprintSet, designScope, idText } from './records.ts';

/** A row of the list of cells of a year. */
export type CellRow = {
  readonly cell: string;
  readonly grade: number;
  readonly titles: CellDesign['cell']['titles'];
  readonly items: number;
  readonly forms: number;
  readonly sealed: number;
  readonly hard: number;
  readonly soft: number;
  readonly hasShipped: boolean;
};
export type CellsAnswer = { readonly year: number; readonly cells: readonly CellRow[] };

/** A form as pupils would see it, for who designs it. Media as text (SVG) or data addresses. */
export type PreviewAnswer = {
  readonly form: Form;
  readonly languages: OpenedForm['languages'];
  readonly media: Readonly<Record<string, string>>;
};

const address = z.object({ year: z.string().check(z.regex(/^20\d\d$/)), cell: z.string().check(z.maxLength(40)) });
const makeBody = z.object({
  seed: z.optional(z.string().check(z.maxLength(40))),
  booklets: z.int().check(z.minimum(1), z.maximum(4)),
  spread: z.enum(['order', 'items']),
});
const editBody = z.union([
  z.object({
    do: z.literal('move'),
    from: z.int().check(z.minimum(0), z.maximum(59)),
    to: z.int().check(z.minimum(0), z.maximum(59)),
  }),
  z.object({ do: z.literal('swap'), at: z.int().check(z.minimum(0), z.maximum(59)), item: idText }),
]);
const rowsBody = z.pick(blueprintBody, { minutes: true, rows: true });

/** The designer of forms: blueprint, maker, hand and check (ASM-10 … ASM-13). */
export function designRoutes(house: House) {
  return new Hono<Env>()
    .get('/design/:year', allow('assessment.see'), async (context) => {
      assertRegion(house);
      const year = Number(context.req.param('year'));
      const { cells } = await monitoredCells(house.log.read, year);
      const rows: CellRow[] = [];
      for (const { cell } of cells) rows.push(rowOf(await designOr404(house, year, cell)));
      const answer: CellsAnswer = { year, cells: rows };
      return context.json(answer);
    })
    .get('/design/:year/:cell', allow('assessment.design'), input('param', address), async (context) => {
      const { year, cell } = context.req.valid('param');
      return context.json(await designOr404(house, Number(year), cell));
    })
    .put(
      '/design/:year/:cell/blueprint',
      allow('assessment.design'),
      input('param', address),
      input('json', rowsBody),
      async (context) => {
        const { year, cell } = context.req.valid('param');
        await designOr404(house, Number(year), cell);
        const body = { year: Number(year), cell, ...context.req.valid('json') };
        const draft = blueprintSet.draft(designScope, personOf(context).person, body);
        await house.log.write(() => ({ records: [draft], answer: undefined }));
        return context.json({ done: true });
      },
    )
    .post('/design/:year/:cell/shipped', allow('assessment.design'), input('param', address), async (context) => {
      const { year, cell } = context.req.valid('param');
      const design = await designOr404(house, Number(year), cell);
      const made = must(shippedMade(design));
      await replace(house, design, made, personOf(context).person);
      return context.json({ forms: made.length });
    })
    .post(
      '/design/:year/:cell/make',
      allow('assessment.design'),
      input('param', address),
      input('json', makeBody),
      async (context) => {
        const { year, cell } = context.req.valid('param');
        const design = await designOr404(house, Number(year), cell);
        const { seed, booklets, spread } = context.req.valid('json');
        if (!design.blueprint) throw refused('assessment.no-blueprint', 409);
        const made = makeForms(design.blueprint, design.candidates, {
          seed: seed ?? `${house.clock.now()}`,
          booklets,
          spread,
        });
        if (!made.ok && made.error.kind === 'tangled') throw refused('assessment.make-tangled', 422);
        if (!made.ok) {
          const [row] = made.error.kind === 'short' ? made.error.rows : [];
          const { objective = '', level = '', have = 0, need = 0 } = row ?? {};
          throw refused('assessment.make-short', 422, { objective, level, have, need });
        }
        await replace(house, design, made.value, personOf(context).person);
        return context.json({ forms: made.value.length });
      },
    )
    .post('/forms/:form/edit', allow('assessment.design'), input('json', editBody), async (context) => {
      const { design, form } = await drawnOr404(house, context.req.param('form'));
      if (design.sealed.includes(form.form)) throw refused('assessment.design-sealed', 409);
      const edit = editOf(context.req.valid('json'), design);
      const records = rewriting(design, { ...form, places: edited(form.places, edit) }, personOf(context).person);
      await house.log.write(() => ({ records, answer: undefined }));
      return context.json({ done: true });
    })
    .get('/forms/:form/preview', allow('assessment.design'), async (context) => {
      const { form } = await drawnOr404(house, context.req.param('form'));
      const packed = await packForm(house, form);
      if ('item' in packed) throw refused('assessment.item-missing', 409, { item: packed.item });
      const media = Object.fromEntries(
        Object.entries(packed.opened.media).map(([ref, bytes]) => [ref, Buffer.from(bytes).toString('base64')]),
      );
      const answer: PreviewAnswer = { form, languages: packed.opened.languages, media };
      return context.json(answer);
    });
}

async function designOr404(house: House, year: number, cell: string): Promise<CellDesign> {
  assertRegion(house);
  const design = await designOf(house.log.read, year, cell);
  if (!design) throw refused('assessment.no-such-cell', 404);
  return design;
}

async function drawnOr404(house: House, id: string): Promise<{ readonly design: CellDesign; readonly form: Form }> {
  assertRegion(house);
  const form = await findDrawn(house.log.read, id);
  const design = form && (await designOfForm(house, form));
  if (!form || !design) throw refused('assessment.no-such-form', 404);
  return { design, form };
}

function rowOf({ cell, candidates, forms, sealed, findings, hasShipped }: CellDesign): CellRow {
  const hard = findings.filter(({ isHard }) => isHard).length;
  return {
    cell: cell.cell,
    grade: cell.grade,
    titles: cell.titles,
    items: candidates.length,
    forms: forms.length,
    sealed: sealed.length,
    hard,
    soft: findings.length - hard,
    hasShipped,
  };
}

type Given = z.infer<typeof editBody>;

function editOf(given: Given, { candidates }: CellDesign): FormEdit {
  if (given.do === 'move') return given;
  const by = candidates.find((each) => each.item === given.item);
  if (!by) throw refused('assessment.item-missing', 404, { item: given.item });
  return { do: 'swap', at: given.at, by: placeOf(by, false) };
}

/** Puts forms in the place of others, and where there was no blueprint keeps the one that they meet. */
async function replace(house: House, design: CellDesign, made: readonly MadeForm[], actor: string): Promise<void> {
  const done = await house.log.write<Result<readonly Draft[], Refusal>>((on) => {
    const records = replacing(on, design, made, actor);
    return records.ok ? { records: records.value, answer: records } : { records: [], answer: records };
  });
  must(done);
  const [start, end] = (['start', 'end'] as const).map((point) => made.find(({ timePoint }) => timePoint === point));
  if (design.blueprint || !start || !end) return;
  const asForm = (form: MadeForm): Form => ({ ...form, form: '', study: '', cell: design.cell.cell });
  const { rows, ...rest } = blueprintOf(asForm(start), asForm(end), design.year);
  const draft = blueprintSet.draft(designScope, actor, { ...rest, rows: rows.map((row) => ({ ...row })) });
  await house.log.write(() => ({ records: [draft], answer: undefined }));
}
