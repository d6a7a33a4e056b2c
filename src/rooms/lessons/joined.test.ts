import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { todayOf } from './today.ts';
import { aLessonSchool } from './testing.ts';

type Seat = {
  readonly person: PersonId;
  readonly attempt: string | null;
  readonly state: string;
  readonly mark: number | null;
};
type Board = { readonly pupils: readonly Seat[]; readonly counts: Record<string, number> };
type Progress = {
  readonly assignments: readonly { readonly lessons: readonly { readonly pupils: readonly Seat[] }[] }[];
};

describe('a child who was entered twice', () => {
  it('PPL-32: joined, their work under either id is on the teacher’s board, marked and seen; parted, each has their own', async () => {
    await using school = await aLessonSchool();
    const teacher = await school.teacher('ustaz');
    const head = await school.teacher('head', 'head');
    const group = await school.group(teacher.person, 'mathematics', [5]);
    const [kept, twin] = [await school.pupil('Әлиева', 5), await school.pupil('Әлиева', 5)];
    const ask = async <T>(path: string): Promise<T> =>
      (await school.call<T>(teacher.token, 'GET', `/lessons${path}`)).body;
    const lessons = [{ pack: school.pack, lesson: 'g5-mathematics-1' }];
    await school.call(teacher.token, 'POST', '/lessons/assignments', { group, grades: [5], lessons });
    const attempt = await twin.begin('g5-mathematics-1');
    const people = { kept: kept.person, joined: twin.person };
    assert.equal((await school.call(head.token, 'POST', '/people/joins', people)).status, 200);
    // A tablet that was away sends under the joined id what was done there.
    await twin.raiseHand(attempt);

    const board = await ask<Board>(`/groups/${group}/board`);
    assert.deepEqual(
      board.pupils.map((seat) => [seat.person, seat.attempt, seat.state]),
      [[kept.person, attempt, 'working']],
    );
    const groups = await ask<{ groups: { counts: Record<string, number> }[] }>('/groups');
    assert.deepEqual([board.counts['hand'], groups.groups[0]?.counts['hand']], [1, 1]);
    const shown = await ask<{ name: string }>(`/attempts/${attempt}`);
    assert.equal(shown.name, kept.name);
    await twin.finish(attempt);
    const given = { mark: 5, comment: 'Жарайсың' };
    assert.equal((await school.call(teacher.token, 'POST', `/lessons/attempts/${attempt}/mark`, given)).status, 200);
    const [task] = (await todayOf(school.house, kept.person)).tasks;
    assert.deepEqual([task?.done?.mark, task?.done?.comment], [5, 'Жарайсың']);
    const { assignments } = await ask<Progress>(`/groups/${group}/assignments`);
    assert.deepEqual(
      assignments[0]?.lessons[0]?.pupils.map((seat) => [seat.person, seat.state, seat.mark]),
      [[kept.person, 'finished', 5]],
    );

    assert.equal((await school.call(head.token, 'DELETE', `/people/joins/${twin.person}`)).status, 200);
    const parted = await ask<Board>(`/groups/${group}/board`);
    assert.deepEqual(
      new Map(parted.pupils.map((seat) => [seat.person, seat.attempt])),
      new Map([
        [kept.person, null],
        [twin.person, attempt],
      ]),
    );
  });
});
