import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { BuiltLesson, Part } from '#rooms/library/model/pack.ts';
import type { Question } from '#rooms/library/model/question.ts';
import { stepsOf } from './steps.ts';

function aQuestion(id: string, stem = `<p>${id}</p>`): Question {
  return { id, kind: 'short', stem, right: 'r', wrong: 'w', words: ['x'], mistakes: [] };
}

function aLesson(
  sections: readonly { readonly title: string; readonly parts: readonly Part[] }[],
  questions: readonly Question[],
): BuiltLesson {
  const head = {
    format: 1,
    id: 'l',
    language: 'kk',
    title: 'L',
    subject: 'physics',
    grade: 7,
    minutes: 40,
    objectives: [],
  } as const;
  return { ...head, sections, questions };
}

describe('the steps of a lesson', () => {
  it('LES-20: a text, then each question alone with the text to look up, then the end', () => {
    const lesson = aLesson(
      [
        { title: 'A', parts: [{ html: 'text' }] },
        {
          title: 'B',
          parts: [{ html: 'before' }, { question: 'q1' }, { html: 'between' }, { question: 'q2' }, { html: 'after' }],
        },
      ],
      [aQuestion('q1'), aQuestion('q2')],
    );
    const steps = stepsOf(lesson);
    assert.deepEqual(
      steps.map((step) =>
        step.kind === 'ask'
          ? [step.question.id, step.lead, step.recall]
          : step.kind === 'read'
            ? [step.title, step.html]
            : [step.kind],
      ),
      [['A', 'text'], ['B', 'before'], ['q1', '', 'before'], ['q2', 'between', 'before'], ['B', 'after'], ['end']],
    );
  });

  it('LES-20: the picture of the question before can be looked at again', () => {
    const figure = '<figure><img></figure>';
    const lesson = aLesson(
      [{ title: '', parts: [{ question: 'q1' }, { question: 'q2' }, { question: 'q3' }] }],
      [aQuestion('q1', `<p>a</p>${figure}`), aQuestion('q2'), aQuestion('q3')],
    );
    assert.deepEqual(
      stepsOf(lesson).map((step) => step.kind === 'ask' && step.recall),
      ['', figure, '', false],
    );
  });

  it('LES-20: no text and no question is lost, and each comes in its order', () => {
    const part = fc.oneof(fc.constant('text' as const), fc.constant('question' as const));
    fc.assert(
      fc.property(fc.array(fc.array(part, { maxLength: 8 }), { maxLength: 5 }), (shape) => {
        const questions: Question[] = [];
        let texts = 0;
        const sections = shape.map((kinds, at) => ({
          title: `s${at}`,
          parts: kinds.map((kind): Part => {
            if (kind === 'text') return { html: `[${texts++}]` };
            const question = aQuestion(`q${questions.length + 1}`);
            questions.push(question);
            return { question: question.id };
          }),
        }));
        const steps = stepsOf(aLesson(sections, questions));
        const read = steps
          .map((step) => (step.kind === 'read' ? step.html : step.kind === 'ask' ? step.lead : ''))
          .join('');
        assert.equal(read, Array.from({ length: texts }, (_, at) => `[${at}]`).join(''));
        assert.deepEqual(
          steps.flatMap((step) => (step.kind === 'ask' ? [step.question.id] : [])),
          questions.map(({ id }) => id),
        );
        assert.equal(steps.at(-1)?.kind, 'end');
      }),
    );
  });
});
