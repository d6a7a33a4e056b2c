import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { lessonReader, score } from '#rooms/library/index.ts';
import { buildPack, publishPack } from '#rooms/library/index.ts';
import { regionScope } from '#kernel/ids.ts';
import { aLessonFile, aPackSource, aQuestionText } from '#rooms/library/testing.ts';
import { everydayItems } from './everyday.ts';
import { aBankRegion, anItem, sampleParts } from './testing.ts';

test('BNK-30: questions of lessons and items of the everyday pool are asked by subject, grade and objective', async () => {
  await using region = await aBankRegion();
  const body = `## a\n\n${aQuestionText('single', 'Қайсы?\n- [x] бір\n- [ ] екі')}`;
  const pack = (await buildPack(aPackSource({ 'lessons/g7-physics-1/kk.md': aLessonFile(body) }))).pack;
  ok(pack);
  await publishPack(region.house, regionScope, 'test', pack);
  const common = { objective: '7.2.1.3' };
  const items = [
    anItem({ id: 'p8-01', ...common, parts: [sampleParts.single, sampleParts.number, sampleParts.short] }),
    anItem({ id: 'p8-02', ...common, parts: [sampleParts.order, sampleParts.match] }),
    anItem({ id: 'p8-03', ...common, parts: [sampleParts.table] }),
    anItem({ id: 'p8-04', objective: '7.2.2.11' }),
  ];
  for (const source of items) {
    const body = { source, media: [], cell: 'physics-8', pool: 'everyday', why: '' };
    equal((await region.call({ role: 'methodist' }, 'POST', '/items', body)).status, 200);
    const step = { version: 1, state: 'reviewed', why: '' };
    await region.call({ role: 'coordinator' }, 'POST', `/items/${source.id}/state`, step);
  }
  const wish = { subjects: ['physics'], grades: [7], objectives: ['7.2.1.3'] };
  const found = await everydayItems(region.house, lessonReader(), wish);
  deepEqual(
    found.map(({ id, from }) => `${from} ${id}`),
    ['lesson sample/g7-physics-1/q1', 'bank p8-01@1', 'bank p8-02@1'],
  );
  const [, first, second] = found;
  const [single, number, short] = first?.questions.ru ?? [];
  ok(single && number && short && second);
  equal(score(single, { kind: 'single', choice: 2 }).points, 1);
  equal(score(number, { kind: 'number', text: '3,5 км/ч' }).points, 1);
  equal(score(short, { kind: 'short', text: 'влажный' }).points, 1);
  const [order, match] = second.questions.kk ?? [];
  ok(order?.kind === 'order' && match?.kind === 'match');
  deepEqual(order.items, ['1', '3', '4']);
  deepEqual(match.rights, ['6', '8', '5']);
});
