import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import { selectUsable } from '#rooms/bank/index.ts';
import { candidatesOf } from './bank-items.ts';
import type { Blueprint } from './model/blueprint.ts';
import type { Candidate } from './model/candidate.ts';
import { checkDesign, type Finding } from './model/check.ts';
import { remarked } from './model/edit.ts';
import type { Form, FormPlace, TimePoint } from './model/form.ts';
import { placeOf, type MadeForm } from './model/maker.ts';
import type { MonitoredCell } from './model/monitored.ts';
import { findBlueprint, monitoredCells, selectDrawn, selectSealed, selectStudies, type Study } from './queries.ts';
import { designScope, formDrawn, formDropped } from './records.ts';
import { shippedForms } from './shipped-forms.ts';

/** Everything about the forms of one cell in one school year. */
export type CellDesign = {
  readonly year: number;
  readonly cell: MonitoredCell;
  readonly studies: Partial<Record<TimePoint, Study>>;
  readonly blueprint: Blueprint | undefined;
  readonly forms: readonly Form[];
  /** Forms that went out: nothing of them is changed any more. */
  readonly sealed: readonly string[];
  readonly candidates: readonly Candidate[];
  /** How each item begins, in Kazakh: for people who know items by their words. */
  readonly stems: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly hasShipped: boolean;
};

/** Pupils read Kazakh or Russian: a form without one of them is none. */
const needed = ['kk', 'ru'] as const;

export async function designOf(read: Reader, year: number, cell: string): Promise<CellDesign | undefined> {
  const monitored = await monitoredCells(read, year);
  const found = monitored.cells.find((each) => each.cell === cell);
  if (!found) return undefined;
  const ofYear = (await selectStudies(read)).filter((each) => each.year === year);
  const forms = await selectDrawn(
    read,
    ofYear.map(({ study }) => study),
    cell,
  );
  const sent = new Set((await selectSealed(read)).map(({ form }) => form));
  const candidates = await candidatesOf(read, cell);
  const blueprint = await findBlueprint(read, year, cell);
  const { anchorPercent, fewestAnchors } = monitored;
  const rules = { anchorPercent, fewestAnchors, languages: needed };
  return {
    year,
    cell: found,
    studies: Object.fromEntries(ofYear.map((study) => [study.timePoint, study])),
    blueprint,
    forms,
    sealed: forms.map(({ form }) => form).filter((form) => sent.has(form)),
    candidates,
    stems: Object.fromEntries((await selectUsable(read, cell)).map(({ item, stem }) => [item, stem])),
    findings: forms.length > 0 ? checkDesign({ ...rules, forms, blueprint, candidates }) : [],
    hasShipped: shippedForms(cell) !== undefined,
  };
}

/** The forms that ship with a cell, of the versions that may be used now. */
export function shippedMade({ cell, candidates }: CellDesign): Result<readonly MadeForm[], Refusal> {
  const shipped = shippedForms(cell.cell);
  if (!shipped) return refuse('assessment.nothing-ships', 404);
  const known = new Map(candidates.map((each) => [each.item, each]));
  const missing = [...shipped.start, ...shipped.end].find((item) => !known.has(item));
  if (missing !== undefined) return refuse('assessment.item-missing', 409, { item: missing });
  const form = (timePoint: TimePoint, other: TimePoint): MadeForm => {
    const elsewhere = new Set(shipped[other]);
    const places = shipped[timePoint].flatMap((item): FormPlace[] => {
      const candidate = known.get(item);
      return candidate ? [placeOf(candidate, elsewhere.has(item))] : [];
    });
    return { timePoint, booklet: '1', minutes: shipped.minutes, places };
  };
  return ok([form('start', 'end'), form('end', 'start')]);
}

/** The records that put made forms in the place of those that are there; refused where one of them went out already. */
export function replacing(
  on: Pick<Deciding, 'mint'>,
  design: CellDesign,
  made: readonly MadeForm[],
  actor: string,
): Result<readonly Draft[], Refusal> {
  if (design.sealed.length > 0) return refuse('assessment.design-sealed', 409);
  const missing = made.find(({ timePoint }) => !design.studies[timePoint]);
  if (missing) return refuse('assessment.no-studies', 409, { year: design.year });
  return ok([
    ...design.forms.map(({ form }) => formDropped.draft(designScope, actor, { form })),
    ...made.map(({ timePoint, booklet, minutes, places }) => {
      const study = design.studies[timePoint]?.study ?? '';
      const body = { form: on.mint<string>(), study, cell: design.cell.cell, timePoint, booklet, minutes };
      return formDrawn.draft(designScope, actor, { ...body, places: places.map((place) => ({ ...place })) });
    }),
  ]);
}

/** The records of a form that a hand has changed, and of the others whose anchors are others now. */
export function rewriting(design: CellDesign, changed: Form, actor: string): readonly Draft[] {
  const forms = design.forms.map((each) => (each.form === changed.form ? changed : each));
  return forms.flatMap((form) => {
    if (design.sealed.includes(form.form)) return [];
    const others = forms.filter(({ timePoint }) => timePoint !== form.timePoint);
    const elsewhere = new Set(others.flatMap(({ places }) => places.map(({ item }) => item)));
    const places = remarked(form.places, elsewhere);
    const before = design.forms.find((each) => each.form === form.form)?.places;
    if (JSON.stringify(before) === JSON.stringify(places)) return [];
    return [formDrawn.draft(designScope, actor, { ...form, places: places.map((place) => ({ ...place })) })];
  });
}

/** Where a design is looked for by one of its forms. */
export async function designOfForm(house: House, form: Form): Promise<CellDesign | undefined> {
  const study = (await selectStudies(house.log.read)).find((each) => each.study === form.study);
  return study && designOf(house.log.read, study.year, form.cell);
}
