import type { FullName } from './queries.ts';

/** Kazakh and Russian letters as they are typed on a Latin keyboard. */
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'q',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

function toLatin(text: string): string {
  const letters = [...text.toLowerCase().normalize('NFC')].map((letter) => latin[letter] ?? letter);
  return letters
    .join('')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '');
}

/** A login from a name, `a.seitova`, with a number where it is taken. Adds it to those taken. */
export function loginFor({ family, given }: FullName, taken: Set<string>): string {
  const base = [toLatin(given).slice(0, 1), toLatin(family).slice(0, 20)].filter(Boolean).join('.') || 'user';
  for (let n = 1; ; n++) {
    const login = n === 1 ? base : `${base}${n}`;
    if (taken.has(login)) continue;
    taken.add(login);
    return login;
  }
}
