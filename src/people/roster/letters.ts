/** Latin letters that look like a Cyrillic one in any typeface, and so are typed for it by mistake. */
const lookalikes: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  I: 'І',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  a: 'а',
  c: 'с',
  e: 'е',
  h: 'һ',
  i: 'і',
  o: 'о',
  p: 'р',
  x: 'х',
};

/**
 * A text whose Cyrillic words have their Latin lookalikes put right. Words without a Cyrillic letter stay as they are;
 * so does what is not certain (y may stand for у or ү).
 */
export function mendLookalikes(text: string): string {
  return text.replaceAll(/\p{L}+/gu, (word) => (/\p{Script=Cyrillic}/u.test(word) ? mendLetters(word) : word));
}

/** Whether some word is written in two alphabets, after all that could be put right was. */
export function hasMixedWord(text: string): boolean {
  return (text.match(/\p{L}+/gu) ?? []).some(
    (word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word),
  );
}

/**
 * What remains of a word when spelling habits are taken away: case, spaces, signs, and the Kazakh letters, for which
 * old keyboards gave only their Russian neighbours. For comparing with a list of known words, never for showing.
 */
export function skeleton(text: string): string {
  const mended = mendLookalikes(text.normalize('NFC')).toLowerCase();
  return mended.replaceAll(/[^\p{L}\p{N}№]+/gu, '').replaceAll(/[ёйәэғқңөұүһі]/gu, (letter) => plain[letter] ?? letter);
}

/** A single letter as a class bears it: capital, Cyrillic if it can be. */
export function classLetter(letter: string): string {
  return mendLetters(letter.toUpperCase());
}

function mendLetters(word: string): string {
  return [...word].map((letter) => lookalikes[letter] ?? letter).join('');
}

const plain: Readonly<Record<string, string>> = {
  ё: 'е',
  й: 'и',
  ә: 'а',
  э: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
};
