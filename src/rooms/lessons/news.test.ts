import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { aLessonSchool, type LessonSchool, type WorkingPupil } from './testing.ts';

const rest = 600;

describe('LES-14: open screens are told of changes', () => {
  let school: LessonSchool;
  let teacher: { person: PersonId; token: string };
  let group: GroupId;
  let other: GroupId;
  let pupil: WorkingPupil;
  let heard: string[] = [];
  let topics: string[];

  before(async () => {
    school = await aLessonSchool();
    teacher = await school.teacher('ustaz');
    group = await school.group(teacher.person, 'mathematics', [5, 6]);
    other = await school.group(teacher.person, 'physics', [7]);
    pupil = await school.pupil('Әлиева', 5);
    topics = [`lessons:group:${group}`, `lessons:group:${other}`, `lessons:person:${pupil.person}`];
    school.house.live.subscribe(topics, (topic) => heard.push(topic));
  });
  after(() => school[Symbol.asyncDispose]());

  const after600 = async (act: () => Promise<unknown>): Promise<string[]> => {
    await new Promise((resolve) => setTimeout(resolve, rest));
    heard = [];
    await act();
    await new Promise((resolve) => setTimeout(resolve, rest));
    return heard;
  };

  it('the groups in which the pupil sits, and the pupil; no other group', async () => {
    assert.deepEqual((await after600(() => pupil.begin('g5-mathematics-1'))).toSorted(), [topics[0], topics[2]]);
  });

  it('much that happens at once is told at most twice a second', async () => {
    const attempt = await pupil.begin('g5-mathematics-2');
    let took = 0;
    const told = await after600(async () => {
      const began = performance.now();
      for (let n = 0; n < 40; n++) await pupil.raiseHand(attempt);
      took = performance.now() - began;
    });
    // However slow the machine is: two a second of the time that it took, and one before and after.
    const most = Math.ceil((took + rest) / 500) + 1;
    const ofGroup = told.filter((topic) => topic === topics[0]);
    assert.ok(ofGroup.length >= 1 && ofGroup.length <= most, `told ${ofGroup.length} times in ${took} ms`);
  });

  it('what is given, taken back and marked reaches the pupils of the group', async () => {
    let assignment = '';
    const given = await after600(async () => {
      const lessons = [{ pack: school.pack, lesson: 'g5-mathematics-3' }];
      const answer = await school.call<{ assignment: string }>(teacher.token, 'POST', '/lessons/assignments', {
        group,
        grades: [5],
        lessons,
      });
      assignment = answer.body.assignment;
    });
    assert.deepEqual(given.toSorted(), [topics[0], topics[2]]);
    const ended = await after600(() => school.call(teacher.token, 'DELETE', `/lessons/assignments/${assignment}`));
    assert.deepEqual(ended.toSorted(), [topics[0], topics[2]]);
    const attempt = await pupil.begin('g5-mathematics-4');
    const marked = await after600(() =>
      school.call(teacher.token, 'POST', `/lessons/attempts/${attempt}/mark`, { mark: 5 }),
    );
    assert.ok(marked.includes(topics[2] as string));
  });

  it('a pupil who came into a group since is known to it', async () => {
    const late = await school.pupil('Кешіккен', 7);
    const told = await after600(() => late.begin('g7-physics-1'));
    assert.deepEqual(told, [`lessons:group:${other}`]);
  });

  it('LIV-3: a stream of the API carries them to a teacher who asked', async () => {
    const response = await school.fetch(teacher.token, `/live?topics=lessons:group:${group}`);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const read = async (): Promise<string> => Buffer.from((await reader.read()).value ?? []).toString();
    assert.equal(await read(), ': ready\n\n');
    await pupil.begin('g5-mathematics-5');
    assert.equal(await read(), `data: lessons:group:${group}\n\n`);
    await reader.cancel();
  });
});
