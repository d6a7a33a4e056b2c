import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import type { ImportAnswer, ImportRefused } from './routes-import.ts';
import type { WeekAnswer } from './routes-week.ts';
import { aTimetableSchool, type TimetableSchool } from './testing.ts';

type Who = { readonly person: PersonId; readonly token: string };

describe('a timetable from a spreadsheet', () => {
  let place: TimetableSchool;
  let head: Who;
  let one: Who;
  let two: Who;
  let maths: GroupId;
  let physics: GroupId;
  let world: GroupId;
  before(async () => {
    place = await aTimetableSchool();
    head = await place.adult('head', 'head');
    one = await place.adult('one', 'teacher', 'Ахметов');
    two = await place.adult('two', 'teacher', 'Серік');
    maths = await place.group(one.person, 'mathematics', [5, 6]);
    physics = await place.group(one.person, 'physics', [7]);
    world = await place.group(two.person, 'world', [1, 2]);
  });
  after(() => place[Symbol.asyncDispose]());

  const since = '2026-11-30';
  const send = (file: string | Uint8Array, dry: '0' | '1' = '1', token = head.token) => {
    const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
    return place.call(token, 'POST', `/import?dry=${dry}&since=${since}`, bytes);
  };
  const week = async (): Promise<WeekAnswer> => (await place.call(head.token, 'GET', `/week?day=${since}`)).body;
  const errorsOf = async (file: string) => {
    const { status, body } = await send(file, '0');
    assert.equal(status, 422);
    return (body as ImportRefused).errors.map(({ line, column, key, values }) => {
      return [line, column, key.replace('timetable.import.', ''), values];
    });
  };
  const grid = [
    'Сабақ кестесі;;;;',
    'Күні;Сабақ;1-сынып;5-сынып;6-сынып;7 сынып',
    'Дүйсенбі;1;Дүниетану;Математика / Ахметов А. / 3;Математика / Ахметов А. / 3;Физика/Ахметов/3',
    ';2;;;;',
    ';3;;математика;;',
    'Вторник;1;Познание мира;;;',
  ];

  it('TTB-15: days and lessons with a column for each class; who sits together is one slot', async () => {
    const { status, body } = await send(grid.join('\n'), '1');
    assert.equal(status, 200, JSON.stringify(body));
    const plan = body as ImportAnswer;
    assert.deepEqual([plan.isDone, plan.added.length, plan.dropped.length], [false, 4, 0]);
    assert.equal((await week()).slots.length, 0, 'a preview writes nothing');
    assert.equal((await send(grid.join('\n'), '0')).status, 200);
    const seen = (await week()).slots.map(({ weekday, period, groups, teacher, room }) => {
      return [weekday, period, [...groups].toSorted(), teacher, room];
    });
    const expected = [
      [1, 1, [maths, physics].toSorted(), one.person, '3'],
      [1, 1, [world], two.person, ''],
      [1, 3, [maths], one.person, ''],
      [2, 1, [world], two.person, ''],
    ];
    assert.deepEqual(seen.toSorted(), expected.toSorted());
  });
  it('TTB-15: the template is the week that the school has, and reads back as it is', async () => {
    for (const lang of ['kk', 'ru']) {
      const answer = await place.fetch(head.token, `/import/template?lang=${lang}&day=${since}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const { status, body } = await send(bytes);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(body as ImportAnswer, { added: [], dropped: [], kept: 4, isDone: false });
    }
  });
  it('TTB-15: a row for each lesson; what is not in the file goes, what is stays as it was', async () => {
    const before = (await week()).slots;
    const list = [
      'День;Урок;Классы;Предмет;Учитель;Кабинет',
      'пн;1;1+2;Познание мира;;',
      'ср;2;5+6;математика;Ахметов Айгүл;3',
    ];
    const { body } = await send(list.join('\n'), '0');
    const plan = body as ImportAnswer;
    assert.deepEqual([plan.added.length, plan.dropped.length, plan.kept, plan.isDone], [1, 3, 1, true]);
    const after = (await week()).slots;
    assert.deepEqual(
      after.map((each) => [each.weekday, each.period]),
      [
        [1, 1],
        [3, 2],
      ],
    );
    assert.equal(after[0]?.slot, before.find((each) => each.weekday === 1 && each.teacher === two.person)?.slot);
    assert.equal((await send(list.join('\n'), '0')).body['kept' as never], 2);
  });
  it('TTB-15: unknown names and lessons in two places are said with line and column, and nothing is saved', async () => {
    const before = (await week()).slots;
    const head = 'Күні;Сабақ;5-сынып;7-сынып';
    assert.deepEqual(
      await errorsOf(
        [
          head,
          'Дүйсенбі;1;Алхимия;Физика / Белгісіз Б.',
          'Сенсенбі;2;Математика;',
          'Сәрсенбі;бірінші;Математика;',
          'Бейсенбі;12;Математика;',
          'Жұма;1;Химия;',
        ].join('\n'),
      ),
      [
        [2, 3, 'subject', { value: 'Алхимия' }],
        [2, 4, 'teacher', {}],
        [3, 1, 'day', { value: 'Сенсенбі' }],
        [4, 2, 'period', { value: 'бірінші' }],
        [5, 3, 'no-bell', { period: 12 }],
        [6, 3, 'group', { subject: 'Химия', class: '5' }],
      ],
    );
    assert.deepEqual(await errorsOf([head, 'Дүйсенбі;1;Математика / Ахметов / 3;Физика / Ахметов / 4'].join('\n')), [
      [2, 4, 'teacher-twice', { other: 2 }],
    ]);
    assert.deepEqual(await errorsOf([head, 'Дүйсенбі;1;Математика / Ахметов / 3;Физика / Серік / 3'].join('\n')), [
      [2, 4, 'room-twice', { room: '3', other: 2 }],
    ]);
    assert.deepEqual(await errorsOf('Аты;Тегі\nа;б'), [[undefined, undefined, 'no-headings', {}]]);
    assert.equal((await errorsOf('%PDF-1.4'))[0]?.[2], 'roster.format-unknown');
    assert.deepEqual((await week()).slots, before);
  });
  it('TTB-15: five grades in one room are refused', async () => {
    await place.group(one.person, 'music', [8, 9, 10]);
    const row = 'Дүйсенбі;1;Математика;Физика;Музыка / Ахметов';
    assert.deepEqual(await errorsOf(['Күні;Сабақ;5-сынып;7-сынып;8-сынып', row].join('\n')), [
      [2, 5, 'set-too-large', { grades: '5+6+7+8+9+10', most: 4 }],
    ]);
  });
  it('TTB-15: a teacher brings no file in', async () => {
    assert.equal((await send(grid.join('\n'), '1', one.token)).status, 403);
  });
});
