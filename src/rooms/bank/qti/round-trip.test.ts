import { deepEqual, equal, ok } from 'node:assert/strict';
import { hash as digest } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildCell } from '../build-cell.ts';
import { readCellFolder } from '../cell-folder.ts';
import { mediaEntry } from '../media-entry.ts';
import { keyOf } from '../model/key.ts';
import type { SourceItem, SourcePart, SourceStimulus, Texts } from '../model/source.ts';
import type { ItemMedia } from '../records.ts';
import { drawItem } from '../stored-faces.ts';
import { anItem, aPicture, sampleParts } from '../testing.ts';
import { exportPackage } from './export-package.ts';
import { readPackage } from './import-package.ts';
import { qtiVersions } from '../model/qti-version.ts';

const picture = new TextEncoder().encode(`${aPicture}\n`);
const yard: ItemMedia = {
  name: 'yard.svg',
  hash: digest('sha256', picture),
  bytes: picture.length,
  type: 'image/svg+xml',
  width: 40,
  height: 30,
};
const defaults = {
  subject: 'physics',
  objective: '7.2.2.11',
  grade: 7,
  level: 'B',
  seconds: 60,
  prefix: 'qti',
} as const;
const bytesOf = (): Promise<Uint8Array> => Promise.resolve(picture);

const word = fc.constantFrom(
  'су',
  'Жем',
  'құдық',
  'мектеп',
  'ветер',
  'степь',
  'H₂O',
  '12',
  '3,5',
  'A < B & C',
  '2 + 2',
  '«сөз»',
  '50 %',
);
const piece = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 1, arbitrary: word.map((text) => `**${text}**`) },
  { weight: 1, arbitrary: word.map((text) => `*${text}*`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '$\\frac{3}{4}$',
      '$v = \\dfrac{s}{t}$',
      '$x^2 - 5 = 0$',
      '$3{,}5 \\cdot 10^3$',
      '$\\sqrt{2}$',
    ),
  },
);
const line = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(' '));
const block = fc.oneof(
  { weight: 6, arbitrary: line },
  { weight: 1, arbitrary: fc.constant('![Құдық](yard.svg)') },
  { weight: 1, arbitrary: fc.tuple(line, line).map(([a, b]) => `- ${a}\n- ${b}`) },
  { weight: 1, arbitrary: fc.constant('| m | V |\n| --- | --- |\n| 1 | 2 |') },
);
// Two lists in a row are one to Markdown.
const stem = fc
  .array(block, { minLength: 1, maxLength: 2 })
  .filter((blocks) => blocks.filter((each) => each.startsWith('- ')).length < 2)
  .map((blocks) => blocks.join('\n\n'));
/** A text in both languages, or one for both; Russian differs by a word, for what is equal is written once. */
const twin = (text: fc.Arbitrary<string>): fc.Arbitrary<Texts> =>
  fc.tuple(text, fc.boolean()).map(([kk, isOne]) =>
    isOne
      ? kk
      : {
          kk,
          ru: `${kk.split('\n\n')[0]?.startsWith('![') ? `${kk}\n\n` : ''}рус ${kk.startsWith('![') ? '' : kk}`.trim(),
        },
  );
const distinct = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((count) => Array.from({ length: count }, (_, at) => `${at + 1}`));
const steps = fc.constantFrom({}, { steps: 'each' as const });
const options = fc.tuple(distinct(3, 5), line).map(([names, text]) => names.map((name) => `${text} ${name}`));

