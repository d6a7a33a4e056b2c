const russianFor: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
};

/** Text as a search compares it: without case, and with Russian letters for Kazakh ones, which not every keyboard has. */
export function searchable(text: string): string {
  return [...text.toLowerCase()].map((letter) => russianFor[letter] ?? letter).join('');
}
