import type { Html } from '#rooms/library/model/pack.ts';
import type { Answer, Question } from '#rooms/library/model/question.ts';

export type Piece = { readonly html: Html } | { readonly text: string };

/** A line of an answer as it is shown; without pieces where it was left empty. */
export type Line = { readonly pieces: readonly Piece[]; readonly isRight?: boolean };

const dash: Piece = { text: ' – ' };

/** What a pupil answered, in lines that a teacher reads, each with whether it is right where that can be said. */
export function answerLines(question: Question, answer: Answer, parts: readonly boolean[]): readonly Line[] {
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const chosen = answer.kind === 'single' ? [answer.choice] : answer.kind === 'multiple' ? answer.choices : [];
      return chosen.map((place) => {
        const option = question.options[place];
        return line(option ? [{ html: option.html }] : [], option?.right ?? false);
      });
    }
    case 'number':
    case 'short': {
      const text = 'text' in answer ? answer.text : '';
      const unit = question.kind === 'number' && question.unit ? ` ${question.unit}` : '';
      return [line(text ? [{ text: text + unit }] : [], parts[0] ?? false)];
    }
    case 'order':
      return answer.kind === 'order' ? answer.order.map((item, n) => orderLine(question.items[item], parts, n)) : [];
    case 'match':
      return question.lefts.map((left, n) => {
        const right = answer.kind === 'match' ? (answer.pairs[n] ?? null) : null;
        const html = right === null ? undefined : question.rights[right];
        return line([{ html: left }, dash, html === undefined ? { text: '…' } : { html }], parts[n] ?? false);
      });
    case 'gap': {
      const texts = answer.kind === 'gap' ? answer.texts : [];
      return [
        ...gapLines(question.lines, (gap) => texts[gap] || '…'),
        ...texts.map((text, n) => line(text ? [{ text }] : [], parts[n] ?? false)),
      ];
    }
  }
}

/** The right answer in lines. */
export function keyLines(question: Question): readonly Line[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.options.filter((option) => option.right).map(({ html }) => ({ pieces: [{ html }] }));
    case 'number':
      return [{ pieces: [{ text: question.unit ? `${question.value} ${question.unit}` : question.value }] }];
    case 'short':
      return [{ pieces: [{ text: question.words.join(' / ') }] }];
    case 'order':
      return question.items.map((html) => ({ pieces: [{ html }] }));
    case 'match':
      return question.lefts.map((left, n) => ({ pieces: [{ html: left }, dash, { html: question.rights[n] ?? '' }] }));
    case 'gap':
      return gapLines(question.lines, (gap) => question.gaps[gap]?.join(' / ') ?? '');
  }
}

function line(pieces: readonly Piece[], isRight: boolean): Line {
  return { pieces, isRight };
}

/** Of an order each step is right or wrong; the first item has no step before it. */
function orderLine(html: Html | undefined, parts: readonly boolean[], n: number): Line {
  const pieces = html === undefined ? [] : [{ html }];
  return n === 0 ? { pieces } : line(pieces, parts[n - 1] ?? false);
}

type GapLines = Extract<Question, { kind: 'gap' }>['lines'];

function gapLines(lines: GapLines, fill: (gap: number) => string): Line[] {
  return lines.map((parts) => ({ pieces: parts.map((part) => ('gap' in part ? { text: fill(part.gap) } : part)) }));
}
