import type { Answer, Question } from '#rooms/library/model/question.ts';
import type { PartFace, PartResponse } from '../model/item.ts';

/** A part that one of the library's forms of answer takes. */
export type FormPart = Extract<
  PartFace,
  { kind: 'single' | 'multiple' | 'number' | 'short' | 'order' | 'match' | 'gap' }
>;

/** The part as the library's forms draw it. Nothing of a key is in it, for the screen has none. */
export function questionOf(id: string, part: FormPart): Question {
  const asked = { id, stem: part.stem, right: '', wrong: '' };
  switch (part.kind) {
    case 'single':
    case 'multiple':
      return { ...asked, kind: part.kind, options: part.options.map((html) => ({ html, right: false })) };
    case 'number':
      return {
        ...asked,
        kind: 'number',
        value: '',
        mistakes: [],
        ...(part.unit === undefined ? {} : { unit: part.unit }),
      };
    case 'short':
      return { ...asked, kind: 'short', words: [], mistakes: [] };
    case 'order':
      return { ...asked, kind: 'order', items: part.items };
    case 'match':
      return { ...asked, kind: 'match', lefts: part.lefts, rights: part.rights };
    case 'gap':
      // All fields are as wide as this: the width of a right word would give it away.
      return { ...asked, kind: 'gap', lines: part.lines, gaps: gapsOf(part).map(() => ['            ']) };
  }
}

/** The gaps of a part, by their numbers. */
export function gapsOf({ lines }: Extract<PartFace, { kind: 'gap' }>): readonly number[] {
  return lines.flatMap((line) => line.flatMap((piece) => ('gap' in piece ? [piece.gap] : []))).sort((a, b) => a - b);
}

/** What the library's form shows for a response; what does not fit the part is as if nothing was answered. */
export function answerOf(part: FormPart, response: PartResponse): Answer {
  const list = Array.isArray(response) ? (response as readonly (number | string | null)[]) : [];
  const places = list.filter((each) => typeof each === 'number');
  const text = typeof response === 'string' ? response : '';
  switch (part.kind) {
    case 'single':
      return { kind: 'single', choice: typeof response === 'number' ? response : -1 };
    case 'multiple':
      return { kind: 'multiple', choices: places };
    case 'number':
    case 'short':
      return { kind: part.kind, text };
    case 'order':
      return { kind: 'order', order: places.length === part.items.length ? places : [...part.items.keys()] };
    case 'match':
      return { kind: 'match', pairs: part.lefts.map((_, at) => numberOf(list[at])) };
    case 'gap':
      return { kind: 'gap', texts: gapsOf(part).map((_, at) => (typeof list[at] === 'string' ? list[at] : '')) };
  }
}

/** The response that a form's answer is; null where nothing stands in it. */
export function responseOf(answer: Answer): PartResponse {
  switch (answer.kind) {
    case 'single':
      return answer.choice < 0 ? null : answer.choice;
    case 'multiple':
      return answer.choices.length === 0 ? null : answer.choices;
    case 'number':
    case 'short':
      return answer.text === '' ? null : answer.text;
    case 'order':
      return answer.order;
    case 'match':
      return orNull(answer.pairs);
    case 'gap':
      return orNull(answer.texts.map((text) => (text === '' ? null : text)));
  }
}

/** A list with one entry changed; null where nothing is left in it. */
export function withEntry(response: PartResponse, length: number, at: number, entry: number | null): PartResponse {
  const list = Array.isArray(response) ? (response as readonly (number | string | null)[]) : [];
  return orNull(Array.from({ length }, (_, place) => (place === at ? entry : (list[place] ?? null))));
}

/** The spots after one was tapped: off if it was on; with one to choose, the other instead; never more than `most`. */
export function withSpot(response: PartResponse, spot: number, most: number): PartResponse {
  const chosen = spotsIn(response);
  if (chosen.includes(spot)) return orNone(chosen.filter((each) => each !== spot));
  if (most === 1) return [spot];
  return chosen.length >= most ? chosen : [...chosen, spot].toSorted((a, b) => a - b);
}

export function spotsIn(response: PartResponse): readonly number[] {
  return Array.isArray(response) ? response.filter((each) => typeof each === 'number') : [];
}

function orNull(list: readonly (number | string | null)[]): PartResponse {
  return list.every((each) => each === null) ? null : list;
}

function orNone(list: readonly number[]): PartResponse {
  return list.length === 0 ? null : list;
}

function numberOf(entry: unknown): number | null {
  return typeof entry === 'number' ? entry : null;
}
