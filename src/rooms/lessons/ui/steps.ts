import type { BuiltLesson, Html } from '#rooms/library/model/pack.ts';
import type { Question } from '#rooms/library/model/question.ts';

/** What stands on the screen at one time. */
export type Step =
  | { readonly kind: 'read'; readonly title: Html; readonly html: Html }
  | {
      readonly kind: 'ask';
      readonly title: Html;
      readonly question: Question;
      /** What stands between the question before it and this one. */
      readonly lead: Html;
      /** What was to be read in this section before it, and the picture of the question before, to look at again. */
      readonly recall: Html;
    }
  | { readonly kind: 'end' };

/** LES-20: a section's text is one step, each question is one, and the end is one. No text and no question is lost. */
export function stepsOf({ sections, questions }: BuiltLesson): readonly Step[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const steps: Step[] = [];
  for (const { title, parts } of sections) {
    let read = '';
    let since = '';
    let hasAsked = false;
    let figure = '';
    for (const part of parts) {
      if ('html' in part) since += part.html;
      const question = 'question' in part ? byId.get(part.question) : undefined;
      if (!question) continue;
      if (!hasAsked && since !== '') steps.push({ kind: 'read', title, html: since });
      const recall = (hasAsked ? read : since) + (figuresIn(question.stem) === '' ? figure : '');
      steps.push({ kind: 'ask', title, question, lead: hasAsked ? since : '', recall });
      figure = figuresIn(question.stem);
      read += since;
      since = '';
      hasAsked = true;
    }
    if (since !== '' || (!hasAsked && title !== '')) steps.push({ kind: 'read', title, html: since });
  }
  return [...steps, { kind: 'end' }];
}

function figuresIn(html: Html): Html {
  return (html.match(/<figure>.*?<\/figure>/gs) ?? []).join('');
}
