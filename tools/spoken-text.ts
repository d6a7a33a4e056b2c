import type { Language } from '#kernel/language.ts';
import { kazakhOrdinal, numberName, type NumberCase } from './number-words.ts';

/** A sound file that a lesson names, and what is to be heard in it. */
export type Speech = {
  /** As it stands in the lesson: `media/name.ogg`. */
  readonly file: string;
  readonly text: string;
};

const remember: Readonly<Record<Language, string>> = { kk: 'Есте сақта!', ru: 'Запомни!', en: 'Remember!' };

/**
 * What is to be spoken for a lesson file (PCK-3, PCK-8, PCK-17), in the order of the file:
 * - `listen:` of the front matter: the title and the text as far as the second heading or the first block;
 * - `!sound[…](…)`, first under a heading or in a block: that section as far as the next block, or that block;
 * - `listen:` of a question: the stem, then what there is to choose from. Things that the screen mixes are read in
 *   alphabetical order, because the order of the file is the answer.
 *
 * Throws where a sound stands elsewhere, and where the text holds something that has no spoken form (a command in a
 * formula, a number above 99).
 */
export function speechesOf(lesson: string, language: Language): readonly Speech[] {
  const lines = lesson.split(/\r?\n/u);
  const end = lines.indexOf('---', 1);
  const front = new Map(lines.slice(1, end).map((line) => splitEntry(line)));
  const listen = front.get('listen');
  const pieces = piecesOf(lines.slice(end + 1));
  const [first] = pieces;
  const intro = listen && first ? [{ file: listen, text: [front.get('title') ?? '', ...first.lines] }] : [];
  return [...intro, ...pieces.flatMap((piece) => speechOfPiece(piece, language))].map(({ file, text }) => ({
    file,
    text: text.flatMap((line) => sayLine(line, language)).join(' '),
  }));
}

type Written = { readonly file: string; readonly text: readonly string[] };
/** The lines of a block, or between blocks and headings; `name` is the block's, `rest` what stands after it. */
type Piece = { readonly name: string; readonly rest: string; readonly lines: string[]; file?: string };

function splitEntry(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

function piecesOf(lines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [{ name: '', rest: '', lines: [] }];
  for (const line of lines) {
    const [, name, rest = ''] = /^:::\s*(\S+)\s*(.*)$/u.exec(line) ?? [];
    const [, sound] = /^!sound\[[^\]]*\]\(([^)]*)\)$/u.exec(line.trim()) ?? [];
    if (name !== undefined) pieces.push({ name, rest, lines: [] });
    else if (line.trim() === ':::') pieces.push({ name: '', rest: '', lines: [] });
    else if (line.startsWith('## ')) pieces.push({ name: '', rest: '', lines: [line] });
    else if (sound !== undefined) nameSound(sound, pieces.at(-1));
    else pieces.at(-1)?.lines.push(line);
  }
  return pieces.filter(({ lines: ofPiece }) => ofPiece.some((line) => line.trim() !== ''));
}

function nameSound(sound: string, piece: Piece | undefined): void {
  const isAtTop = piece?.lines.every((line) => line.trim() === '' || line.startsWith('## ')) === true;
  if (!piece || !isAtTop || piece.file !== undefined) throw new Error(`${sound} is not the first under its heading`);
  piece.file = sound;
}

function speechOfPiece(piece: Piece, language: Language): readonly Written[] {
  const { name, rest, lines, file } = piece;
  if (name === 'question') return questionSpeech(rest, lines);
  if (file === undefined) return [];
  const head = name === 'remember' ? [remember[language]] : name === 'example' ? [rest] : [];
  return [{ file, text: [...head, ...lines] }];
}

function questionSpeech(rest: string, lines: readonly string[]): readonly Written[] {
  const feedback = lines.findIndex((line) => /^(right|wrong|hint|listen)\b/u.test(line));
  const listen = lines.map(splitEntry).find(([entry]) => entry === 'listen')?.[1];
  if (listen === undefined) return [];
  const asked = lines.slice(0, feedback).filter((line) => !/^(\s+>|= )/u.test(line));
  return [{ file: listen, text: withChoices(asked, rest.split(/\s+/u)[1] ?? '') }];
}

function withChoices(lines: readonly string[], kind: string): readonly string[] {
  const isChoice = (line: string) =>
    (kind === 'order' && /^\d+\. /u.test(line)) || (kind !== 'order' && line.startsWith('- '));
  const stem = lines.filter((line) => !isChoice(line));
  const choices = lines.filter(isChoice).map((line) => line.replace(/^(- (\[[ x]\] )?|\d+\. )/u, ''));
  if (kind === 'order') return [...stem, ...mixed(choices)];
  if (kind !== 'match') return [...stem, ...choices];
  const sides = choices.map((choice) => choice.split('=>'));
  return [...stem, ...sides.map(([left = '']) => left), ...mixed(sides.map(([, right = '']) => right))];
}

function mixed(choices: readonly string[]): readonly string[] {
  const sorted = choices.map((choice) => choice.trim()).toSorted();
  const isAnswer = sorted.every((choice, place) => choice === choices[place]?.trim());
  return isAnswer ? sorted.toReversed() : sorted;
}

