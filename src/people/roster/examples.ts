import type { Language } from '#kernel/language.ts';
import { skeleton } from './letters.ts';

/** The languages in which a template can be had. */
export type TemplateLanguage = Exclude<Language, 'en'>;

/** A row of the template that shows how to fill it in. The family names say that nobody is meant. */
export type ExampleRow = {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly role: string;
  readonly class: string;
  readonly medium: string;
  readonly subjects: string;
};

/** What the first cell of an example row says. */
export const exampleMark: Readonly<Record<TemplateLanguage, string>> = { kk: 'мысал', ru: 'пример' };

export const exampleRows: Readonly<Record<TemplateLanguage, readonly ExampleRow[]>> = {
  kk: [
    {
      familyName: 'Мысалбаева',
      givenName: 'Айша',
      patronymic: 'Серікқызы',
      birthDate: '14.03.2014',
      sex: 'қыз',
      role: 'оқушы',
      class: '5',
      medium: 'қазақ',
      subjects: '',
    },
    {
      familyName: 'Мысалбаев',
      givenName: 'Ерлан',
      patronymic: 'Маратұлы',
      birthDate: '02.09.1985',
      sex: 'ер',
      role: 'мұғалім, сынып жетекшісі',
      class: '7',
      medium: '',
      subjects: 'физика: 7, 8; жаратылыстану: 5+6',
    },
  ],
  ru: [
    {
      familyName: 'Примерова',
      givenName: 'Анна',
      patronymic: 'Сергеевна',
      birthDate: '14.03.2014',
      sex: 'ж',
      role: 'ученица',
      class: '5',
      medium: 'русский',
      subjects: '',
    },
    {
      familyName: 'Примеров',
      givenName: 'Иван',
      patronymic: 'Петрович',
      birthDate: '02.09.1985',
      sex: 'м',
      role: 'учитель, классный руководитель',
      class: '7',
      medium: '',
      subjects: 'физика: 7, 8; естествознание: 5+6',
    },
  ],
};

const marks = new Set(['мысал', 'үлгі', 'пример', 'образец', 'example'].map(skeleton));
const names = new Set(
  Object.values(exampleRows)
    .flat()
    .map((row) => skeleton(row.familyName + row.givenName)),
);

/** Whether a cell marks its row as an example. */
export function isExampleMark(text: string): boolean {
  return text !== '' && marks.has(skeleton(text));
}

/** Whether a name is one of the template's own. */
export function isExampleName(familyName: string, givenName: string): boolean {
  return names.has(skeleton(familyName + givenName));
}
