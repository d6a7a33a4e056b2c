import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aLessonFile, aQuestionText } from '../testing.ts';
import { parseLesson } from './lesson-parser.ts';
import type { Question } from './question.ts';

function parse(question: string) {
  const errors: string[] = [];
  const parsed = parseLesson(
    { id: 'g7-physics-1', language: 'kk', text: aLessonFile(question) },
    {
      report: (key, line) => errors.push(`${line - 7} ${key}`),
      lessons: new Set(),
      useMedia: (path) => {
        const name = path.replace('media/', '');
        return { name, hash: 'h', ref: `h.${name.split('.')[1]}`, type: 'audio/mpeg', content: new Uint8Array() };
      },
    },
  );
  return { errors, question: parsed?.lesson.questions[0] };
}

function questionOf(kind: string, lines: string): Question {
  const { errors, question } = parse(aQuestionText(kind, lines));
  assert.deepEqual(errors, []);
  assert.ok(question);
  return question;
}

const asked = { id: 'q1', stem: '<p>Не?</p>', right: 'Дұрыс.', wrong: 'Қайта ойлан.' };

test('PCK-10: single and multiple, with what the pupil reads who chose an option', () => {
  assert.deepEqual(questionOf('single', 'Не?\n- [ ] а\n  > Жоқ, $x$.\n- [x] **ә**'), {
    ...asked,
    kind: 'single',
    options: [
      { html: 'а', right: false, reply: 'Жоқ, <math><mi>x</mi></math>.' },
      { html: '<strong>ә</strong>', right: true },
    ],
  });
  const multiple = questionOf('multiple', 'Не?\n\n- [x] а\n\n- [X] ә\n- [ ] б');
  assert.ok(multiple.kind === 'multiple');
  assert.deepEqual(
    multiple.options.map(({ right }) => right),
    [true, true, false],
  );
});

test('PCK-11: number with tolerance and unit', () => {
  const key = (line: string) => {
    const question = questionOf('number', `Неше?\n${line}`);
    assert.ok(question.kind === 'number');
    return [question.value, question.tolerance, question.unit];
  };
  assert.deepEqual(key('= 12.5 ± 0.1 м/с'), ['12.5', '0.1', 'м/с']);
  assert.deepEqual(key('= -3'), ['-3', undefined, undefined]);
  assert.deepEqual(key('= −3 °C'), ['-3', undefined, '°C']);
  assert.deepEqual(key('= 1.5e3 кг'), ['1.5e3', undefined, 'кг']);
  assert.deepEqual(key('= 3/4'), ['3/4', undefined, undefined]);
  assert.deepEqual(key('= 90°'), ['90', undefined, '°']);
  assert.deepEqual(key('= 25%'), ['25', undefined, '%']);
  assert.deepEqual(key('= 2.5±0.5 м³'), ['2.5', '0.5', 'м³']);
  assert.deepEqual(key('=7 жасар бала'), ['7', undefined, 'жасар бала']);
});

test('PCK-12: short with several spellings', () => {
  const question = questionOf('short', 'Не?\n= Абай | Абай Құнанбайұлы');
  assert.ok(question.kind === 'short');
  assert.deepEqual(question.words, ['Абай', 'Абай Құнанбайұлы']);
});

test('PCK-13: order; the stem may have a list of its own before a line of text', () => {
  const question = questionOf('order', 'Не?\n\n1. бір\n2. екі\n\nРетте:\n\n1. а\n2. ә\n3. б');
  assert.ok(question.kind === 'order');
  assert.deepEqual(question.items, ['а', 'ә', 'б']);
  assert.match(question.stem, /<ol>[\s\S]*<p>Ретте:<\/p>$/u);
});

test('PCK-14: match; the stem may have a list of its own', () => {
  const question = questionOf('match', 'Не?\n\n- бір\n- екі\n\n- а => 1\n- ә => $2$\n- б => 3');
  assert.ok(question.kind === 'match');
  assert.deepEqual(question.lefts, ['а', 'ә', 'б']);
  assert.deepEqual(question.rights, ['1', '<math><mn>2</mn></math>', '3']);
  assert.match(question.stem, /<ul>/u);
});

test('PCK-15: gap; the stem may have a table', () => {
  const text = 'Не?\n\n| а | ә |\n|---|---|\n| 1 | 2 |\n\nТолтыр:\n| I {{am|’m}} **here**.\n| $x^{2}$ {{is}}';
  const question = questionOf('gap', text);
  assert.ok(question.kind === 'gap');
  assert.deepEqual(question.gaps, [['am', '’m'], ['is']]);
  assert.deepEqual(question.lines[0], [{ html: 'I ' }, { gap: 0 }, { html: ' <strong>here</strong>.' }]);
  assert.deepEqual(question.lines[1]?.at(-1), { gap: 1 });
  assert.match(question.stem, /<table>/u);
});

test('PCK-16: feedback for expected mistakes, and a hint', () => {
  const text =
    '::: question q1 number\nНеше?\n= 15\nright: а\nwrong: ә\nwrong 6000: $300 : 20$\nwrong -15: в: г\nhint: ғ\n:::';
  const { errors, question } = parse(text);
  assert.deepEqual(errors, []);
  assert.ok(question?.kind === 'number');
  assert.deepEqual(
    question.mistakes.map(({ value }) => value),
    ['6000', '-15'],
  );
  assert.equal(question.mistakes[1]?.html, 'в: г');
  assert.equal(question.hint, 'ғ');
  const ratio = parse('::: question q1 short\nҚатынас?\n= 3:4\nright: а\nwrong: ә\nwrong 4:3: Кері\n:::').question;
  assert.ok(ratio?.kind === 'short');
  assert.deepEqual(ratio.mistakes, [{ value: '4:3', html: 'Кері' }]);
});

