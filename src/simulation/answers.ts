import type { Answer, Question } from '#rooms/library/index.ts';
import type { Dice } from './dice.ts';

/** An answer that is right by the question's key. */
export function rightAnswer(question: Question): Answer {
  switch (question.kind) {
    case 'single':
      return { kind: 'single', choice: question.options.findIndex((option) => option.right) };
    case 'multiple':
      return { kind: 'multiple', choices: question.options.flatMap((option, n) => (option.right ? [n] : [])) };
    case 'number':
      return { kind: 'number', text: question.value };
    case 'short':
      return { kind: 'short', text: question.words[0] ?? '' };
    case 'order':
      return { kind: 'order', order: question.items.map((_, n) => n) };
    case 'match':
      return { kind: 'match', pairs: question.lefts.map((_, n) => n) };
    case 'gap':
      return { kind: 'gap', texts: question.gaps.map((spellings) => spellings[0] ?? '') };
  }
}

/** A mistake as pupils make them: a distractor, the number doubled, two neighbours swapped, a gap left as it is. */
export function wrongAnswer(question: Question, dice: Dice): Answer {
  switch (question.kind) {
    case 'single': {
      const wrong = question.options.flatMap((option, n) => (option.right ? [] : [n]));
      return { kind: 'single', choice: dice.pick(wrong) };
    }
    case 'multiple':
      return { kind: 'multiple', choices: [dice.int(question.options.length)] };
    case 'number':
      return { kind: 'number', text: String(Number(question.value) * 2 + 1) };
    case 'short':
      return { kind: 'short', text: 'білмеймін' };
    case 'order': {
      const order = question.items.map((_, n) => n);
      return { kind: 'order', order: [...order.slice(1), order[0] as number] };
    }
    case 'match': {
      const pairs = question.lefts.map((_, n) => n);
      return { kind: 'match', pairs: [...pairs.slice(1), pairs[0] as number] };
    }
    case 'gap':
      return { kind: 'gap', texts: question.gaps.map(() => '…') };
  }
}

/** Whether a pupil of this ability gets a question of this difficulty right: the Rasch model's chance. */
export function isRight(ability: number, difficulty: number, dice: Dice): boolean {
  return dice.unit() < 1 / (1 + Math.exp(difficulty - ability));
}
