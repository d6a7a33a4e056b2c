/** What is wrong with a pack, and where. The words for a key are in `words/pack-errors.*.ts`. */
export type PackError = {
  readonly key: string;
  /** Path within the folder of the pack. */
  readonly file: string;
  /** Counted from 1; 0 when the file as a whole is meant. */
  readonly line: number;
  readonly values: PackErrorValues;
};

export type PackErrorValues = Readonly<Record<string, string | number>>;

/** Takes what is wrong in one file; parsing goes on, so that its writer sees all errors at once. */
export type Report = (key: string, line: number, values?: PackErrorValues) => void;

/** A report that appends to `errors` under the name of one file. */
export function reportTo(errors: PackError[], file: string): Report {
  return (key, line, values = {}) => {
    errors.push({ key, file, line, values });
  };
}
