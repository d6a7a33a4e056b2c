import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { day } from '#kernel/time.ts';
import type { PersonId } from '#kernel/ids.ts';
import { moveUp, type Place } from './moving-up.ts';
import { aNode, anAdult, aPupil, signIn, type Call, type TestNode } from './testing.ts';

type Preview = {
  year: number;
  classes: { class: string; pupils: number; next: string }[];
  finishes: number;
  groups: { subject: string; grades: number[]; teacherName: string }[];
  endedGroups: number;
  last: { canUndo: boolean; year: number } | null;
};
type Done = { moved: number; finished: number; left: number; error: { key: string } };

type Setting = {
  node: TestNode;
  ask: Call;
  classes: () => Promise<Record<string, string[]>>;
  pupils: Record<string, PersonId>;
};

/** A basic school in August: its pupils sit in the classes of the last year. */
async function inAugust(test: (setting: Setting) => Promise<void>, kind: 'basic' | 'primary' = 'basic'): Promise<void> {
  const node = await aNode('n1', { school: 's1', kind });
  try {
    await anAdult(node.house, 'head', ['head', 'teacher'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
    const pupils: Record<string, PersonId> = {};
    const last = kind === 'basic' ? [1, 4, 8, 9] : [1, 4];
    for (const grade of last) {
      for (const given of ['Әлия', 'Бекзат']) {
        pupils[`${given}${grade}`] = (
          await aPupil(node.house, { family: 'Сейіт', given: `${given}${grade}` }, grade, {
            letter: grade === 4 ? 'Ә' : '',
          })
        ).person;
      }
    }
    // They were enrolled in the year 2026; the next August comes.
    node.clock.advance(350 * day);
    const token = await signIn(node.call, 'head');
    const ask: Call = (method, path, options = {}) => node.call(method, path, { token, ...options });
    const classes = async () => {
      const { body } = await ask<{ classes: { class: string; pupils: { fullName: { given: string } }[] }[] }>(
        'GET',
        '/office/people',
      );
      return Object.fromEntries(
        body.classes.map((each) => [each.class, each.pupils.map((pupil) => pupil.fullName.given)]),
      );
    };
    await test({ node, ask, classes, pupils });
  } finally {
    await node.close();
  }
}

describe('moving up a year', () => {
  it('PPL-25: the rule, pupil by pupil', () => {
    const place = (person: string, grade: number, year = 2025): Place => {
      return { person: person as PersonId, enrolment: person, grade, letter: 'А', medium: 'kk', year };
    };
    const exceptions = [
      { person: 'stays' as PersonId, does: 'stays' as const },
      { person: 'leaves' as PersonId, does: 'leaves' as const },
      { person: 'goes' as PersonId, does: 'goes' as const, grade: 7, letter: 'Б' },
    ];
    const places = [
      place('up', 5),
      place('last', 9),
      place('stays', 9),
      place('leaves', 3),
      place('goes', 5),
      place('new', 1, 2026),
    ];
    const steps = moveUp(places, 'basic', 2026, exceptions).map(({ person, next, reason }) => [
      person,
      next && `${next.grade}${next.letter}`,
      reason,
    ]);
    assert.deepEqual(steps, [
      ['up', '6А', 'moved-up'],
      ['last', undefined, 'finished'],
      ['stays', '9А', 'moved-up'],
      ['leaves', undefined, 'left'],
      ['goes', '7Б', 'moved-up'],
    ]);
  });

  it('PPL-25: what the preview shows is what happens, in one write', async () => {
    await inAugust(async ({ node, ask, classes, pupils }) => {
      const preview = (await ask<Preview>('GET', '/move-up')).body;
      assert.equal(preview.year, 2027);
      assert.deepEqual(
        preview.classes.map((each) => [each.class, each.pupils, each.next]),
        [
          ['1', 2, '2'],
          ['4 Ә', 2, '5 Ә'],
          ['8', 2, '9'],
          ['9', 2, ''],
        ],
      );
      assert.equal(preview.finishes, 2);
      let commits = 0;
      const stop = node.house.log.onCommit(
        (records) => void (commits += records.some((each) => each.type.startsWith('people.enrol')) ? 1 : 0),
      );
      const exceptions = [
        { person: pupils['Әлия8'], does: 'stays' },
        { person: pupils['Бекзат1'], does: 'leaves' },
      ];
      const { body } = await ask<Done>('POST', '/move-up', { body: { year: 2027, exceptions } });
      stop();
      assert.deepEqual([body.moved, body.finished, body.left, commits], [5, 2, 1, 1]);
      assert.deepEqual(await classes(), {
        '2': ['Әлия1'],
        '5 Ә': ['Әлия4', 'Бекзат4'],
        '8': ['Әлия8'],
        '9': ['Бекзат8'],
      });
    });
  });

  it('PPL-25: twice does nothing twice', async () => {
    await inAugust(async ({ ask, classes }) => {
      const move = () => ask<Done>('POST', '/move-up', { body: { year: 2027 } });
      const both = await Promise.all([move(), move()]);
      assert.deepEqual(both.map((each) => each.body.error?.key).toSorted(), ['people.move-nobody', undefined]);
      assert.deepEqual(Object.keys(await classes()).toSorted(), ['2', '5 Ә', '9']);
    });
  });

  it('PPL-25: a primary school ends with grade 4; wrong exceptions and years change nothing', async () => {
    await inAugust(async ({ ask, classes, pupils }) => {
      const keyOf = async (body: object) => (await ask<Done>('POST', '/move-up', { body })).body.error?.key;
      const said = (does: object) => ({ year: 2027, exceptions: [{ person: pupils['Әлия1'], ...does }] });
      assert.equal(await keyOf(said({ does: 'goes', grade: 5, letter: '' })), 'people.grade-beyond-school');
      assert.equal(
        await keyOf({ year: 2027, exceptions: [{ person: 'nobody000001', does: 'stays' }] }),
        'people.move-stranger',
      );
      const twice = said({ does: 'stays' }).exceptions[0];
      assert.equal(await keyOf({ year: 2027, exceptions: [twice, twice] }), 'people.move-twice');
      assert.equal(await keyOf({ year: 2031 }), 'people.move-year');
      assert.deepEqual(Object.keys(await classes()), ['1', '4 Ә']);
      assert.equal(await keyOf({ year: 2027 }), undefined);
      assert.deepEqual(Object.keys(await classes()), ['2']);
    }, 'primary');
  });

  it('PPL-26: on the same day it is taken back, except for whom somebody has changed since', async () => {
    await inAugust(async ({ node, ask, classes, pupils }) => {
      const before = await classes();
      await ask('POST', '/move-up', { body: { year: 2027 } });
      assert.equal((await ask<Preview>('GET', '/move-up')).body.last?.canUndo, true);
      assert.deepEqual((await ask('POST', '/move-up/undo')).body, { undone: 8, leftAlone: 0 });
      assert.deepEqual(await classes(), before);
      await ask('POST', '/move-up', { body: { year: 2027 } });
      await ask('POST', `/office/people/${pupils['Әлия4']}/class`, { body: { grade: 5, letter: 'А', medium: 'kk' } });
      assert.deepEqual((await ask('POST', '/move-up/undo')).body, { undone: 7, leftAlone: 1 });
      assert.deepEqual(await classes(), { ...before, '4 Ә': ['Бекзат4'], '5 А': ['Әлия4'] });
      await ask('POST', '/move-up', { body: { year: 2027 } });
      node.clock.advance(day);
      assert.equal((await ask<Done>('POST', '/move-up/undo')).body.error.key, 'people.move-too-late');
    });
  });

  it('PPL-27: the groups of the new year come from the old ones, and go back with them', async () => {
    await inAugust(async ({ node, ask, pupils }) => {
      const teacher = (await ask<{ adults: { person: string }[] }>('GET', '/office/people')).body.adults[0]?.person;
      node.clock.advance(-60 * day);
      for (const [subject, grades] of [
        ['mathematics', [1]],
        ['biology', [8, 9]],
        ['physics', [9]],
      ] as const) {
        await ask('POST', '/groups', {
          body: { subject, grades, teacher, without: subject === 'biology' ? [pupils['Әлия8']] : [] },
        });
      }
      node.clock.advance(60 * day);
      const groups = async () => {
        const { body } = await ask<{ groups: { id: string; subject: string; grades: number[]; size: number }[] }>(
          'GET',
          '/groups',
        );
        return body.groups.map(({ subject, grades, size }) => `${subject} ${grades.join('+')} ${size}`).toSorted();
      };
      const before = await groups();
      assert.deepEqual(before, ['biology 8+9 3', 'mathematics 1 2', 'physics 9 2']);
      const preview = (await ask<Preview>('GET', '/move-up')).body;
      assert.deepEqual(
        preview.groups.map(({ subject, grades, teacherName }) => [subject, grades, teacherName]),
        [
          ['biology', [9], 'Қасымова Гүлнар'],
          ['physics', [9], 'Қасымова Гүлнар'],
        ],
      );
      assert.equal(preview.endedGroups, 1, 'nobody will be in grade 1');
      await ask('POST', '/move-up', { body: { year: 2027 } });
      assert.deepEqual(await groups(), ['biology 9 2', 'physics 9 2']);
      await ask('POST', '/move-up/undo');
      assert.deepEqual(await groups(), before);
    });
  });
});
