/** Which letters a text is written with; `none` has no letters, `mixed` has both. */
export type Script = 'cyrillic' | 'latin' | 'mixed' | 'none';

// Latin and Cyrillic letters that look alike, upper and lower case apart: `H` is like `Н`, but `h` is like `һ`.
const alike = 'AА BВ CС EЕ HН IІ KК MМ OО PР TТ XХ YУ aа cс eе iі oо pр xх yу hһ kк'.split(' ');
const toCyrillic = new Map(alike.map(([latin = '', cyrillic = '']) => [latin, cyrillic]));
const toLatin = new Map([...alike, 'HҺ'].map(([latin = '', cyrillic = '']) => [cyrillic, latin]));

export function scriptOf(text: string): Script {
  const hasCyrillic = /\p{Script=Cyrillic}/u.test(text);
  const hasLatin = /\p{Script=Latin}/u.test(text);
  if (hasCyrillic) return hasLatin ? 'mixed' : 'cyrillic';
  return hasLatin ? 'latin' : 'none';
}

/**
 * LIB-16: brings what means the same to one form: NFC, lower case, single spaces inside and none outside, one kind of
 * apostrophe, dash and quotation mark, `ё` as `е`, lowered digits as digits (H₂O, H2O), `²` as `^2`, a decimal comma as a
 * point; and for a text of one script the letters of the other that look the same.
 */
export function fold(text: string, script: Script): string {
  return inScript(text.normalize('NFC').replace(/[ёЁ]/gu, 'е'), script)
    .toLowerCase()
    .replace(/[’‘ʼ`´ʻ]/gu, "'")
    .replace(/[«»“”„]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[₀-₉]/gu, (digit) => String(digit.charCodeAt(0) - 0x20_80))
    .replace(/[²³]/gu, (power) => (power === '²' ? '^2' : '^3'))
    .replace(/(?<=\d),(?=\d)/gu, '.')
    .replace(/[\s\u00a0\u200b]+/gu, ' ')
    .trim();
}

/** Whether the text is one of the spellings. */
export function matchesAny(text: string, spellings: readonly string[]): boolean {
  return spellings.some((spelling) => {
    const script = scriptOf(spelling);
    return fold(text, script) === fold(spelling, script);
  });
}

function inScript(text: string, script: Script): string {
  if (script === 'cyrillic') return text.replace(/\p{Script=Latin}/gu, (letter) => toCyrillic.get(letter) ?? letter);
  if (script === 'latin') return text.replace(/\p{Script=Cyrillic}/gu, (letter) => toLatin.get(letter) ?? letter);
  return text;
}
