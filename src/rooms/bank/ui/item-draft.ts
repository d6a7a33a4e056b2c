import type { SourceItem, SourcePart, Spellings, Texts } from '../model/source.ts';

/** A text as it is typed: `en` is there only for an item that has English texts of its own. */
export type Words = { readonly kk: string; readonly ru: string; readonly en?: string | undefined };

/** A part as a form edits it: the fields that its kind does not use stay empty, and come back when the kind does. */
export type PartDraft = {
  readonly kind: SourcePart['kind'];
  readonly stem: Words;
  /** Options, items, left sides or rows. */
  readonly list: readonly Words[];
  /** Right sides or columns. */
  readonly others: readonly Words[];
  /** Places of what is right, as the kind means them. */
  readonly right: readonly number[];
  readonly value: string;
  readonly tolerance: string;
  readonly unit: Words;
  /** Spellings, one a line: of a short answer, or of each gap. */
  readonly spellings: readonly Words[];
  readonly lines: Words;
  /** What each gap's list offers, one a line; none where the gaps are fields. */
  readonly choices: readonly Words[];
  readonly isEach: boolean;
  /** A picture with its places: only its texts are edited here. */
  readonly spots?: Extract<SourcePart, { kind: 'hotspot' }>;
};

export type ItemDraft = Pick<
  SourceItem,
  'id' | 'subject' | 'objective' | 'grade' | 'level' | 'seconds' | 'stimulus'
> & {
  readonly task: Words;
  readonly parts: readonly PartDraft[];
  readonly why: Words;
};

export const noWords: Words = { kk: '', ru: '' };

export const emptyPart: PartDraft = {
  kind: 'single',
  stem: noWords,
  list: [noWords, noWords, noWords, noWords],
  others: [noWords, noWords],
  right: [0],
  value: '',
  tolerance: '',
  unit: noWords,
  spellings: [noWords],
  lines: noWords,
  choices: [],
  isEach: false,
};

export function draftOf(source: SourceItem): ItemDraft {
  const { id, subject, objective, grade, level, seconds, stimulus, task, parts, why } = source;
  return {
    id,
    subject,
    objective,
    grade,
    level,
    seconds,
    ...(stimulus === undefined ? {} : { stimulus }),
    task: wordsOf(task),
    parts: parts.map(partDraftOf),
    why: wordsOf(why),
  };
}

/** What a draft says; whether it is right the server says. */
export function sourceOf(draft: ItemDraft): SourceItem {
  const { task, parts, why, ...rest } = draft;
  return {
    ...rest,
    ...(isEmpty(task) ? {} : { task: textOf(task) }),
    parts: parts.map(sourcePartOf),
    why: why.en === undefined ? { kk: why.kk, ru: why.ru } : { kk: why.kk, ru: why.ru, en: why.en },
  };
}

function partDraftOf(part: SourcePart): PartDraft {
  const common = { ...emptyPart, kind: part.kind, stem: wordsOf(part.stem) };
  const isEach = 'steps' in part && part.steps === 'each';
  switch (part.kind) {
    case 'single':
      return { ...common, list: part.options.map(wordsOf), right: [part.right] };
    case 'multiple':
      return { ...common, list: part.options.map(wordsOf), right: part.right, isEach };
    case 'number':
      return { ...common, value: part.right, tolerance: part.tolerance ?? '', unit: wordsOf(part.unit) };
    case 'short':
      return { ...common, spellings: [linesOfSpellings(part.right)] };
    case 'order':
      return { ...common, list: part.items.map(wordsOf), right: part.right, isEach };
    case 'match':
      return { ...common, list: part.lefts.map(wordsOf), others: part.rights.map(wordsOf), right: part.right, isEach };
    case 'table':
      return { ...common, list: part.rows.map(wordsOf), others: part.columns.map(wordsOf), right: part.right, isEach };
    case 'hotspot':
      return { ...common, spots: part, isEach };
    case 'gap':
      return gapDraftOf(part, { ...common, isEach });
  }
}

function gapDraftOf(part: Extract<SourcePart, { kind: 'gap' }>, common: PartDraft): PartDraft {
  const lines = Array.isArray(part.lines) ? joined(part.lines.map(wordsOf)) : wordsOf(part.lines);
  if (!part.choices) {
    return {
      ...common,
      lines,
      spellings: part.right.map((each) => (typeof each === 'number' ? noWords : linesOfSpellings(each))),
    };
  }
  const right = part.right.map((each) => (typeof each === 'number' ? each : -1));
  return { ...common, lines, choices: part.choices.map((list) => joined(list.map(wordsOf))), right };
}

