import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import type { Lights } from '#web/outbox/index.ts';
import { aSchoolWithTablets, type BenchSchool } from '../bench/school.ts';
import {
  buildOutboxPage,
  enrolAtRegion,
  openBrowser,
  startNode,
  temporaryFolder,
  type NodeProcess,
} from './outbox-school.ts';
import { freePort } from '../tools/test/postgres.ts';

const folder = temporaryFolder('outbox-region');
const [data, region, web] = ['school', 'region', 'web'].map((name) => join(folder, name)) as [string, string, string];
let school: BenchSchool;
let regionNode: NodeProcess;
let node: NodeProcess;
let browser: BrowserContext;
let port: number;

before(async () => {
  [school, port] = await Promise.all([aSchoolWithTablets(data, 1), freePort(), buildOutboxPage(web)]);
  const regionPort = await freePort();
  await enrolAtRegion(data, region, `http://127.0.0.1:${regionPort}`);
  regionNode = await startNode(region, regionPort, web);
  node = await startNode(data, port, web);
  browser = await openBrowser(join(folder, 'browser'));
});

after(async () => {
  await browser.close();
  await Promise.all([node.kill(), regionNode.kill()]);
  rmSync(folder, { recursive: true, force: true });
});

describe('the third light, with a real region', () => {
  it('OUT-8: an entry is at the region when the region has acknowledged it, and not before', async () => {
    const page = await browser.newPage();
    await page.goto(`http://school.test:${port}/`);
    await page.waitForFunction(() => window.outbox !== undefined);
    const pupil = school.pupils[0] as string;
    const { tablet, token, credential, next } = school.tablets[0] as BenchSchool['tablets'][number];
    await page.evaluate((self) => window.outbox.setTablet(self), { tablet, token });
    const put = (): Promise<Lights> => {
      const { kind, body } = next();
      return page.evaluate(
        async ([entry, person]) => {
          await window.outbox.put(entry);
          await window.outbox.flush();
          const lights = window.outbox.lights(person);
          await new Promise<void>((resolve) =>
            lights.subscribe(({ waiting, atSchool }) => waiting === 0 && atSchool > 0 && resolve()),
          );
          return lights.value;
        },
        [{ credential, kind, body }, pupil] as const,
      );
    };
    for (const atSchool of [1, 2, 3]) {
      assert.deepEqual(await put(), { waiting: 0, atSchool, atRegion: 0, parked: 0 });
    }
    // A school that begins meets its region at once; after that it gathers for some seconds what it sends.
    await node.kill();
    node = await startNode(data, port, web);
    while (entriesIn(region, tablet) < 3) await setTimeout(50);
    let lights = await put();
    let entries = 4;
    for (; lights.atRegion < 3; entries++) lights = await put();
    assert.deepEqual(lights, { waiting: 0, atSchool: entries - 3, atRegion: 3, parked: 0 });
    await page.close();
  });
});

function entriesIn(folder: string, tablet: string): number {
  const db = new DatabaseSync(join(folder, 'node.db'), { readOnly: true });
  const { count } = db.prepare('select count(*) as count from log_via where tablet = ?').get(tablet) as {
    count: number;
  };
  db.close();
  return count;
}
