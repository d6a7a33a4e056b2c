import type { Report } from './pack-error.ts';
import type { QuestionKind } from './question.ts';

export type SourceLine = { readonly text: string; readonly line: number };

export type FeedbackLine = {
  readonly name: 'right' | 'wrong' | 'hint' | 'listen';
  /** The expected mistake of `wrong <value>:`. */
  readonly value?: string;
  readonly text: string;
  readonly line: number;
};

/** A question's lines, sorted into what PCK-10 to PCK-17 say of them. */
export type QuestionLines = {
  readonly stem: readonly SourceLine[];
  readonly key: readonly SourceLine[];
  readonly feedback: readonly FeedbackLine[];
};

const choiceLine = /^- \[|^\s+> ?/u;
const valueLine = /^= ?/u;
const keyLines: Readonly<Record<QuestionKind, RegExp>> = {
  single: choiceLine,
  multiple: choiceLine,
  number: valueLine,
  short: valueLine,
  order: /^\d+\. /u,
  match: /^- .*=>/u,
  gap: /^\| ?/u,
};

const feedbackLine = /^(right|wrong|hint|listen)(?: +(.+?))?:(?: +(.*))?$/u;

/**
 * Splits the lines between `::: question` and `:::`. The feedback begins at the first line that looks like one; the key
 * is the run of key lines right above it; the stem is the rest. So a stem may hold lists and tables of its own.
 */
export function splitQuestion(lines: readonly SourceLine[], kind: QuestionKind, report: Report): QuestionLines {
  const start = lines.findIndex(({ text }) => feedbackLine.test(text));
  const end = start < 0 ? lines.length : start;
  let keyStart = end;
  for (let place = end - 1; place >= 0 && isOfKey(lines[place], kind); place -= 1) {
    if (lines[place]?.text.trim() !== '') keyStart = place;
  }
  const stem = lines.slice(0, keyStart);
  for (const { text, line } of stem) {
    if (isMisplacedKey(text, kind)) report('key-in-stem', line, { found: text });
  }
  const key = lines.slice(keyStart, end).filter(({ text }) => text.trim() !== '');
  return { stem, key, feedback: readFeedback(lines.slice(end), report) };
}

function isOfKey(line: SourceLine | undefined, kind: QuestionKind): boolean {
  return line !== undefined && (line.text.trim() === '' || keyLines[kind].test(line.text));
}

/** Lists and tables may stand in a stem; lines that can only be meant as a key may not. */
function isMisplacedKey(text: string, kind: QuestionKind): boolean {
  if (kind === 'order') return false;
  if (kind === 'gap') return text.startsWith('| ') && text.includes('{{');
  return keyLines[kind].test(text);
}

function readFeedback(lines: readonly SourceLine[], report: Report): readonly FeedbackLine[] {
  return lines.flatMap(({ text, line }) => {
    if (text.trim() === '') return [];
    const match = feedbackLine.exec(text);
    if (!match) {
      report('feedback-line', line, { found: text });
      return [];
    }
    const [, name, value, said = ''] = match;
    return [{ name: name as FeedbackLine['name'], text: said.trim(), line, ...(value ? { value } : {}) }];
  });
}
