import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import type { Language } from '#kernel/language.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { openForm, type OpenedForm } from '#rooms/assessment/index.ts';
import type { ItemFace } from '#rooms/bank/index.ts';
import type { SittingFormRow } from './queries.ts';

/** What a tablet finds in the package of its form once it has the key. Media in base64 by their names. No key of an item. */
export type FormPackage = {
  readonly form: string;
  readonly minutes: number;
  readonly items: readonly ItemFace[];
  readonly media: Readonly<Record<string, string>>;
};

/** The key under which the tablets of one sitting get a form: an age identity. */
export function newPackageKey(): Promise<string> {
  return generateIdentity();
}

/** Bounds what packages take of memory: some MB each at most. */
const mostKept = 24;

/** Packs forms for tablets, each once while the node runs; a new package after a restart opens by the same key. */
export function packages(): (house: House, form: SittingFormRow, language: Language) => Promise<Uint8Array> {
  const kept = new Map<string, Promise<Uint8Array>>();
  return (house, form, language) => {
    const name = `${form.sitting} ${form.form} ${language}`;
    const known = kept.get(name);
    if (known) return known;
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    const made = seal(house, form, language);
    kept.set(name, made);
    // What failed is tried again by who asks next.
    made.catch(() => kept.delete(name));
    return made;
  };
}

async function seal(house: House, { form, key }: SittingFormRow, language: Language): Promise<Uint8Array> {
  const opened = await openForm(house, form);
  if (!opened.ok) throw refused(opened.error.key, opened.error.status, opened.error.values);
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(key));
  return encrypter.encrypt(JSON.stringify(packageOf(opened.value, language)));
}

function packageOf({ form, minutes, languages, media }: OpenedForm, language: Language): FormPackage {
  const items = languages[language] ?? Object.values(languages)[0] ?? [];
  const named = new Set(items.flatMap((item) => item.media));
  const own = Object.entries(media).filter(([name]) => named.has(name));
  return {
    form,
    minutes,
    items,
    media: Object.fromEntries(own.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])),
  };
}