/** One line as sentences for the voice; none if nothing in it is heard. */
function sayLine(line: string, language: Language): readonly string[] {
  const words = line
    .replace(/!\[[^\]]*\]\([^)]*\)/gu, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/^(#+|-|\d+\.) /u, '')
    .replace(/^\| ?|\*+/gu, '')
    .replace(/\{\{[^}]*\}\}/gu, '…')
    .replace(/\$\$?([^$]+)\$\$?/gu, (_, tex: string) => ` ${sayFormula(tex, language)} `);
  const said = sayNumbers(words.replace(/[«»()]/gu, ' ').replace(/ [—–] /gu, ', '), language)
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[.,!?:])/gu, '')
    .trim();
  if (said === '') return [];
  const spelt = language === 'kk' ? withVowels(said) : language === 'ru' ? withPhonemes(said) : said;
  return [/[.!?:…]$/u.test(spelt) ? spelt : `${spelt}.`];
}

const signs: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  kk: new Map([
    ['+', 'қосу'],
    ['-', 'азайту'],
    ['=', 'тең'],
    ['\\cdot', 'көбейту'],
  ]),
  ru: new Map([
    ['+', 'плюс'],
    ['-', 'минус'],
    ['=', 'равно'],
    ['\\cdot', 'умножить на'],
  ]),
  en: new Map([
    ['+', 'plus'],
    ['-', 'minus'],
    ['=', 'equals'],
    ['\\cdot', 'times'],
  ]),
};

function sayFormula(tex: string, language: Language): string {
  const tokens = tex.match(/\\[a-z]+|\d+|\S/gu) ?? [];
  return tokens
    .map((token) => {
      const word = /^\d+$/u.test(token) ? numberName(Number(token), language) : signs[language].get(token);
      if (word === undefined) throw new Error(`no spoken form for ${token} in ${tex}`);
      return word;
    })
    .join(' ');
}

const russianCases: readonly (readonly [RegExp, NumberCase])[] = [
  [/(?:^|[\s«(])(?:до|из|от|без|у|около|больше|меньше) $/iu, 'genitive'],
  [/(?:^|[\s«(])к $/iu, 'dative'],
];

/** Kazakh endings after a hyphen belong to the number (`10-ға`); another word makes it a place in a row (`2-қатар`). */
const kazakhEnding = /^(?:[дтн]?[аеыі]|[ғгқк][ае]|[дтн]ың|[дтн]ің|[дтн][ае]н|еуі?н?|[мбп]ен)$/u;

function sayNumbers(text: string, language: Language): string {
  const whole = text.replace(
    /(\d+)\s*см(?![а-я])/gu,
    (_, digits: string) => `${digits} ${centimetres(Number(digits), language)}`,
  );
  return whole.replace(/(\d+)(?:-([а-яәғқңөұүһі]+))?/gu, (_, digits: string, tail: string | undefined, at: number) => {
    const value = Number(digits);
    if (language !== 'kk') return numberName(value, language, caseAfter(whole.slice(0, at)));
    if (tail === undefined) return numberName(value, language);
    return kazakhEnding.test(tail) ? numberName(value, language) + tail : `${kazakhOrdinal(value)} ${tail}`;
  });
}

function caseAfter(before: string): NumberCase {
  return russianCases.find(([words]) => words.test(before))?.[1] ?? 'plain';
}

function centimetres(value: number, language: Language): string {
  if (language !== 'ru') return 'сантиметр';
  const ones = value % 10;
  if (ones === 1 && value !== 11) return 'сантиметр';
  return ones >= 2 && ones <= 4 && (value < 12 || value > 14) ? 'сантиметра' : 'сантиметров';
}

/** The voice leaves out the vowel that Kazakh speaks but does not write before «у» after a consonant. */
function withVowels(text: string): string {
  return text.replace(/(?<=[бвгғджзйкқлмнңпрстфхһцчшщ])у/giu, (letter, at: number) => {
    const start =
      text
        .slice(0, at)
        .split(/[^а-яәғқңөұүһі]/iu)
        .at(-1) ?? '';
    const vowel = [...start.toLowerCase()].findLast((one) => 'аоұыуәөүіе'.includes(one)) ?? 'ы';
    return ('әөүіе'.includes(vowel) ? 'ү' : 'ұ') + letter;
  });
}

/** Words that the Russian voice stresses or sounds wrongly, in its own phonemes. */
const russianPhonemes: ReadonlyMap<string, string> = new Map([
  ['айдос', "ajd'os"],
  ['айым', "aj'ym"],
  ['баурсака', "baurs'aka"],
  ['баурсаки', "baurs'akI"],
  ['дана', "d'ana"],
  ['оно', "Vn'o"],
  ['почва', "p'otS;_|va"],
  ['почвы', "p'otS;_|vy"],
]);

function withPhonemes(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const phonemes = russianPhonemes.get(word.toLowerCase());
    return phonemes === undefined ? word : `[[${phonemes}]]`;
  });
}
