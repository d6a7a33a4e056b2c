import type { BuiltLesson, Html } from './pack.ts';
import type { Question } from './question.ts';

/** The text of an HTML fragment of a built lesson, without formulas: for counting and searching words. */
export function textOfHtml(html: Html): string {
  return html
    .replace(/<math[\s\S]*?<\/math>/gu, ' ')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&(lt|gt|quot|amp);/gu, (_, name: keyof typeof entities) => entities[name])
    .replace(/\s+/gu, ' ')
    .trim();
}

const entities = { lt: '<', gt: '>', quot: '"', amp: '&' } as const;

/** How many words a pupil may read: the text, the questions and their feedback. */
export function wordCount(lesson: BuiltLesson): number {
  const parts = lesson.sections.flatMap(({ title, parts: inside }) => [
    title,
    ...inside.map((part) => ('html' in part ? part.html : '')),
  ]);
  const texts = [lesson.title, ...parts, ...lesson.questions.flatMap(textsOf)];
  return texts.reduce((sum, html) => sum + (textOfHtml(html).match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).length, 0);
}

function textsOf(question: Question): readonly Html[] {
  const { stem, right, wrong, hint = '' } = question;
  return [stem, right, wrong, hint, ...keyTexts(question)];
}

function keyTexts(question: Question): readonly Html[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.options.flatMap(({ html, reply = '' }) => [html, reply]);
    case 'number':
    case 'short':
      return question.mistakes.map(({ html }) => html);
    case 'order':
      return question.items;
    case 'match':
      return [...question.lefts, ...question.rights];
    case 'gap':
      return question.lines.flat().flatMap((part) => ('html' in part ? [part.html] : []));
  }
}
