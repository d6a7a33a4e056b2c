import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { buildCell } from './build-cell.ts';
import type { CellFiles } from './cell-folder.ts';
import { blindText } from './blind.ts';
import { compareSecond } from './second.ts';
import { aCell, anItem, sampleParts } from './testing.ts';

/** The errors of single items; what a cell lacks as a whole is another matter. */
async function errorsOf(files: CellFiles): Promise<readonly string[]> {
  const { errors } = await buildCell(files);
  return errors
    .filter(({ file, item }) => file !== 'cell.json' || item !== undefined)
    .map(({ item, where, key }) => [item, where, key].filter(Boolean).join(' '));
}

const withPart = (kind: keyof typeof sampleParts, changes: Record<string, unknown>): CellFiles =>
  aCell([anItem({ parts: [{ ...sampleParts[kind], ...changes }] })]);

test('BNK-1: each kind is read, drawn in Kazakh and Russian, and has its key', async () => {
  const items = Object.entries(sampleParts).map(([kind, part]) => anItem({ id: `p8-${kind}`, parts: [part] }));
  const built = await buildCell(aCell(items));
  deepEqual(await errorsOf(aCell(items)), []);
  for (const { source, faces, key } of built.items) {
    deepEqual(Object.keys(faces), ['kk', 'ru'], source.id);
    equal(faces.kk?.parts[0]?.kind, key.parts[0]?.kind);
    ok(faces.kk?.parts[0]?.stem.startsWith('<p>'));
  }
  const [single, , , , , , gap, hotspot] = built.items;
  ok(single?.faces.ru?.parts[0]?.stem.includes('<math>'));
  deepEqual(gap?.faces.kk?.parts[0]?.kind === 'gap' && gap.faces.kk.parts[0].lines, [
    [{ html: 'Су ' }, { gap: 0 }, { html: ' градуста ' }, { gap: 1 }, { html: '.' }],
  ]);
  equal(hotspot?.faces.kk?.media[0], hotspot?.media[0]?.ref);
});

test('BNK-1: nothing of the key stands in a face', async () => {
  const secret = { ...sampleParts.short, right: { kk: ['құпия-сөз'], ru: ['тайное-слово'] } };
  const { items } = await buildCell(aCell([anItem({ parts: [secret, sampleParts.number] })]));
  const text = JSON.stringify(items[0]?.faces);
  for (const part of ['құпия', 'тайное', '3,5', '"right"', 'why', 'Себебі']) ok(!text.includes(part), part);
});

test('BNK-5: every error is said at once, with its item and place', async () => {
  const items = [
    anItem({ id: 'p8-01', parts: [{ ...sampleParts.single, right: 4 }] }),
    anItem({ id: 'p8-02', parts: [{ kind: 'essay', stem: 'a' }] }),
    anItem({ id: 'p8-03', objective: '7.9.9.99' }),
    anItem({ id: 'p8-04', subject: 'chemistry' }),
    anItem({ id: 'p8-05', stimulus: 'p8-s9' }),
    anItem({ id: 'p8-06', parts: [{ ...sampleParts.number, right: '3,5.1' }] }),
    anItem({ id: 'p8-01' }),
    { ...anItem({ id: 'p8-07' }), colour: 'red' },
  ];
  deepEqual(
    new Set(await errorsOf(aCell(items))),
    new Set([
      'p8-01 parts.0.right out-of-range',
      'p8-02 parts.0.kind kind-unknown',
      'p8-03 objective',
      'p8-04 subject',
      'p8-05 stimulus',
      'p8-06 parts.0.right number',
      'p8-01 id-twice',
      'p8-07 field-unknown',
    ]),
  );
});

