import { readFileSync } from 'node:fs';
import type { Text } from '#kernel/language.ts';

export type Place = { readonly kato: string; readonly names: Text };
export type District = Place & { readonly centre: Place; readonly villages: readonly Place[] };

const file = new URL('../../content/region/kato-aktobe.csv', import.meta.url);

/** The rural districts of the classifier with their villages; the city and places without a school are left out. */
export function readDistricts(): District[] {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([kato = '', , level = '', type = '', ru = '', kk = '']) => ({
      kato,
      level,
      type,
      ru: ru.trim(),
      kk: kk.trim(),
    }));
  const districts = rows.filter((row) => row.level === 'district' && row.type !== '1');
  return districts.map((row) => {
    const within = rows.filter((each) => each.level === 'settlement' && each.kato.startsWith(row.kato.slice(0, 4)));
    const villages = within.filter((each) => each.ru.startsWith('с.') && each.kk.endsWith(' а.')).map(placeOf);
    const town = within.find((each) => each.ru.startsWith('г.'));
    const [first] = villages;
    const centre = town ? placeOf(town) : first;
    if (!centre) throw new Error(`the district ${row.kato} has no village`);
    return {
      kato: row.kato,
      names: { kk: row.kk, ru: row.ru, en: `${latin(row.kk.replace(' ауданы', ''))} district` },
      centre,
      villages: villages.filter((village) => village.kato !== centre.kato),
    };
  });
}

function placeOf({ kato, kk, ru }: { readonly kato: string; readonly kk: string; readonly ru: string }): Place {
  const name = kk.replace(/ (а|қ)\.$/, '');
  return { kato, names: { kk: name, ru: ru.replace(/^(с|г)\./, ''), en: latin(name) } };
}

const letters: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'gh',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  қ: 'q',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'ng',
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
  х: 'kh',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** Kazakh Cyrillic in Latin letters for English screens: readable, not an official romanisation. */
export function latin(text: string): string {
  return [...text]
    .map((letter) => {
      const low = letters[letter.toLowerCase()];
      if (low === undefined) return letter;
      return letter === letter.toLowerCase() ? low : low.charAt(0).toUpperCase() + low.slice(1);
    })
    .join('');
}