test('PCK-17: the sound of a question', () => {
  const text = '::: question q1 number\nНеше?\n= 1\nright: а\nwrong: ә\nlisten: media/q1.mp3\n:::';
  assert.equal(parse(text).question?.listen, 'h.mp3');
});

const wrong: readonly (readonly [rule: string, kind: string, lines: string, error: string])[] = [
  ['PCK-10', 'single', 'Не?\n- [x] а\n- [x] ә', '1 single-right-count'],
  ['PCK-10', 'single', 'Не?\n- [x] а', '1 key-count'],
  ['PCK-10', 'single', `Не?\n- [x] 0${[1, 2, 3, 4, 5, 6].map((n) => `\n- [ ] ${n}`).join('')}`, '1 key-count'],
  ['PCK-10', 'single', 'Не?\n- [x] а\n- [y] ә', '4 option-form'],
  ['PCK-10', 'single', 'Не?\n  > а\n- [x] а\n- [ ] ә', '3 option-form'],
  ['PCK-10', 'single', 'Не?\n- [x] а\n  > б\n  > в\n- [ ] ә', '5 reply-twice'],
  ['PCK-10', 'single', 'Не?\n- [x] а\n- [ ] а', '1 key-same-twice'],
  ['PCK-10', 'multiple', 'Не?\n- [ ] а\n- [ ] ә', '1 multiple-none-right'],
  ['PCK-10', 'single', 'Не?\n- [x] а\nқалғаны\n- [ ] ә\n- [ ] б', '3 key-in-stem'],
  ['PCK-11', 'number', 'Неше?\n= 2,5 м', '3 number-key-form'],
  ['PCK-11', 'number', 'Неше?\n= бес', '3 number-key-form'],
  ['PCK-11', 'number', 'Неше?\n= 1/0', '3 number-key-form'],
  ['PCK-11', 'number', 'Неше?\n= 5 ± аз', '3 tolerance-form'],
  ['PCK-11', 'number', 'Неше?\n= 5 ± 0,1', '3 tolerance-form'],
  ['PCK-11', 'number', 'Неше?\n= 5 $\\text{м}$', '3 unit-form'],
  ['PCK-11', 'number', 'Неше?\n= 5\n= 6', '4 key-one-line'],
  ['PCK-11', 'number', 'Неше?', '1 key-missing'],
  ['PCK-12', 'short', 'Не?\n= а |', '3 spelling-empty'],
  ['PCK-13', 'order', 'Не?\n1. а\n3. ә\n2. б', '4 order-number'],
  ['PCK-13', 'order', 'Не?\n1. а\n2. ә', '1 key-count'],
  ['PCK-14', 'match', 'Не?\n- а => 1\n- ә => 1\n- б => 2', '1 key-same-twice'],
  ['PCK-14', 'match', 'Не?\n- а => 1\n- а => 2\n- б => 3', '1 key-same-twice'],
  ['PCK-14', 'match', 'Не?\n- а => 1\n- ә => 2 => 3\n- б => 4', '4 match-form'],
  ['PCK-15', 'gap', 'Не?\n| а', '3 gap-none'],
  ['PCK-15', 'gap', 'Не?\n| а {{ә', '3 gap-open'],
  ['PCK-15', 'gap', 'Не?\n| а {{|ә}}', '3 spelling-empty'],
  ['PCK-15', 'gap', 'Не?\n| **а {{ә}}**', '3 gap-in-markup'],
  ['PCK-15', 'gap', 'Не?\n| $x = {{5}}$ {{ә}}', '3 gap-in-formula'],
  ['PCK-16', 'number', 'Неше?\n= 1\nhint:', '4 feedback-empty'],
  ['PCK-16', 'number', 'Неше?\n= 1\nhint: а\nhint: ә', '5 feedback-twice'],
  ['PCK-16', 'number', 'Неше?\n= 1\nhint: а\nжалғасы', '5 feedback-line'],
  ['PCK-16', 'number', 'Неше?\n= 1\nwrong 1.0: а', '4 mistake-is-right'],
  ['PCK-16', 'number', 'Неше?\n= 1\nwrong бір: а', '4 number-key-form'],
  ['PCK-16', 'short', 'Не?\n= Абай\nwrong абай: а', '4 mistake-is-right'],
  ['PCK-16', 'order', 'Не?\n1. а\n2. ә\n3. б\nwrong 5: а', '6 mistake-not-allowed'],
  ['PCK-16', 'number', 'Неше?\n= 1\nright 5: а', '4 mistake-not-allowed'],
  ['Questions', 'number', '= 1', '1 stem-missing'],
  ['Questions', 'riddle', 'Не?\n= 1', '1 question-kind'],
];

for (const [rule, kind, lines, error] of wrong) {
  test(`${rule}: refuses ${kind} ${JSON.stringify(lines)}`, () => {
    const { errors } = parse(aQuestionText(kind, lines));
    assert.ok(errors.includes(error), errors.join(', '));
  });
}

test('PCK-16: right and wrong are required', () => {
  assert.deepEqual(parse('::: question q1 number\nНеше?\n= 1\n:::').errors, [
    '1 feedback-missing',
    '1 feedback-missing',
  ]);
});

test('PCK-10 to PCK-17: question ids follow the order of the file', () => {
  assert.deepEqual(parse(aQuestionText('number', 'Неше?\n= 1', 'q7')).errors, ['1 question-id']);
});
