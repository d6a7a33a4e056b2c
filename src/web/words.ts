import type { Language } from '#kernel/language.ts';

/** Sentences by key, as they stand in a words file. */
export type Dictionary = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

/** Says the sentence of a key with its values put in; a key without a sentence is shown as it is, so that it is found. */
export type Say = (key: string, values?: Values) => string;

export function sayer(words: Dictionary): Say {
  return (key, values = {}) => fill(words[key] ?? key, values);
}

/** Puts values in place of `{name}`; a place without a value stays. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

export type WordFiles = Readonly<Record<string, () => Promise<Dictionary>>>;

/**
 * Fetches sets of words in one language. A set is a path before its language: `web/words/` is `web/words/kk.json`,
 * `rooms/lessons/words/pupil.` is `rooms/lessons/words/pupil.kk.json`. Throws where a file cannot be fetched.
 */
export async function loadWords(files: WordFiles, sets: readonly string[], language: Language): Promise<Dictionary> {
  const loaded = await Promise.all(
    sets.map((set) => {
      const load = files[`./${set}${language}.json`];
      if (!load) throw new Error(`no words ${set}${language}.json`);
      return load();
    }),
  );
  return Object.assign({}, ...loaded) as Dictionary;
}
