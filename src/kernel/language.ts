/** The languages of every screen, Kazakh first: it is the default. */
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text that exists in all three languages. */
export type Text = Readonly<Record<Language, string>>;

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}
