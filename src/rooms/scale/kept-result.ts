import type { House } from '#http/house.ts';
import type { CellPerson, CellResult, CellScore, CellTime } from './model/cell.ts';
import type { ReportSource } from './model/report.ts';

/** What a calibration gave without anything of single pupils: this is what screens and reports are made of. */
export type KeptResult = ReportSource;

/** Scores of all pupils in the order of `persons`. Where nobody sat at a time its list is not there. */
export type KeptScores = {
  readonly persons: readonly CellPerson[];
  readonly start?: readonly (CellScore | null)[];
  readonly end?: readonly (CellScore | null)[];
};

export function splitResult(
  result: CellResult,
  persons: readonly CellPerson[],
): { readonly kept: KeptResult; readonly scores: KeptScores } {
  const { start, end, ...rest } = result;
  const without = ({ calibration, models, population, curves }: CellTime): Omit<CellTime, 'scores'> => {
    return { calibration, models, population, curves };
  };
  const has = (of: CellTime | undefined, n: number): boolean => (of?.scores[n] ?? null) !== null;
  const count = (is: (n: number) => boolean): number => persons.filter((_, n) => is(n)).length;
  return {
    kept: {
      ...rest,
      ...(start ? { start: without(start) } : {}),
      ...(end ? { end: without(end) } : {}),
      sat: {
        start: count((n) => has(start, n)),
        end: count((n) => has(end, n)),
        both: count((n) => has(start, n) && has(end, n)),
      },
    },
    scores: { persons, ...(start ? { start: start.scores } : {}), ...(end ? { end: end.scores } : {}) },
  };
}

export async function keepJson(
  house: House,
  value: unknown,
): Promise<{ readonly hash: string; readonly bytes: number }> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return { hash: await house.files.put(bytes), bytes: bytes.length };
}

/** What a file of a calibration holds; undefined where it is not here. */
export async function readJson<T>(house: House, hash: string): Promise<T | undefined> {
  if (!(await house.files.has(hash))) return undefined;
  return JSON.parse(new TextDecoder().decode(await house.files.read(hash))) as T;
}
