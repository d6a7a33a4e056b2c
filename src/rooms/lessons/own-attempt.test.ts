import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Answer } from '#rooms/library/index.ts';
import { lessonReader } from '#rooms/library/index.ts';
import { ownAttempt } from './own-attempt.ts';
import { aLessonSchool, type LessonSchool } from './testing.ts';

let school: LessonSchool;
before(async () => {
  school = await aLessonSchool();
});
after(() => school[Symbol.asyncDispose]());

const lesson = 'g5-mathematics-1';

it('LES-26: a pupil finds the own answers again, sealed words too, the newest try of each', async () => {
  const read = lessonReader();
  const pupil = await school.pupil('Әлиева', 5);
  const { built } = await school.lesson(lesson);
  const attempt = await pupil.begin(lesson);
  const number = built.questions.find((each) => each.kind === 'number');
  const gap = built.questions.find((each) => each.kind === 'gap');
  assert.ok(number?.kind === 'number' && gap?.kind === 'gap');
  const right: Answer = { kind: 'number', text: number.value };
  const words: Answer = { kind: 'gap', texts: gap.gaps.map(() => 'әлдене') };
  await pupil.answer(attempt, number.id, { kind: 'number', text: '-123456' });
  await pupil.answer(attempt, number.id, right);
  await pupil.answer(attempt, gap.id, words);
  await pupil.raiseHand(attempt);
  const own = await ownAttempt(school.house, read, pupil.person, attempt);
  const byQuestion = new Map(own.answers.map((each) => [each.question, each]));
  assert.deepEqual(byQuestion.get(number.id), { question: number.id, answer: right, points: 1, of: 1, tries: 2 });
  assert.deepEqual(byQuestion.get(gap.id)?.answer, words);
  assert.equal(byQuestion.get(gap.id)?.points, 0);
  assert.deepEqual([own.isHandUp, own.finishedAt, own.language], [true, 0, 'kk']);
});

it('LES-26: nobody else finds them', async () => {
  const read = lessonReader();
  const [owner, other] = [await school.pupil('Беріков', 5), await school.pupil('Даниярова', 5)];
  const attempt = await owner.begin(lesson);
  await assert.rejects(ownAttempt(school.house, read, other.person, attempt), /lessons\.no-such-attempt/);
  await assert.rejects(ownAttempt(school.house, read, owner.person, 'none-1'), /lessons\.no-such-attempt/);
});
