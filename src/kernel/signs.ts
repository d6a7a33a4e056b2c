/** Crockford's alphabet in capital letters: no I, L, O, U. Each sign is five bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkLength = 2;
/** A prime above 31 × 30: one wrong sign, or two neighbours swapped, always change the sum. */
const modulus = 1021;

/** Signs that people take for others, and Cyrillic ones that look like a Latin one, become what was meant. */
const lookalikes: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  U: 'V',
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: '0',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  І: '1',
  З: '3',
  Ү: 'Y',
  Ұ: 'Y',
  У: 'Y',
};

/** The first `length` bytes as signs, five bits of each. */
export function signsOf(bytes: Uint8Array, length: number): string {
  return [...bytes.subarray(0, length)].map((byte) => alphabet[byte & 31]).join('');
}

/** Signs (at most 30) with their check of two, as they are printed: in groups of four. */
export function printedSigns(signs: string): string {
  return (`${signs}${checkOf(signs)}`.match(/.{1,4}/g) ?? []).join('-');
}

/**
 * The `length` signs that somebody typed, in small letters or large, with or without dashes; undefined where they are
 * none, or their check says that one is wrong or that two neighbours are swapped.
 */
export function readSigns(typed: string, length: number): string | undefined {
  const text = [...typed.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')]
    .map((sign) => lookalikes[sign] ?? sign)
    .join('');
  if (text.length !== length + checkLength || [...text].some((sign) => !alphabet.includes(sign))) return undefined;
  const signs = text.slice(0, length);
  return checkOf(signs) === text.slice(length) ? signs : undefined;
}

function checkOf(text: string): string {
  const sum = [...text].reduce((total, sign, n) => (total + alphabet.indexOf(sign) * (n + 1)) % modulus, 0);
  return `${alphabet[sum >> 5]}${alphabet[sum & 31]}`;
}
