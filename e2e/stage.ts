import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { buildWeb } from '../src/cli/build-web.ts';
import { startNodeProcess, stopNodeProcess, type NodeProcess } from '../src/cli/node-process.ts';
import type { Sample } from '../src/simulation/sample.ts';
import { chromiumEnvironment, journeyFlags, findChromium } from '../tools/test/chromium.ts';
import { freePort } from '../tools/test/postgres.ts';
import type { PupilCard } from './person.ts';
import { sampleIn } from './samples.ts';

/** A name that browsers do not hold for safe, as a school's address on its own network: no service worker, no subtle. */
export const schoolHost = 'mektep.test';
export const regionHost = 'oblys.test';

/** A region's node and a small school's, running for real, and a browser in front of them. */
export type Stage = {
  readonly sample: Sample;
  readonly school: string;
  readonly region: string;
  readonly browser: Browser;
  /** A device of its own: nothing is shared with the other devices. */
  device(size?: {
    readonly width: number;
    readonly height: number;
  }): Promise<{ readonly context: BrowserContext; readonly page: Page }>;
  /** Where the school's server keeps its data. */
  readonly schoolFolder: string;
  /** The power of the school's server fails. */
  killSchool(): Promise<void>;
  startSchool(): Promise<void>;
  /** The school's server burns with all that lay on it; an empty one stands at its address. */
  burnSchool(): Promise<void>;
  close(): Promise<void>;
};

type Environment = Readonly<Record<string, string>>;

/**
 * `more` is what the nodes are told besides, made of the folder in which all of it lies; `prepare` may change the data of the
 * sample before they start.
 */
export async function openStage(
  packs?: readonly string[],
  more: (folder: string) => { readonly region?: Environment; readonly school?: Environment } = () => ({}),
  prepare: (data: string) => Promise<void> = async () => undefined,
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-e2e-'));
  const told = more(folder);
  await buildWeb();
  const [regionPort, schoolPort] = [await freePort(), await freePort()];
  const regionUrl = `http://127.0.0.1:${regionPort}`;
  const data = join(folder, 'data');
  const sample = await sampleIn(data, packs);
  await prepare(data);
  const region = await startNodeProcess(join(data, 'region'), { ...told.region, TIREK_PORT: String(regionPort) });
  const startSmall = (): Promise<NodeProcess> => {
    const own = { TIREK_PORT: String(schoolPort), TIREK_REGION_URL: regionUrl };
    return startNodeProcess(join(data, 'small'), { ...told.school, ...own });
  };
  let school = await startSmall();
  const killSchool = async (): Promise<void> => {
    const ended = new Promise((resolve) => school.child.once('exit', resolve));
    school.child.kill('SIGKILL');
    await ended;
  };
  const browser = await chromium.launch({
    executablePath: findChromium(),
    env: chromiumEnvironment,
    args: [...journeyFlags, `--host-resolver-rules=MAP ${schoolHost} 127.0.0.1, MAP ${regionHost} 127.0.0.1`],
  });
  return {
    sample,
    school: `http://${schoolHost}:${schoolPort}`,
    region: `http://${regionHost}:${regionPort}`,
    browser,
    device: async (viewport = { width: 1280, height: 800 }) => {
      const context = await browser.newContext({ viewport, locale: 'kk-KZ' });
      context.setDefaultTimeout(10_000);
      return { context, page: await context.newPage() };
    },
    schoolFolder: join(data, 'small'),
    killSchool,
    burnSchool: async () => {
      await killSchool();
      rmSync(join(data, 'small'), { recursive: true });
      school = await startSmall();
    },
    startSchool: async () => {
      school = await startSmall();
    },
    close: async () => {
      await browser.close();
      await Promise.all([stopNodeProcess(school), stopNodeProcess(region)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How the pupil of a grade signs in at the small school. */
export function smallPupil(stage: Stage, grade: number): PupilCard {
  const account = stage.sample.pupils.small.find(({ role }) => role === `pupil ${grade}`);
  if (!account) throw new Error(`the small school has no pupil of grade ${grade}`);
  return { grade, name: account.name, pin: account.secret };
}