function sourcePartOf(draft: PartDraft): SourcePart {
  const { kind, list, others, right } = draft;
  const stem = textOf(draft.stem);
  const steps = draft.isEach ? { steps: 'each' as const } : {};
  switch (kind) {
    case 'single':
      return { kind, stem, options: list.map(textOf), right: right[0] ?? 0 };
    case 'multiple':
      return { kind, stem, options: list.map(textOf), right: [...right].sort((a, b) => a - b), ...steps };
    case 'number':
      return {
        kind,
        stem,
        right: draft.value,
        ...(draft.tolerance === '' ? {} : { tolerance: draft.tolerance }),
        ...(isEmpty(draft.unit) ? {} : { unit: textOf(draft.unit) }),
      };
    case 'short':
      return { kind, stem, right: spellingsIn(draft.spellings[0] ?? noWords) };
    case 'order':
      return { kind, stem, items: list.map(textOf), right: [...right], ...steps };
    case 'match':
      return {
        kind,
        stem,
        lefts: list.map(textOf),
        rights: others.map(textOf),
        right: right.slice(0, list.length),
        ...steps,
      };
    case 'table':
      return {
        kind,
        stem,
        rows: list.map(textOf),
        columns: others.map(textOf),
        right: right.slice(0, list.length),
        ...steps,
      };
    case 'hotspot':
      // Only what has a picture already is a hot spot here.
      return { ...(draft.spots as Extract<SourcePart, { kind: 'hotspot' }>), stem };
    case 'gap':
      return gapSourceOf(draft, steps);
  }
}

function gapSourceOf(draft: PartDraft, steps: { readonly steps?: 'each' }): SourcePart {
  const { choices, right, spellings } = draft;
  const stem = isEmpty(draft.stem) ? {} : { stem: textOf(draft.stem) };
  const lines = textOf(draft.lines);
  if (choices.length === 0) return { kind: 'gap', ...stem, lines, right: spellings.map(spellingsIn), ...steps };
  return {
    kind: 'gap',
    ...stem,
    lines,
    choices: choices.map(entriesOf),
    right: right.slice(0, choices.length),
    ...steps,
  };
}

export function isEmpty({ kk, ru }: Words): boolean {
  return kk.trim() === '' && ru.trim() === '';
}

function wordsOf(text: Texts | undefined): Words {
  if (text === undefined) return noWords;
  return typeof text === 'string' ? { kk: text, ru: text } : { ...text };
}

/** What is the same in all languages stands once. */
function textOf(words: Words): Texts {
  const { kk, ru, en } = words;
  if (kk === ru && (en === undefined || en === kk)) return kk;
  return en === undefined ? { kk, ru } : { kk, ru, en };
}

function linesOfSpellings(right: Spellings): Words {
  if (Array.isArray(right)) return { kk: right.join('\n'), ru: right.join('\n') };
  const { kk, ru, en } = right;
  return { kk: kk.join('\n'), ru: ru.join('\n'), ...(en ? { en: en.join('\n') } : {}) };
}

function spellingsIn({ kk, ru, en }: Words): Spellings {
  if (kk === ru && en === undefined) return linesIn(kk);
  return { kk: linesIn(kk), ru: linesIn(ru), ...(en === undefined ? {} : { en: linesIn(en) }) };
}

/** Texts of a list, one a line in each language. */
function entriesOf({ kk, ru, en }: Words): Texts[] {
  const [mine, theirs, english] = [linesIn(kk), linesIn(ru), en === undefined ? [] : linesIn(en)];
  return mine.map((text, at) => {
    const third = english[at];
    return textOf({ kk: text, ru: theirs[at] ?? text, ...(third === undefined ? {} : { en: third }) });
  });
}

function joined(list: readonly Words[]): Words {
  const hasEnglish = list.some(({ en }) => en !== undefined);
  const english = list.map(({ kk, en }) => en ?? kk).join('\n');
  return {
    kk: list.map(({ kk }) => kk).join('\n'),
    ru: list.map(({ ru }) => ru).join('\n'),
    ...(hasEnglish ? { en: english } : {}),
  };
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean);
}
