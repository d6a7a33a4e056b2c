import type { Language } from '#kernel/language.ts';
import type { BankErrorKey } from '../model/bank-error.ts';
import type { ReadItem } from './import-item.ts';

/** What is not a text of a part, and so is the same in every language. */
const shared = new Set(['kind', 'right', 'steps', 'tolerance', 'most', 'spots', 'width', 'height', 'picture']);
const lists = new Set(['options', 'items', 'lefts', 'rights', 'columns', 'rows']);

export type Versions = readonly { readonly language: Language; readonly item: ReadItem }[];

export type Merged = {
  readonly parts: readonly Record<string, unknown>[];
  readonly stimulus: { readonly id: string; readonly text: unknown } | undefined;
  readonly task: unknown;
  readonly why: Readonly<Record<string, string>>;
};

/**
 * The versions of an item in its languages as one: a text that is the same in all stands once. Where their kinds, keys or
 * numbers of texts differ they are not versions of one item, which is reported.
 */
export function mergeVersions(versions: Versions, report: (key: BankErrorKey) => void): Merged {
  const parts = (versions[0]?.item.parts ?? []).map((_, at) => {
    const own = versions.map(({ language, item }) => ({ language, part: item.parts[at] as Record<string, unknown> }));
    return mergePart(own, report);
  });
  if (versions.some(({ item }) => item.parts.length !== parts.length)) report('qti-versions');
  const stimuli = versions.flatMap(({ language, item }) => (item.stimulus ? [{ language, ...item.stimulus }] : []));
  const tasks = versions.flatMap(({ language, item }) =>
    item.task === undefined ? [] : [{ language, text: item.task }],
  );
  return {
    parts,
    stimulus: stimuli[0] && { id: stimuli[0].id, text: oneText(stimuli) },
    task: tasks.length === 0 ? undefined : oneText(tasks),
    why: Object.fromEntries(versions.flatMap(({ language, item }) => (item.why ? [[language, item.why]] : []))),
  };
}

type OwnPart = { readonly language: Language; readonly part: Record<string, unknown> | undefined };

function mergePart(own: readonly OwnPart[], report: (key: BankErrorKey) => void): Record<string, unknown> {
  const [first] = own;
  const names = Object.keys(first?.part ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const values = own.map(({ language, part }) => ({ language, value: part?.[name] }));
      return [name, mergeField(name, first?.part?.['kind'] as string, values, report)];
    }),
  );
}

type Values = readonly { readonly language: Language; readonly value: unknown }[];

function mergeField(name: string, kind: string, values: Values, report: (key: BankErrorKey) => void): unknown {
  const [first] = values;
  if (name === 'right' && kind === 'short') return mergeWords(values);
  if (name === 'right' && kind === 'gap' && Array.isArray(listOf(first?.value)[0])) {
    return listOf(first?.value).map((_, gap) => mergeWords(entriesAt(values, gap)));
  }
  if (shared.has(name)) {
    if (values.some(({ value }) => JSON.stringify(value) !== JSON.stringify(first?.value))) report('qti-versions');
    return first?.value;
  }
  if (name === 'choices') {
    return listOf(first?.value).map((_, gap) => mergeList(entriesAt(values, gap), report));
  }
  return lists.has(name) ? mergeList(values, report) : mergeText(values);
}

function mergeList(values: Values, report: (key: BankErrorKey) => void): unknown {
  const lengths = new Set(values.map(({ value }) => (Array.isArray(value) ? value.length : -1)));
  if (lengths.size > 1) report('qti-versions');
  const [first] = values;
  return listOf(first?.value).map((_, at) => mergeText(entriesAt(values, at)));
}

function mergeText(values: Values): unknown {
  return oneText(values.map(({ language, value }) => ({ language, text: typeof value === 'string' ? value : '' })));
}

function oneText(texts: readonly { readonly language: Language; readonly text: string }[]): unknown {
  const isSame = texts.every(({ text }) => text === texts[0]?.text);
  return isSame ? texts[0]?.text : Object.fromEntries(texts.map(({ language, text }) => [language, text]));
}

function mergeWords(values: Values): unknown {
  const isSame = values.every(({ value }) => JSON.stringify(value) === JSON.stringify(values[0]?.value));
  return isSame ? values[0]?.value : Object.fromEntries(values.map(({ language, value }) => [language, value]));
}

function entriesAt(values: Values, at: number): Values {
  return values.map(({ language, value }) => ({
    language,
    value: Array.isArray(value) ? (value[at] as unknown) : undefined,
  }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
