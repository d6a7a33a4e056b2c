import type { PackSource } from './builder.ts';
import type { Question } from './model/question.ts';

/** A pack's head that is right; `changes` replaces entries, undefined takes them out. */
export function aPackJson(changes: Record<string, unknown> = {}): string {
  const text = { kk: 'Атауы', ru: 'Название', en: 'Title' };
  const head = { id: 'sample', version: 1, licence: 'CC-BY-4.0', edition: '2022', title: text, about: text };
  return JSON.stringify({ ...head, lessons: ['g7-physics-1'], ...changes });
}

/** A lesson file of grade 7 physics with this body; its first line is line 8 of the file. */
export function aLessonFile(body: string, head: Record<string, string> = {}): string {
  const entries = { title: 'Жылдамдық', subject: 'physics', grade: '7', minutes: '40', objectives: '7.2.1.3', ...head };
  return ['---', ...Object.entries(entries).map(([name, value]) => `${name}: ${value}`), '---', body].join('\n');
}

/** A question's lines with the feedback that every question needs. */
export function aQuestionText(kind: string, lines: string, id = 'q1'): string {
  return `::: question ${id} ${kind}\n${lines}\nright: Дұрыс.\nwrong: Қайта ойлан.\n:::`;
}

/** A pack in memory: `pack.json` is there unless given; physics and English have a few objectives. */
export function aPackSource(files: Record<string, string | Uint8Array>): PackSource {
  const all = { 'pack.json': aPackJson(), ...files };
  const bytes = Object.entries(all).map(([path, content]) => {
    const encoded = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return [path, encoded] as const;
  });
  const objectives = new Map([['2022/physics', new Set(['7.2.1.3', '7.2.1.4'])]]);
  return { files: new Map(bytes), objectivesOf: (edition, subject) => objectives.get(`${edition}/${subject}`) };
}

/** An SVG that may be shown. */
export const aPicture = '<svg viewBox="0 0 40 30" xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>';

const asked = { id: 'q1', stem: '<p>?</p>', right: 'yes', wrong: 'no' };

/** One question of each kind; the keys say which. */
export const sampleQuestions = {
  single: {
    ...asked,
    kind: 'single',
    options: [
      { html: 'a', right: false, reply: 'not a' },
      { html: 'b', right: true },
      { html: 'c', right: false },
    ],
  },
  multiple: {
    ...asked,
    kind: 'multiple',
    options: [
      { html: 'a', right: true },
      { html: 'b', right: true, reply: 'b too' },
      { html: 'c', right: false, reply: 'not c' },
      { html: 'd', right: false },
    ],
  },
  number: {
    ...asked,
    kind: 'number',
    value: '12.5',
    tolerance: '0.1',
    unit: 'м/с',
    mistakes: [{ value: '125', html: 'the point' }],
  },
  short: {
    ...asked,
    kind: 'short',
    words: ['қазақ хандығы', 'Қазақстан'],
    mistakes: [{ value: 'орда', html: 'which one' }],
  },
  order: { ...asked, kind: 'order', items: ['1', '2', '3', '4'] },
  match: { ...asked, kind: 'match', lefts: ['a', 'b', 'c'], rights: ['A', 'B', 'C'] },
  gap: { ...asked, kind: 'gap', lines: [[{ html: 'I ' }, { gap: 0 }, { gap: 1 }]], gaps: [['am', "'m"], ['here']] },
} as const satisfies { readonly [K in Question['kind']]: Question & { readonly kind: K } };
