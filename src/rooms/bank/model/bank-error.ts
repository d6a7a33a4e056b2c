import type words from '../words/errors.en.json';

/** A key into `words/errors.*.json`, where it stands as `bank.error.<key>`. */
export type BankErrorKey = WithoutPrefix<keyof typeof words>;

type WithoutPrefix<Key> = Key extends `bank.error.${infer Rest}` ? Rest : never;

/** What is wrong with an item or a cell, and where. */
export type BankError = {
  readonly key: BankErrorKey;
  /** Path within the folder or package; empty where there is none. */
  readonly file: string;
  readonly item?: string;
  /** The place within the item: `parts.0.options.2`. */
  readonly where?: string;
  readonly values: BankErrorValues;
};

export type BankErrorValues = Readonly<Record<string, string | number>>;

/** Takes what is wrong with one item; checking goes on, so that its writer sees all errors at once. */
export type ReportItem = (key: BankErrorKey, where: string, values?: BankErrorValues) => void;

export function reportItem(errors: BankError[], file: string, item: string): ReportItem {
  return (key, where, values = {}) => {
    errors.push({ key, file, item, ...(where === '' ? {} : { where }), values });
  };
}
