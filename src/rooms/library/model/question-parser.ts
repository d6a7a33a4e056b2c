import { renderBlocks, renderGapLine, renderInline, type TextContext } from './markdown.ts';
import { isWithin, readNumber } from './number.ts';
import type { Html } from './pack.ts';
import { splitQuestion, type FeedbackLine, type QuestionLines, type SourceLine } from './question-lines.ts';
import type {
  Asked,
  ChoiceQuestion,
  GapPart,
  GapQuestion,
  MatchQuestion,
  Mistake,
  NumberQuestion,
  Option,
  OrderQuestion,
  Question,
  QuestionKind,
  ShortQuestion,
} from './question.ts';
import { matchesAny } from './spelling.ts';

export type QuestionSource = {
  readonly id: string;
  readonly kind: QuestionKind;
  /** The line of `::: question`. */
  readonly line: number;
  readonly lines: readonly SourceLine[];
};

type Key<Q extends Question> = Omit<Q, keyof Asked | 'kind'>;

type Reading = QuestionLines & { readonly source: QuestionSource; readonly context: TextContext };

const fewestByKind = { single: 2, multiple: 2, order: 3, match: 3 };
const mostByKind = { single: 6, multiple: 6, order: 7, match: 6 };

/** PCK-10 to PCK-17: a question as data. It may be incomplete if something was reported. */
export function parseQuestion(source: QuestionSource, context: TextContext): Question {
  const parts = splitQuestion(source.lines, source.kind, context.report);
  const reading: Reading = { ...parts, source, context };
  if (parts.key.length === 0) context.report('key-missing', source.line, { question: source.id, kind: source.kind });
  const asked = readAsked(reading);
  switch (source.kind) {
    case 'single':
    case 'multiple':
      return { ...asked, kind: source.kind, ...readOptions(reading, source.kind) };
    case 'number':
      return { ...asked, kind: 'number', ...readNumberKey(reading) };
    case 'short':
      return { ...asked, kind: 'short', ...readShortKey(reading) };
    case 'order':
      return { ...asked, kind: 'order', ...readItems(reading) };
    case 'match':
      return { ...asked, kind: 'match', ...readPairs(reading) };
    case 'gap':
      return { ...asked, kind: 'gap', ...readGaps(reading) };
  }
}

function readAsked({ stem, feedback, source, context }: Reading): Asked {
  const { report } = context;
  const first = stem.find(({ text }) => text.trim() !== '');
  if (!first) report('stem-missing', source.line, { question: source.id });
  const text = stem.map((line) => line.text).join('\n');
  const inline = (line: FeedbackLine | undefined) => (line ? renderInline(line.text, line.line, context) : '');
  const only = (name: FeedbackLine['name'], isRequired: boolean) => {
    const found = feedback.filter((line) => line.name === name && line.value === undefined);
    if (isRequired && !found[0]?.text) report('feedback-missing', source.line, { question: source.id, name });
    for (const more of found.slice(1)) report('feedback-twice', more.line, { name });
    for (const empty of found.filter((line) => line.text === '')) report('feedback-empty', empty.line, { name });
    return found[0];
  };
  for (const line of feedback) {
    if (line.value !== undefined && !allowsMistake(source.kind, line)) report('mistake-not-allowed', line.line);
  }
  const hint = only('hint', false);
  const listen = only('listen', false);
  const sound = listen && context.useMedia(listen.text, listen.line, ['audio']);
  return {
    id: source.id,
    stem: renderBlocks(text, stem[0]?.line ?? source.line, context),
    right: inline(only('right', true)),
    wrong: inline(only('wrong', true)),
    ...(hint ? { hint: inline(hint) } : {}),
    ...(sound ? { listen: sound.ref } : {}),
  };
}

function allowsMistake(kind: QuestionKind, line: FeedbackLine): boolean {
  return line.name === 'wrong' && (kind === 'number' || kind === 'short');
}

function readOptions({ key, source, context }: Reading, kind: 'single' | 'multiple'): Key<ChoiceQuestion> {
  const options: Option[] = [];
  for (const { text, line } of key) {
    const option = /^- \[([ xX])\] +(.+)$/u.exec(text);
    const reply = /^\s+> ?(.*)$/u.exec(text);
    const last = options.at(-1);
    if (option) {
      options.push({ html: renderInline(option[2] ?? '', line, context), right: option[1] !== ' ' });
    } else if (!reply || !last || last.reply) {
      context.report(last?.reply ? 'reply-twice' : 'option-form', line, { found: text });
    } else {
      options[options.length - 1] = { ...last, reply: renderInline(reply[1] ?? '', line, context) };
    }
  }
  checkCount(options.length, kind, source, context);
  const right = options.filter((option) => option.right).length;
  if (kind === 'single' && right !== 1) context.report('single-right-count', source.line, { found: right });
  if (kind === 'multiple' && right === 0) context.report('multiple-none-right', source.line);
  checkDifferent(
    options.map((option) => option.html),
    source,
    context,
  );
  return { options };
}

