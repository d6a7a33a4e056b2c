import type { Answer, Question } from '../model/question.ts';

/** What stands on the screen before anything is chosen. `order` starts as it is shown. */
export function emptyAnswer(question: Question, shown: readonly number[]): Answer {
  switch (question.kind) {
    case 'single':
      return { kind: 'single', choice: -1 };
    case 'multiple':
      return { kind: 'multiple', choices: [] };
    case 'number':
      return { kind: 'number', text: '' };
    case 'short':
      return { kind: 'short', text: '' };
    case 'order':
      return { kind: 'order', order: shown };
    case 'match':
      return { kind: 'match', pairs: question.lefts.map(() => null) };
    case 'gap':
      return { kind: 'gap', texts: question.gaps.map(() => '') };
  }
}
