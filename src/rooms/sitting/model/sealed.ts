/**
 * Sealed answers as text that a person can carry: one line a QR code, `TIREK1 <check> <number>/<count> <part>`. Lines may
 * come in any order, doubled, with others between them (SIT-41).
 */
const name = 'TIREK1';
const line = /TIREK1 ([0-9a-f]{8}) (\d{1,3})\/(\d{1,3}) ([A-Za-z0-9+/=]+)/g;
/** What a code holds that a telephone still reads off a tablet's screen. */
const signsACode = 700;
const mostCodes = 200;

export function linesOf(sealed: string, check: string): readonly string[] {
  const count = Math.max(1, Math.ceil(sealed.length / signsACode));
  return Array.from({ length: count }, (_, n) => {
    return `${name} ${check} ${n + 1}/${count} ${sealed.slice(n * signsACode, (n + 1) * signsACode)}`;
  });
}

export type ReadLines = {
  /** Whole texts, by their check. */
  readonly whole: readonly { readonly check: string; readonly sealed: string }[];
  /** Numbers that are missing of texts of which something came. */
  readonly missing: readonly { readonly check: string; readonly numbers: readonly number[] }[];
};

/** Puts lines together again. What is no line is passed over. */
export function readLines(text: string): ReadLines {
  const found = new Map<string, Map<number, string>>();
  for (const [, check = '', number = '', count = '', part = ''] of text.matchAll(line)) {
    if (Number(count) > mostCodes || Number(number) > Number(count) || Number(number) === 0) continue;
    const key = `${check} ${count}`;
    found.set(key, (found.get(key) ?? new Map<number, string>()).set(Number(number), part));
  }
  const whole: { check: string; sealed: string }[] = [];
  const missing: { check: string; numbers: readonly number[] }[] = [];
  for (const [key, parts] of found) {
    const [check = '', count = ''] = key.split(' ');
    const numbers = Array.from({ length: Number(count) }, (_, n) => n + 1);
    const lacking = numbers.filter((number) => !parts.has(number));
    if (lacking.length > 0) missing.push({ check, numbers: lacking });
    else whole.push({ check, sealed: numbers.map((number) => parts.get(number) ?? '').join('') });
  }
  return { whole, missing };
}
