import type { Dice } from './dice.ts';

type Sexed = { readonly girls: readonly string[]; readonly boys: readonly string[] };

const kazakh: Sexed & { readonly families: readonly string[]; readonly fathers: readonly string[] } = {
  girls: [
    'Айгерім',
    'Аружан',
    'Айым',
    'Әлия',
    'Ақбота',
    'Балнұр',
    'Гүлназ',
    'Дана',
    'Жансая',
    'Зере',
    'Інжу',
    'Қарақат',
    'Кәмила',
    'Лаура',
    'Мадина',
    'Меруерт',
    'Назерке',
    'Нұрай',
    'Раяна',
    'Сабина',
    'Сымбат',
    'Томирис',
    'Ұлжан',
    'Шынар',
  ],
  boys: [
    'Алихан',
    'Арман',
    'Асқар',
    'Әлішер',
    'Бекзат',
    'Бауыржан',
    'Дастан',
    'Ерасыл',
    'Ернар',
    'Жандос',
    'Қайсар',
    'Мирас',
    'Мұхаммед',
    'Нұрсұлтан',
    'Нұрислам',
    'Олжас',
    'Рамазан',
    'Санжар',
    'Темірлан',
    'Ұлан',
    'Шыңғыс',
    'Ыбырай',
  ],
  families: [
    'Ахметов',
    'Әбілов',
    'Байжанов',
    'Досанов',
    'Ермеков',
    'Жұмабаев',
    'Қалиев',
    'Қуанышев',
    'Мұқанов',
    'Нұрланов',
    'Оразов',
    'Өтегенов',
    'Сәрсенов',
    'Тілеуов',
    'Тоқтаров',
    'Ұзақбаев',
    'Шаймерденов',
    'Ысқақов',
    'Есенов',
    'Бекетов',
    'Сағынов',
    'Табылдиев',
    'Алдияров',
    'Көшербаев',
  ],
  fathers: ['Асқар', 'Болат', 'Ғалым', 'Ерлан', 'Қайрат', 'Марат', 'Нұрлан', 'Серік', 'Талғат', 'Ержан'],
};

const russian: Sexed & { readonly families: readonly string[] } = {
  girls: ['Анна', 'Виктория', 'Дарья', 'Екатерина', 'Мария', 'Полина', 'София', 'Ксения'],
  boys: ['Александр', 'Артём', 'Даниил', 'Дмитрий', 'Иван', 'Максим', 'Михаил', 'Никита'],
  families: ['Бондаренко', 'Волков', 'Гончаренко', 'Ковалёв', 'Морозов', 'Павлов', 'Савченко', 'Шевченко'],
};

export type InventedName = { readonly family: string; readonly given: string; readonly patronymic?: string };

/** A name that could be met in the region and belongs to nobody. */
export function inventName(dice: Dice, medium: 'kk' | 'ru', isGirl = dice.int(2) === 0): InventedName {
  if (medium === 'ru' && dice.int(10) < 6) {
    const family = dice.pick(russian.families);
    const isFeminine = isGirl && /(ов|ёв|ев)$/.test(family);
    return { family: isFeminine ? `${family}а` : family, given: dice.pick(isGirl ? russian.girls : russian.boys) };
  }
  const family = dice.pick(kazakh.families);
  const patronymic = `${dice.pick(kazakh.fathers)}${isGirl ? 'қызы' : 'ұлы'}`;
  const given = dice.pick(isGirl ? kazakh.girls : kazakh.boys);
  return { family: isGirl ? `${family}а` : family, given, patronymic };
}
