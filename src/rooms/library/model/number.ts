import { fold, scriptOf } from './spelling.ts';

/** An exact fraction; `down` is above zero. Binary fractions would put 0.1 + 0.2 outside of a tolerance of 0.3. */
export type Rational = { readonly up: bigint; readonly down: bigint };

const longestNumber = 60;
const spaces = /[\s\u00a0\u2000-\u200b\u202f\u205f\u3000]+/gu;
const dashes = /[\u2010-\u2015\u2212\ufe63\uff0d]/gu;
const slashes = /[\u2044\u2215]/gu;
const timesTen = / ?[·⋅∙•*×хx] ?10 ?\^ ?(?=[+-]?\d)/iu;
const tenAlone = /^([+-]?)10 ?\^ ?(?=[+-]?\d)/u;
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const decimal = /^([+-]?) ?(\d{1,3}(?: \d{3})+|\d*)(?:[.,](\d*))?(?:[eе]([+-]?\d{1,2}))?$/iu;
const fraction = /^([+-]?) ?(?:(\d+) )?(\d+) ?\/ ?(\d+)$/u;

/**
 * LIB-14: reads a number as people write it: decimal comma or point, spaces between groups of three digits, any dash
 * as minus, `1,5e3` or `1,5·10³`, and fractions `3/4` and `1 3/4`. Undefined for anything else, also for a number with
 * both comma and point (it could mean two things).
 */
export function readNumber(text: string): Rational | undefined {
  if (text.length > longestNumber) return undefined;
  const plain = plainNumber(text);
  return readFraction(plain) ?? readDecimal(plain);
}

/** LIB-15: whether |a − b| ≤ tolerance, exactly. */
export function isWithin(a: Rational, b: Rational, tolerance: Rational): boolean {
  const difference = a.up * b.down - b.up * a.down;
  const size = difference < 0n ? -difference : difference;
  return size * tolerance.down <= tolerance.up * a.down * b.down;
}

/** A number that is asked for, as a key writes it. */
export type NumberKey = { readonly value: string; readonly tolerance?: string; readonly unit?: string };

/** A number as a pupil writes it, who may write the unit too, though it stands beside the field. */
export function readWithUnit(text: string, unit: string | undefined): Rational | undefined {
  return readNumber(text) ?? (unit ? readNumber(withoutUnit(text, unit)) : undefined);
}

/** LIB-15: whether a pupil's text is the number within the tolerance, its unit written or not. */
export function isRightNumber(text: string, { value, tolerance = '0', unit }: NumberKey): boolean {
  const given = readWithUnit(text, unit);
  const wanted = readNumber(value);
  const within = readNumber(tolerance);
  return Boolean(given && wanted && within && isWithin(given, wanted, within));
}

/** The text without the unit at its end, if it stands there in any case or in letters that look the same. */
export function withoutUnit(text: string, unit: string): string {
  const script = scriptOf(unit);
  const folded = fold(text, script);
  const end = fold(unit, script);
  return folded.endsWith(end) ? folded.slice(0, -end.length) : text;
}

function plainNumber(text: string): string {
  return text
    .replace(/10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)/gu, (_, power: string) => `10^${lowered(power)}`)
    .replace(spaces, ' ')
    .replace(dashes, '-')
    .replace(slashes, '/')
    .trim()
    .replace(tenAlone, (_, sign: string) => `${sign}1e`)
    .replace(timesTen, 'e');
}

function lowered(power: string): string {
  return power
    .replace('⁻', '-')
    .replace('⁺', '')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (digit) => String(superscripts.indexOf(digit)));
}

function readDecimal(plain: string): Rational | undefined {
  const match = decimal.exec(plain);
  if (!match) return undefined;
  const [, sign, whole = '', part = '', power = '0'] = match;
  if (whole === '' && part === '') return undefined;
  const digits = BigInt(whole.replaceAll(' ', '') + part);
  const exponent = Number(power) - part.length;
  const up = exponent > 0 ? digits * 10n ** BigInt(exponent) : digits;
  return { up: sign === '-' ? -up : up, down: exponent < 0 ? 10n ** BigInt(-exponent) : 1n };
}

function readFraction(plain: string): Rational | undefined {
  const match = fraction.exec(plain);
  if (!match) return undefined;
  const [, sign, whole, top = '', bottom = ''] = match;
  const down = BigInt(bottom);
  const part = BigInt(top);
  // `1 000/3` is a number with a space in it, `1 5/3` a slip: neither is a mixed number.
  if (down === 0n || (whole !== undefined && (part >= down || top.startsWith('0')))) return undefined;
  const up = BigInt(whole ?? '0') * down + part;
  return { up: sign === '-' ? -up : up, down };
}
