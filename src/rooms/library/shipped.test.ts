import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { meet, testRegion, testRelease, type TestNode } from '#sync/testing.ts';
import { libraryProjection } from './projection.ts';
import { findPackVersion, selectFiles, selectLessons } from './queries.ts';
import { libraryRecords } from './records.ts';
import { keepShipped, lookOnce, shippedPacks } from './shipped.ts';
import { aLessonFile, aPackJson, aQuestionText } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-shipped-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The `content` of a release with one pack in this version. */
function contentOf(version: number): string {
  const content = join(folder, `content-${version}`);
  const lesson = aLessonFile(aQuestionText('number', `Неше?\n= ${version} м/с`));
  const files = {
    'sample/pack.json': aPackJson({ version }),
    'sample/lessons/g7-physics-1/kk.md': lesson,
    'sample/lessons/g7-physics-1/ru.md': lesson,
    'curriculum/2022/physics.json': JSON.stringify({ objectives: [{ code: '7.2.1.3' }] }),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, name)), { recursive: true });
    writeFileSync(join(content, name), text);
  }
  return content;
}

async function shelf({ house: { log, files } }: TestNode) {
  const named = await selectFiles(log.read);
  const here = await Promise.all(named.map(({ hash }) => files.has(hash)));
  return {
    version: await findPackVersion(log.read, 'sample'),
    lessons: (await selectLessons(log.read)).length,
    missing: here.filter((isHere) => !isHere).length,
  };
}

describe('packs that ship', () => {
  it('LIB-21: a region’s release puts its packs on every shelf, once; a school’s brings the files; an older one changes nothing', async () => {
    const release = {
      types: [...testRelease.types, ...libraryRecords],
      projections: [...testRelease.projections, libraryProjection],
    };
    await using world = await testRegion(2, 'packs', () => release);
    const [updated, behind] = world.schools as [TestNode, TestNode];
    const { region } = world;
    const [first, second] = [contentOf(1), contentOf(2)];
    assert.equal(shippedPacks(first).length, 1);
    await lookOnce(region.house, first);
    const head = region.house.log.head({ ...region.house.log.self, scope: region.scope });
    await lookOnce(region.house, first);
    assert.deepEqual(region.house.log.head({ ...region.house.log.self, scope: region.scope }), head, 'once');
    assert.deepEqual(await shelf(region), { version: 1, lessons: 1, missing: 0 });

    await lookOnce(updated.house, first);
    assert.equal((await shelf(updated)).version, undefined, 'what is published is the region’s to say');
    const stop = keepShipped(first)(updated.house);
    await meet(region, updated);
    for (let n = 0; n < 500 && (await shelf(updated)).missing > 0; n++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await stop();
    assert.deepEqual(await shelf(updated), { version: 1, lessons: 1, missing: 0 }, 'without a file over the line');

    await lookOnce(region.house, second);
    await lookOnce(region.house, first);
    for (const school of [updated, behind]) {
      await meet(region, school);
      await lookOnce(school.house, first);
      const { version, lessons, missing } = await shelf(school);
      assert.deepEqual([version, lessons, missing > 0], [2, 1, true], 'an older release has not its files');
      await lookOnce(school.house, second);
    }
    assert.deepEqual(await shelf(updated), { version: 2, lessons: 1, missing: 0 });
  });
});
