import type { PackError, PackErrorKey, PackErrorValues } from './pack-error.ts';
import type { ParsedLesson } from './lesson-parser.ts';
import type { Question } from './question.ts';

export type Twin = { readonly file: string; readonly parsed: ParsedLesson };

/** PCK-5: what two language files of one lesson do not agree on. Each error stands in `second` and names the line in `first`. */
export function compareTwins(first: Twin, second: Twin): readonly PackError[] {
  const heads = (['subject', 'grade', 'minutes', 'objectives'] as const).flatMap((entry) => {
    const [a, b] = [first, second].map(({ parsed }) => String(parsed.front[entry]));
    if (a === b) return [];
    const lines = [first, second].map(({ parsed }) => parsed.front.lines.get(entry) ?? 1);
    return [differs('twins-head', first, second, lines, { entry, first: a ?? '', second: b ?? '' })];
  });
  return [...heads, ...compareQuestions(first, second)];
}

function compareQuestions(first: Twin, second: Twin): readonly PackError[] {
  const [ours, theirs] = [first, second].map(({ parsed }) => parsed.lesson.questions);
  if (!ours || !theirs) return [];
  if (ours.length !== theirs.length) {
    const values = { first: ours.length, second: theirs.length };
    const shorter = Math.min(ours.length, theirs.length);
    return [
      differs('twins-question-count', first, second, linesOf(first, second, ours[shorter], theirs[shorter]), values),
    ];
  }
  return ours.flatMap((question, place) => {
    const other = theirs[place];
    if (!other || keyOf(question) === keyOf(other)) return [];
    const values = { question: question.id, first: keyOf(question), second: keyOf(other) };
    return [differs('twins-question', first, second, linesOf(first, second, question, other), values)];
  });
}

function linesOf(
  first: Twin,
  second: Twin,
  ours: Question | undefined,
  theirs: Question | undefined,
): readonly number[] {
  return [
    first.parsed.lineByQuestion.get(ours?.id ?? '') ?? 0,
    second.parsed.lineByQuestion.get(theirs?.id ?? '') ?? 0,
  ];
}

function differs(
  key: PackErrorKey,
  first: Twin,
  second: Twin,
  [firstLine = 0, line = 0]: readonly number[],
  values: PackErrorValues,
): PackError {
  return { key, file: second.file, line, values: { ...values, other: first.file, otherLine: firstLine } };
}

/** What must be the same in each language, as a short text that a writer can read. */
function keyOf(question: Question): string {
  const { id, kind } = question;
  switch (kind) {
    case 'single':
    case 'multiple':
      return `${id} ${kind} ${question.options.map((option) => (option.right ? '[x]' : '[ ]')).join('')}`;
    case 'number':
      return `${id} ${kind} = ${question.value} ± ${question.tolerance ?? 0}${question.unit ? ' unit' : ''}`;
    case 'short':
      return `${id} ${kind}`;
    case 'order':
      return `${id} ${kind} ${question.items.length}`;
    case 'match':
      return `${id} ${kind} ${question.lefts.length}`;
    case 'gap':
      return `${id} ${kind} ${question.gaps.length}`;
  }
}
