import { err, ok, type Result } from '#kernel/result.ts';
import type { PartResponse } from '#rooms/bank/index.ts';
import type { resolveReasons } from './reasons.ts';
import { differences, readKeyed, type KeyedFault, type SheetLine } from './sheet.ts';

/** What somebody says who has looked at the paper again: what stands on a line, and why the passes differed. */
export type LineWord = {
  readonly line: number;
  readonly text: string;
  readonly reason: (typeof resolveReasons)[number];
};

/** What counts after two passes, and for each line on which they differed why. */
export type Resolved = {
  readonly values: readonly PartResponse[];
  readonly reasons: readonly Pick<LineWord, 'line' | 'reason'>[];
};

/** Why a sheet is not resolved, with the line. */
export type ResolveFault = { readonly label: string; readonly fault: KeyedFault | 'unsaid' };

/**
 * ASM-32: where both passes agree that counts, whatever else is said; where they differ somebody must have said what stands
 * on the paper, and it may be what neither pass read.
 */
export function resolvePasses(
  lines: readonly SheetLine[],
  first: readonly PartResponse[],
  second: readonly PartResponse[],
  words: readonly LineWord[],
): Result<Resolved, ResolveFault> {
  const values = lines.map((_, at) => first[at] ?? null);
  const reasons: Pick<LineWord, 'line' | 'reason'>[] = [];
  for (const line of differences(first, second)) {
    const of = lines[line];
    if (!of) continue;
    const word = words.find((each) => each.line === line);
    if (!word) return err({ label: of.label, fault: 'unsaid' });
    const read = readKeyed(of.entry, word.text);
    if (!read.ok) return err({ label: of.label, fault: read.error });
    values[line] = read.value;
    reasons.push({ line, reason: word.reason });
  }
  return ok({ values, reasons });
}