const kinds: Readonly<Record<SourcePart['kind'], fc.Arbitrary<unknown>>> = {
  single: fc.record({ kind: fc.constant('single'), stem: twin(line), options, right: fc.nat(2) }),
  multiple: fc.tuple(twin(line), options, steps).map(([text, list, own]) => ({
    kind: 'multiple',
    stem: text,
    options: list,
    right: [0, 2].slice(0, list.length - 1),
    ...own,
  })),
  number: fc.record({
    kind: fc.constant('number'),
    stem: twin(line),
    right: fc.constantFrom('3,5', '-12', '0', '3/4', '1,5e3'),
    tolerance: fc.constantFrom('0,1', '2'),
    unit: fc.constantFrom('м', { kk: 'км/сағ', ru: 'км/ч' }),
  }),
  short: fc.record({
    kind: fc.constant('short'),
    stem: twin(line),
    right: fc.constantFrom(['су', 'вода'], { kk: ['ылғал'], ru: ['влага', 'влажность'] }),
  }),
  order: fc
    .tuple(twin(line), options, steps)
    .map(([text, items, own]) => ({ kind: 'order', stem: text, items, right: [...items.keys()].toReversed(), ...own })),
  match: fc.tuple(twin(line), distinct(2, 4), distinct(4, 5), steps).map(([text, lefts, rights, own]) => ({
    kind: 'match',
    stem: text,
    lefts: lefts.map((each) => `$${each}$`),
    rights,
    right: [...lefts.keys()].toReversed(),
    ...own,
  })),
  gap: fc.tuple(fc.boolean(), word, steps).map(([isList, text, own]) =>
    isList
      ? {
          ...sampleParts.gap,
          lines: { kk: `${text} {0} және {1}`, ru: `${text} {0} и {1}.` },
          ...own,
          ...('steps' in own ? {} : { steps: undefined }),
        }
      : {
          kind: 'gap',
          stem: 'Толықтырыңыз',
          lines: `{0} ${text}\n${text} {1}`,
          right: [['a', 'b'], { kk: ['су'], ru: ['вода'] }],
          ...own,
        },
  ),
  hotspot: steps.map((own) => ({ ...sampleParts.hotspot, ...own })),
  table: fc.tuple(twin(line), distinct(2, 4), steps).map(([text, rows, own]) => ({
    kind: 'table',
    stem: text,
    columns: ['иә', 'жоқ'],
    rows,
    right: rows.map((_, at) => at % 2),
    ...own,
  })),
};
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const items = fc
  .tuple(
    fc.array(fc.oneof(...Object.values(kinds)), { minLength: 1, maxLength: 2 }),
    stem,
    fc.constantFrom(undefined, { kk: 'Оқы.', ru: 'Прочитай.' }),
    fc.constantFrom(undefined, { id: 'p8-s1', text: { kk: 'Ортақ мәтін', ru: 'Общий текст' } }),
  )
  .map(([parts, first, task, stimulus]) => {
    const [part, ...more] = parts as { stem?: Texts }[];
    const written = [part?.stem === undefined ? part : { ...part, stem: first }, ...more];
    const source = anItem({
      parts: written,
      ...(task ? { task } : {}),
      ...(stimulus ? { stimulus: stimulus.id } : {}),
    });
    return { source: plain(source) as SourceItem, stimulus: stimulus as SourceStimulus | undefined };
  });

for (const version of qtiVersions) {
  test(`BNK-40: our items, written as QTI ${version} and read again, are the same`, async () => {
    await fc.assert(
      fc.asyncProperty(items, async ({ source, stimulus }) => {
        const { errors: wrong } = await drawItem({ source, stimulus, media: [yard], version: 1 });
        fc.pre(wrong.every(({ key }) => key === 'points' || key === 'same-texts'));
        fc.pre(wrong.length === 0);
        const found = await readPackage(await exportPackage([{ source, stimulus, media: [yard] }], version, bytesOf), {
          ...defaults,
          objective: '9.9.9.9',
          grade: 9,
        });
        deepEqual(found.errors, []);
        const [item] = found.items;
        deepEqual(item?.errors, []);
        deepEqual(plain(item?.item?.source), source);
        deepEqual(plain(item?.item?.stimulus), stimulus && plain(stimulus));
      }),
      { numRuns: 10 },
    );
  });
}

const content = join(import.meta.dirname, '..', '..', '..', '..', 'content', 'bank');

for (const cell of ['mathematics-6', 'english-6', 'physics-8'].filter((name) => existsSync(join(content, name)))) {
  test(`BNK-40: what ships in ${cell} is the same after a way through QTI 3.0: faces and keys`, async () => {
    const built = await buildCell(readCellFolder(join(content, cell)));
    const bytes = new Map(
      built.items.flatMap(({ media }) => media.map(({ hash, content: file }) => [hash, file] as const)),
    );
    const sent = built.items.map(({ source, stimulus, media }) => ({ source, stimulus, media: media.map(mediaEntry) }));
    const found = await readPackage(
      await exportPackage(sent, '3.0', async (hash) => bytes.get(hash) ?? picture),
      defaults,
    );
    equal(found.items.length, sent.length);
    for (const [at, { item, errors }] of found.items.entries()) {
      const own = built.items[at];
      ok(item && own, JSON.stringify(errors));
      deepEqual(keyOf(item.source, 1), own.key);
      const { faces } = await drawItem({ source: item.source, stimulus: item.stimulus, media: item.media, version: 1 });
      deepEqual(faces, own.faces, own.source.id);
      deepEqual(
        [item.source.objective, item.source.level, item.source.seconds],
        [own.source.objective, own.source.level, own.source.seconds],
      );
    }
  });
}