function readNumberKey({ key, feedback, context }: Reading): Key<NumberQuestion> {
  const { report } = context;
  const line = onlyLine(key, context);
  const form = /^= *([-−]?\d[^\s±]*)(?: *± *(\S+))?(?: +(\S.*))?$/u;
  const attached = line?.text.replace(/^(= *[-−]?[\d./e]+|.*± *[\d.]+)(?=[%°‰′″])/u, '$1 ').trim() ?? '';
  const [, value = '', tolerance, unit] = form.exec(attached) ?? [];
  if (line && !isKeyNumber(value)) report('number-key-form', line.line, { found: line.text });
  if (line && tolerance !== undefined && !isKeyNumber(tolerance))
    report('tolerance-form', line.line, { found: tolerance });
  if (line && unit && /[$*_<>[\]\\±]/u.test(unit)) report('unit-form', line.line, { unit });
  const mistakes = readMistakes(feedback, context);
  for (const { value: given, line: at } of mistakes.lines) {
    if (!isKeyNumber(given)) report('number-key-form', at, { found: given });
    else if (isRightNumber(given, value, tolerance)) report('mistake-is-right', at, { value: given });
  }
  const optional = { ...(tolerance ? { tolerance } : {}), ...(unit ? { unit: unit.trim() } : {}) };
  return { value: plainMinus(value), ...optional, mistakes: mistakes.texts };
}

/** PCK-11: decimal point, `-`, `1.5e3`; and a fraction `3/4`, for what no decimal says exactly. */
function isKeyNumber(text: string): boolean {
  const isForm = /^-?(\d+(\.\d+)?(e-?\d{1,2})?|\d+\/\d+)$/u.test(plainMinus(text));
  return isForm && readNumber(text) !== undefined;
}

function isRightNumber(given: string, value: string, tolerance = '0'): boolean {
  const numbers = [given, value, tolerance].map(readNumber);
  const [a, b, t] = numbers;
  return a !== undefined && b !== undefined && t !== undefined && isWithin(a, b, t);
}

function plainMinus(text: string): string {
  return text.replace('−', '-');
}

function readShortKey({ key, feedback, context }: Reading): Key<ShortQuestion> {
  const line = onlyLine(key, context);
  const words = spellings(line?.text.replace(/^= ?/u, '') ?? '');
  if (line && words.includes('')) context.report('spelling-empty', line.line);
  const mistakes = readMistakes(feedback, context);
  for (const { value, line: at } of mistakes.lines) {
    if (matchesAny(value, words)) context.report('mistake-is-right', at, { value });
  }
  return { words, mistakes: mistakes.texts };
}

function spellings(text: string): readonly string[] {
  return text.split('|').map((word) => word.trim());
}

function readItems({ key, source, context }: Reading): Key<OrderQuestion> {
  const items = key.map(({ text, line }, place) => {
    const [, number, item = ''] = /^(\d+)\. +(.+)$/u.exec(text) ?? [];
    if (Number(number) !== place + 1) context.report('order-number', line, { found: text, wanted: place + 1 });
    return renderInline(item, line, context);
  });
  checkCount(items.length, 'order', source, context);
  checkDifferent(items, source, context);
  return { items };
}

function readPairs({ key, source, context }: Reading): Key<MatchQuestion> {
  const pairs = key.map(({ text, line }) => {
    const sides = text
      .slice(2)
      .split('=>')
      .map((side) => side.trim());
    if (sides.length !== 2 || sides.includes('')) context.report('match-form', line, { found: text });
    return sides.map((side) => renderInline(side, line, context));
  });
  const lefts = pairs.map(([left = '']) => left);
  const rights = pairs.map(([, right = '']) => right);
  checkCount(pairs.length, 'match', source, context);
  checkDifferent(lefts, source, context);
  checkDifferent(rights, source, context);
  return { lefts, rights };
}

function readGaps({ key, source, context }: Reading): Key<GapQuestion> {
  const gaps: (readonly string[])[] = [];
  const lines = key.map(({ text, line }) =>
    renderGapLine(text.slice(1).trim(), line, context).parts.map((part): GapPart => {
      if ('html' in part) return part;
      if (part.words.includes('')) context.report('spelling-empty', line);
      return { gap: gaps.push(part.words) - 1 };
    }),
  );
  if (key.length > 0 && gaps.length === 0) context.report('gap-none', key[0]?.line ?? source.line);
  return { lines, gaps };
}

function readMistakes(feedback: readonly FeedbackLine[], context: TextContext) {
  const lines = feedback.flatMap(({ name, value, text, line }) =>
    name === 'wrong' && value !== undefined ? [{ value: plainMinus(value), text, line }] : [],
  );
  const texts = lines.map(({ value, text, line }): Mistake => {
    if (text === '') context.report('feedback-empty', line, { name: 'wrong' });
    return { value, html: renderInline(text, line, context) };
  });
  return { lines, texts };
}

function onlyLine(key: readonly SourceLine[], { report }: TextContext): SourceLine | undefined {
  for (const more of key.slice(1)) report('key-one-line', more.line);
  return key[0];
}

function checkCount(
  count: number,
  kind: keyof typeof fewestByKind,
  source: QuestionSource,
  { report }: TextContext,
): void {
  const [fewest, most] = [fewestByKind[kind], mostByKind[kind]];
  if (count > 0 && (count < fewest || count > most)) report('key-count', source.line, { count, fewest, most });
}

function checkDifferent(texts: readonly Html[], { line }: QuestionSource, { report }: TextContext): void {
  const twice = texts.find((text, place) => texts.indexOf(text) !== place);
  if (twice !== undefined) report('key-same-twice', line, { text: twice.replace(/<[^>]*>/gu, '') });
}
