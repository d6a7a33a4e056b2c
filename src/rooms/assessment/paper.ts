import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import type { PartResponse } from '#rooms/bank/index.ts';
import type { Vault } from '#log/vault.ts';
import { codesOf, differences, sheetLines, type SheetCode, type SheetLine } from './model/sheet.ts';
import type { OpenedForm } from './model/form.ts';
import { openForm } from './opening.ts';
import { selectSealed } from './queries.ts';
import { selectSeats, selectStudySheets, type SheetRow } from './queries-paper.ts';

/** `made`: nothing keyed yet; `once`: one pass; then both passes agree, or differ until somebody has said what counts. */
export type SheetState = 'made' | 'once' | 'agreed' | 'differs' | 'resolved';

/** What was keyed of a sheet; `values` are those that count, where it is clear which. */
export type Keyed = {
  readonly state: SheetState;
  readonly first?: readonly PartResponse[] | undefined;
  readonly second?: readonly PartResponse[] | undefined;
  readonly values?: readonly PartResponse[] | undefined;
};

/** ASM-32: opens the passes of a sheet. Of an erased pupil nothing is left but that there was a sheet. */
export function keyedOf(vault: Pick<Vault, 'open'>, row: SheetRow): Keyed {
  const open = (sealed: Uint8Array | null): readonly PartResponse[] | undefined => {
    const text = sealed ? vault.open(row.person, sealed) : undefined;
    return text === undefined ? undefined : (JSON.parse(text) as PartResponse[]);
  };
  const [first, second, resolved] = [open(row.first), open(row.second), open(row.resolved)];
  if (!first) return { state: 'made' };
  if (!second) return { state: 'once', first };
  if (differences(first, second).length === 0) return { state: 'agreed', first, second, values: first };
  return resolved ? { state: 'resolved', first, second, values: resolved } : { state: 'differs', first, second };
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
 * left out. A form that cannot be opened here gives nothing.
 */
export async function paperResponses(
  house: House,
  study: string,
  of: { readonly cell?: string; readonly school?: SchoolId } = {},
): Promise<PaperResponses[]> {
  const { read, vault } = house.log;
  const heads = new Map((await selectSealed(read, study)).map((head) => [head.form, head]));
  const forms = new Map<string, OpenedForm | undefined>();
  const joined = new Map<SchoolId, ReadonlySet<string>>();
  const found: PaperResponses[] = [];
  for (const row of await selectStudySheets(read, study)) {
    const head = heads.get(row.form);
    if (!head || (of.cell && head.cell !== of.cell) || (of.school && row.school !== of.school)) continue;
    const { values } = keyedOf(vault, row);
    if (!values) continue;
    if (!forms.has(row.form)) {
      const opened = await openForm(house, row.form);
      forms.set(row.form, opened.ok ? opened.value : undefined);
    }
    const opened = forms.get(row.form);
    if (!opened) continue;
    if (!joined.has(row.school)) joined.set(row.school, await joinedAt(house, study, row.school));
    const isJoined = joined.get(row.school)?.has(row.person) ?? false;
    found.push(responsesOf(row, { study, opened, values, isJoined }));
  }
  return found;
}

async function joinedAt(house: House, study: string, school: SchoolId): Promise<ReadonlySet<string>> {
  const seats = await selectSeats(house.log.read, study, school);
  return new Set(seats.filter(({ isJoined }) => isJoined).map(({ person }) => person));
}

type Known = {
  readonly study: string;
  readonly opened: OpenedForm;
  readonly values: readonly PartResponse[];
  readonly isJoined: boolean;
};

function responsesOf(row: SheetRow, { study, opened, values, isJoined }: Known): PaperResponses {
  const versions = new Map(opened.of.places.map(({ item, version }) => [item, version]));
  const items = codesOf(linesOf(opened), values).map(({ item, code }) => {
    return { ...code, item, version: versions.get(item) ?? 1, ms: 0 };
  });
  const { person, school, form, language } = row;
  const flags = isJoined ? (['joined-late'] as const) : [];
  return {
    attempt: `sheet-${school}-${row.sheet}`,
    person,
    school,
    form,
    study,
    language,
    mode: 'paper',
    flags,
    items,
  };
}
