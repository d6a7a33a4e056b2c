import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { ItemResponse, PartResponse } from '#rooms/bank/index.ts';
import type { Log } from '#log/log.ts';
import type { Reader } from '#log/store.ts';
import type { Vault } from '#log/vault.ts';
import { codesOf, differences, sheetLines, type SheetCode, type SheetLine } from './model/sheet.ts';
import type { Form, OpenedForm } from './model/form.ts';
import { formOf, selectSealed } from './queries.ts';
import { selectSeats, selectStudySheets, type SheetRow } from './queries-paper.ts';

/** `made`: nothing keyed yet; `once`: one pass; then both passes agree, or differ until somebody has said what counts. */
export type SheetState = 'made' | 'once' | 'agreed' | 'differs' | 'resolved';

/** What was keyed of a sheet, line by line; `items` are the values that count, item by item, where it is clear which. */
export type Keyed = {
  readonly state: SheetState;
  readonly first?: readonly PartResponse[] | undefined;
  readonly second?: readonly PartResponse[] | undefined;
  readonly items?: readonly ItemResponse[] | undefined;
};

/** ASM-32: opens the passes of a sheet. Of an erased pupil nothing is left but that there was a sheet. */
export function keyedOf(vault: Pick<Vault, 'open'>, row: SheetRow): Keyed {
  const open = (sealed: Uint8Array | null): readonly ItemResponse[] | undefined => {
    const text = sealed ? vault.open(row.person, sealed) : undefined;
    const items: unknown = text === undefined ? undefined : JSON.parse(text);
    // What another node has sealed may be anything: only parts by item are answers.
    return Array.isArray(items) && items.every(Array.isArray) ? (items as ItemResponse[]) : undefined;
  };
  const [one, two, resolved] = [open(row.first), open(row.second), open(row.resolved)];
  if (!one) return { state: 'made' };
  const first = one.flat();
  if (!two) return { state: 'once', first };
  const second = two.flat();
  if (differences(first, second).length === 0) return { state: 'agreed', first, second, items: one };
  return resolved ? { state: 'resolved', first, second, items: resolved } : { state: 'differs', first, second };
}

/** The lines of a form's sheet, the same in every language. */
export function linesOf(opened: OpenedForm): SheetLine[] {
  const [faces] = Object.values(opened.languages);
  return sheetLines(faces ?? []);
}

/** What a pupil wrote on paper, in the shape in which a sitting gives what was done on a tablet. */
export type PaperResponses = {
  readonly attempt: string;
  readonly person: PersonId;
  readonly school: SchoolId;
  readonly form: string;
  readonly study: string;
  readonly language: Language;
  readonly mode: 'paper';
  readonly flags: readonly 'joined-late'[];
  readonly items: readonly (SheetCode & { readonly item: string; readonly version: number; readonly ms: number })[];
};

/**
 * ASM-33: what was keyed twice and is clear, of a study; sheets that still wait for their second pass or for a word are
 * left out. A form whose items are not known here gives nothing.
 */
export async function paperResponses(
  { log: { read, vault } }: { readonly log: Pick<Log, 'read' | 'vault'> },
  study: string,
  of: { readonly cell?: string | undefined; readonly school?: SchoolId | undefined } = {},
): Promise<PaperResponses[]> {
  const heads = new Map((await selectSealed(read, study)).map((head) => [head.form, head]));
  const forms = new Map<string, Form | undefined>();
  const joined = new Map<SchoolId, ReadonlySet<string>>();
  const found: PaperResponses[] = [];
  for (const row of await selectStudySheets(read, study)) {
    const head = heads.get(row.form);
    if (!head || (of.cell && head.cell !== of.cell) || (of.school && row.school !== of.school)) continue;
    const { items } = keyedOf(vault, row);
    if (!items) continue;
    if (!forms.has(row.form)) forms.set(row.form, await formOf(read, row.form));
    const form = forms.get(row.form);
    if (!form) continue;
    if (!joined.has(row.school)) joined.set(row.school, await joinedAt(read, study, row.school));
    found.push(responsesOf(row, form, items, joined.get(row.school)?.has(row.person) ?? false));
  }
  return found;
}

async function joinedAt(read: Reader, study: string, school: SchoolId): Promise<ReadonlySet<string>> {
  const seats = await selectSeats(read, study, school);
  return new Set(seats.filter(({ isJoined }) => isJoined).map(({ person }) => person));
}

function responsesOf(row: SheetRow, form: Form, given: readonly ItemResponse[], isJoined: boolean): PaperResponses {
  const codes = codesOf(given);
  const items = form.places.map(({ item, version }, at) => {
    return { item, version, ms: 0, ...(codes[at] ?? { state: 'not-reached' as const }) };
  });
  const { person, school, language } = row;
  const attempt = `sheet-${school}-${row.sheet}`;
  const flags = isJoined ? (['joined-late'] as const) : [];
  return { attempt, person, school, form: form.form, study: form.study, language, mode: 'paper', flags, items };
}