const wrong: readonly (readonly [keyof typeof sampleParts, Record<string, unknown>, string])[] = [
  ['multiple', { right: [0, 1, 2, 3] }, 'parts.0.right all-right'],
  ['multiple', { right: [1, 1] }, 'parts.0.right right-twice'],
  ['multiple', { options: ['3', '3', '4'] }, 'parts.0.options same-texts'],
  ['number', { tolerance: '-1' }, 'parts.0.tolerance number'],
  ['order', { right: [0, 1, 2] }, 'parts.0.right order-shown'],
  ['order', { right: [1, 0] }, 'parts.0.right count'],
  ['match', { rights: ['6', '8'], lefts: ['a', 'b', 'c'], right: [0, 1, 1] }, 'parts.0.rights rights-few'],
  ['gap', { right: [1] }, 'parts.0.lines gaps'],
  ['gap', { right: [1, 5] }, 'parts.0.right.1 out-of-range'],
  ['gap', { right: [['a'], ['b']] }, 'parts.0.right.0 gap-key'],
  ['hotspot', { right: [0, 1] }, 'parts.0.most most'],
  ['hotspot', { width: 41 }, 'parts.0.picture picture-size'],
  ['hotspot', { picture: 'none.svg' }, 'parts.0.picture media-missing'],
  [
    'hotspot',
    { spots: [{ name: 'A', shape: 'circle', x: 2, y: 2, r: 5 }, sampleParts.hotspot.spots[1]] },
    'parts.0.spots.0 spot-outside',
  ],
  ['table', { right: [0, 2] }, 'parts.0.right out-of-range'],
  ['single', { stem: { kk: 'Бұл 5 пе?', ru: 'Это 6?' } }, 'parts.0.stem twins-numbers'],
  ['single', { stem: { kk: 'Мынау: ![a](yard.svg)', ru: 'Вот:' } }, 'parts.0.stem twins-pictures'],
  ['single', { stem: 'a $\\frac{1$' }, 'parts.0.stem formula'],
  ['single', { stem: 'a <b onclick="x()">c</b>' }, 'parts.0.stem markup'],
  ['single', { stem: { kk: 'a' } }, 'parts.0.stem shape'],
];

for (const [kind, changes, expected] of wrong) {
  test(`BNK-5: ${kind}: ${expected}`, async () => {
    const errors = await errorsOf(withPart(kind, changes));
    ok(errors.includes(`p8-01 ${expected}`), errors.join('; '));
  });
}

test('BNK-3: an item gives four points at most', async () => {
  const five = { ...sampleParts.table, rows: ['1', '2', '3', '4', '5'], right: [0, 1, 0, 1, 0] };
  deepEqual(await errorsOf(aCell([anItem({ parts: [five] })])), ['p8-01 points']);
});

test('BNK-5: a picture that acts, or has words of one language, is refused', async () => {
  const files = new Map(aCell([anItem()]));
  const svg = (inside: string) =>
    new TextEncoder().encode(`<svg viewBox="0 0 4 3" xmlns="http://www.w3.org/2000/svg">${inside}</svg>`);
  files.set('media/a.svg', svg('<script>x()</script>'));
  files.set('media/b.svg', svg('<text>құдық</text>'));
  const { errors } = await buildCell(files);
  const keys = errors.filter(({ file }) => file.startsWith('media/')).map(({ file, key }) => `${file} ${key}`);
  deepEqual([...new Set(keys)], ['media/a.svg media', 'media/b.svg picture-words']);
});

test('BNK-7: a cell too small, without anchors and with the key always in one place says so', async () => {
  const items = Array.from({ length: 8 }, (_, at) => anItem({ id: `p8-0${at}` }));
  const { errors } = await buildCell(aCell(items, { forms: { start: ['p8-00', 'p8-00'], end: ['p8-77'] } }));
  const keys = new Set(errors.map(({ key }) => key));
  for (const key of [
    'cell-size',
    'anchors',
    'form-size',
    'form-twice',
    'form-item',
    'key-balance',
    'stimulus-few',
    'pictures-few',
  ] as const)
    ok(keys.has(key), key);
});

test('BNK-8: a second solution that differs is found, and is solved without a key', async () => {
  const items = Object.entries(sampleParts).map(([kind, part]) => anItem({ id: `p8-${kind}`, parts: [part] }));
  const { items: built, stimuli } = await buildCell(aCell(items));
  const second = {
    'p8-single': [2],
    'p8-multiple': [[1, 3]],
    'p8-number': ['3.5 км/ч'],
    'p8-short': ['влажный'],
    'p8-order': [[1, 2, 0]],
    'p8-match': [[1, 0]],
    'p8-gap': [[1, 0]],
    'p8-hotspot': [[1]],
  };
  deepEqual(
    compareSecond(
      built.map(({ key }) => key),
      second,
    ).map(({ item, points, of }) => `${item} ${points}/${of}`),
    ['p8-gap 1/2', 'p8-table 0/2'],
  );
  const text = blindText('physics-8', items, stimuli, 'ru');
  ok(text.includes('Куда впадает') && text.includes('1) в озеро'));
  const sheet = text.slice(text.indexOf('##')).replaceAll('rights:', '');
  for (const part of ['right', 'влажный', 'Потому']) ok(!sheet.includes(part), part);
});
