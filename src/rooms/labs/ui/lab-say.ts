import type { Say } from '#web/words.ts';
import en from '../words/unit.en.json' with { type: 'json' };
import kk from '../words/unit.kk.json' with { type: 'json' };
import ru from '../words/unit.ru.json' with { type: 'json' };

/** A unit as people write it: `cm` is «см» in Kazakh and Russian. */
export function unitText(say: Say, unit: string): string {
  const key = `labs.unit.${unit}`;
  const said = say(key);
  return said === key ? unit : said;
}

/** What was typed as a unit, by its own name where one of the languages writes it so: «см» is `cm`. A litre may be l or L. */
export function unitNamed(typed: string): string {
  const text = typed.trim().replaceAll(/(?<=^|[/·m])l(?=$|[/·])/g, 'L');
  const found = [kk, ru, en].flatMap((words) => Object.entries(words)).find(([, word]) => word === text);
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
