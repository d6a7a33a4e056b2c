import type { Language } from '#kernel/language.ts';
import { languages } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import { facesIn, keyOf, selectUsable, selectWhole, type ItemKey, type StoredItem } from '#rooms/bank/index.ts';
import type { MediaRef } from '#rooms/library/index.ts';
import type { Candidate } from './model/candidate.ts';
import type { Form, OpenedForm } from './model/form.ts';

/** The item versions of a cell that a form may use, as a design sees them. */
export async function candidatesOf(read: Reader, cell: string): Promise<Candidate[]> {
  const rows = await selectUsable(read, cell);
  return (await selectWhole(read, rows)).map(candidateFrom);
}

function candidateFrom(item: StoredItem): Candidate {
  const { version, objective, level, points, seconds, languages: spoken, stimulus, source } = item;
  const [part, ...more] = source.parts;
  const key = keyOf(source, version).parts[0];
  const isPlain = more.length === 0 && part?.kind === 'single' && key?.kind === 'single';
  return {
    item: item.item,
    version,
    objective,
    level,
    points,
    seconds,
    languages: spoken,
    stimulus: stimulus ?? undefined,
    right: isPlain ? { place: key.right, of: part.options.length } : undefined,
  };
}

/** Why a form cannot be packed: a language that one of its items lacks is left out; media that are not here stop it. */
export type PackFault = { readonly item: string };

/** What of a form goes into its two files: faces in every language that all its items have, media, and the keys. */
export async function packForm(
  house: House,
  form: Form,
): Promise<{ readonly opened: OpenedForm; readonly keys: readonly ItemKey[] } | PackFault> {
  const items = await selectWhole(house.log.read, form.places);
  const missing = form.places.find(
    ({ item, version }) => !items.some((each) => each.item === item && each.version === version),
  );
  if (missing) return { item: missing.item };
  const media: Record<MediaRef, Uint8Array> = {};
  const faces: OpenedForm['languages'] = {};
  for (const language of languages) {
    if (!items.every((each) => each.languages.includes(language))) continue;
    faces[language as Language] = await facesIn(items.map(writtenOf), language);
  }
  for (const ref of new Set(Object.values(faces).flatMap((each) => each.flatMap((face) => face.media)))) {
    const hash = ref.split('.')[0] ?? '';
    if (!(await house.files.has(hash))) return { item: ref };
    media[ref] = await house.files.read(hash);
  }
  const keys = items.map(({ source, version }) => keyOf(source, version));
  return { opened: { form: form.form, minutes: form.minutes, languages: faces, media, of: form }, keys };
}

function writtenOf({ source, stimulusSource, media, version }: StoredItem) {
  return { source, stimulus: stimulusSource, media, version };
}
