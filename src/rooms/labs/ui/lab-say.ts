import { useEffect, useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { useApp } from '#web/app.ts';
import { sayer, type Dictionary, type Say } from '#web/words.ts';
import en from '../words/bench.en.json' with { type: 'json' };
import kk from '../words/bench.kk.json' with { type: 'json' };
import ru from '../words/bench.ru.json' with { type: 'json' };
import listEn from '../words/list.en.json' with { type: 'json' };
import listKk from '../words/list.kk.json' with { type: 'json' };
import listRu from '../words/list.ru.json' with { type: 'json' };
import { realTitles, realWords } from '../model/real/real-lab.ts';
import { realDictionary } from './real-say.ts';
import { labWords } from './scenes.ts';

const own: Readonly<Record<Language, Dictionary>> = {
  kk: { ...kk, ...listKk },
  ru: { ...ru, ...listRu },
  en: { ...en, ...listEn },
};

/** What the bench says, and what a lab says once its words are there. All languages come with the code: no server is needed. */
export function useLabSay(lab?: string): Say {
  const { words, language } = useApp();
  const [more, setMore] = useState<Dictionary>({});
  useEffect(() => {
    if (lab) void wordsOf(lab, language.value).then(setMore, () => undefined);
  }, [lab, language.value]);
  return sayer({ ...words.value, ...own[language.value], ...realTitles(language.value), ...more });
}

/** A unit as people write it: `cm` is «см» in Kazakh and Russian. */
export function unitText(say: Say, unit: string): string {
  const key = `labs.unit.${unit}`;
  const said = say(key);
  return said === key ? unit : said;
}

/** What was typed as a unit, by its own name where one of the languages writes it so: «см» is `cm`. A litre may be l or L. */
export function unitNamed(typed: string): string {
  const text = typed.trim().replaceAll(/(?<=^|[/·m])l(?=$|[/·])/g, 'L');
  const found = Object.values(own)
    .flatMap((words) => Object.entries(words))
    .find(([key, word]) => key.startsWith('labs.unit.') && word === text);
  return found ? found[0].slice('labs.unit.'.length) : text;
}

/** What stands in a cell, as people read it: what was seen or chosen by its word, a number with its comma. */
export function cellText(say: Say, lab: string, text: string): string {
  const keys = text === '' ? [] : ['seen', 'choice'].map((kind) => `labs.${lab}.${kind}.${text}`);
  const known = keys.find((key) => say(key) !== key);
  return known ? say(known) : text.replace('.', ',');
}

/** A number with a decimal comma and a true minus. */
export function numberText(value: number, digits?: number): string {
  const text = digits === undefined ? String(Number(value.toPrecision(4))) : value.toFixed(digits);
  return text.replace('.', ',').replace('-', '−');
}

/** A value and its uncertainty as a textbook writes them: two digits of the uncertainty, the value to the same place. */
export function measuredText(value: number, spread: number): { readonly value: string; readonly spread: string } {
  const places = 1 - Math.floor(Math.log10(spread));
  if (!(spread > 0) || !Number.isFinite(spread) || places > 12)
    return { value: numberText(value), spread: numberText(spread) };
  const rounded = (number: number): string =>
    numberText(Math.round(number * 10 ** places) / 10 ** places, Math.max(0, places));
  return { value: rounded(value), spread: rounded(spread) };
}

async function wordsOf(lab: string, language: Language): Promise<Dictionary> {
  return lab.startsWith('real-') ? realWords(lab, await realDictionary(language)) : labWords(lab, language);
}
