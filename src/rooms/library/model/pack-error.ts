import type words from '../words/pack-errors.en.json';

/** A key into `words/pack-errors.*.json`, where it stands as `pack.<key>`. */
export type PackErrorKey = WithoutPrefix<keyof typeof words>;

type WithoutPrefix<Key> = Key extends `pack.${infer Rest}` ? Rest : never;

/** What is wrong with a pack, and where. */
export type PackError = {
  readonly key: PackErrorKey;
  /** Path within the folder of the pack. */
  readonly file: string;
  /** Counted from 1; 0 when the file as a whole is meant. */
  readonly line: number;
  readonly values: PackErrorValues;
};

export type PackErrorValues = Readonly<Record<string, string | number>>;

/** Takes what is wrong in one file; parsing goes on, so that its writer sees all errors at once. */
export type Report = (key: PackErrorKey, line: number, values?: PackErrorValues) => void;

/** A report that appends to `errors` under the name of one file. */
export function reportTo(errors: PackError[], file: string): Report {
  return (key, line, values = {}) => {
    errors.push({ key, file, line, values });
  };
}
