import type { Language } from '#kernel/language.ts';

/** The grammatical case that the words before a number ask for. Kazakh writes its case endings, so it needs none here. */
export type NumberCase = 'plain' | 'genitive' | 'dative';

const kazakhOnes = ['нөл', 'бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз'];
const kazakhTens = ['', 'он', 'жиырма', 'отыз', 'қырық', 'елу', 'алпыс', 'жетпіс', 'сексен', 'тоқсан'];

/** From 0 to 20, then the tens from 30 to 90: plain, genitive, dative. */
const russian = new Map<number, readonly [string, string, string]>([
  [0, ['ноль', 'ноля', 'нолю']],
  [1, ['один', 'одного', 'одному']],
  [2, ['два', 'двух', 'двум']],
  [3, ['три', 'трёх', 'трём']],
  [4, ['четыре', 'четырёх', 'четырём']],
  ...softSign('пять', 'шесть', 'семь').map((forms, place) => [place + 5, forms] as const),
  [8, ['восемь', 'восьми', 'восьми']],
  ...softSign('девять', 'десять', 'одиннадцать', 'двенадцать', 'тринадцать', 'четырнадцать', 'пятнадцать').map(
    (forms, place) => [place + 9, forms] as const,
  ),
  ...softSign('шестнадцать', 'семнадцать', 'восемнадцать', 'девятнадцать', 'двадцать').map(
    (forms, place) => [place + 16, forms] as const,
  ),
  [30, ['тридцать', 'тридцати', 'тридцати']],
  [40, ['сорок', 'сорока', 'сорока']],
  [50, ['пятьдесят', 'пятидесяти', 'пятидесяти']],
  [60, ['шестьдесят', 'шестидесяти', 'шестидесяти']],
  [70, ['семьдесят', 'семидесяти', 'семидесяти']],
  [80, ['восемьдесят', 'восьмидесяти', 'восьмидесяти']],
  [90, ['девяносто', 'девяноста', 'девяноста']],
]);

/** The name of a whole number from 0 to 99 in Kazakh or Russian. */
export function numberName(value: number, language: Language, numberCase: NumberCase = 'plain'): string {
  if (!Number.isInteger(value) || value < 0 || value > 99) throw new RangeError(`no name for ${value}`);
  if (language === 'kk') return kazakhName(value);
  if (language === 'ru') return russianName(value, ['plain', 'genitive', 'dative'].indexOf(numberCase));
  throw new RangeError(`no numbers in ${language}`);
}

/** «Екінші», «алтыншы»: the place in a row. */
export function kazakhOrdinal(value: number): string {
  const name = numberName(value, 'kk');
  if (name.endsWith('жиырма')) return `${name}сыншы`;
  const vowel = [...name].findLast((letter) => 'аоұыуәөүіе'.includes(letter)) ?? '';
  const isBack = 'аоұыу'.includes(vowel);
  const isOpen = /[аоұыуәөүіе]$/u.test(name);
  return name + (isOpen ? '' : isBack ? 'ы' : 'і') + (isBack ? 'ншы' : 'нші');
}

function kazakhName(value: number): string {
  if (value < 10) return kazakhOnes[value] ?? '';
  const ones = value % 10;
  const tens = kazakhTens[(value - ones) / 10] ?? '';
  return ones === 0 ? tens : `${tens} ${kazakhOnes[ones]}`;
}

function russianName(value: number, form: number): string {
  const whole = russian.get(value)?.[form];
  if (whole !== undefined) return whole;
  const ones = value % 10;
  return `${russian.get(value - ones)?.[form]} ${russian.get(ones)?.[form]}`;
}

function softSign(...names: readonly string[]): readonly (readonly [string, string, string])[] {
  return names.map((name) => [name, name.replace(/ь$/u, 'и'), name.replace(/ь$/u, 'и')] as const);
}
