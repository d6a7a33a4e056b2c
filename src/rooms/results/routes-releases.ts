import { Hono } from 'hono';
import { z } from 'zod/mini';
import { mintId, regionScope } from '#kernel/ids.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { assertRegion } from './access.ts';
import { attackCell } from './model/release.ts';
import { allow } from './permissions.ts';
import { aboutOf, publishedOf } from './published.ts';
import { selectReleases } from './queries.ts';
import { cellReleased, idText, pupilsKept, released, releaseDepths, releaseKinds, resultsScope } from './records.ts';
import { attackAll, keysOf, makeRelease, placesOf, releasesOf, type Asked, type MadeCell } from './releases.ts';
import type { Sources } from './sources.ts';
import { yearsOf } from './studies.ts';

const asked = z.object({ kind: z.enum(releaseKinds), study: idText, depth: z.enum(releaseDepths) });

export type Preview = {
  readonly cells: readonly Pick<MadeCell, 'cell' | 'rows' | 'small' | 'complementary' | 'left'>[];
  /** So many releases were out when it was made: another one in between makes it anew. */
  readonly after: number;
};

/** RES-1 … RES-6: publishing, and what was published, for everybody. */
export function releaseRoutes(house: House, sources: Sources) {
  return new Hono<Env>()
    .get('/releases', allow('results.release'), async (context) => {
      assertRegion(house);
      return context.json({ years: await yearsOf(house.log.read) });
    })
    .get('/releases/preview', allow('results.release'), input('query', asked), async (context) => {
      assertRegion(house);
      const of = await askedOf(house, context.req.valid('query'));
      const after = (await selectReleases(house.log.read)).length;
      const made = await makeRelease(house, sources, of);
      const cells = made.map(({ cell, rows, small, complementary, left }) => ({
        cell,
        rows,
        small,
        complementary,
        left,
      }));
      const answer: Preview = { cells, after };
      return context.json(answer);
    })
    .post(
      '/releases',
      allow('results.release'),
      input('json', z.extend(asked, { after: z.int() })),
      async (context) => {
        assertRegion(house);
        const { after, ...rest } = context.req.valid('json');
        const of = await askedOf(house, rest);
        const cells = (await makeRelease(house, sources, of)).filter(({ rows }) => rows.length > 0);
        if (cells.length === 0) throw refused('results.nothing-to-release', 422);
        await assertSafe(house, cells);
        const drafts = draftsOf(house, personOf(context).person, of, cells);
        const isKept = await house.log.write(async (on) => {
          const isNewest = (await selectReleases(on)).length === after;
          return { records: isNewest ? drafts.records : [], answer: isNewest };
        });
        if (!isKept) throw refused('results.released-meanwhile', 409);
        return context.json({ release: drafts.release });
      },
    )
    .get('/releases/attack', allow('results.release'), async (context) => {
      assertRegion(house);
      return context.json({ cells: await attackAll(house) });
    })
    .get('/published', allow('results.see-published'), async (context) => {
      const years = await yearsOf(house.log.read);
      const releases = await selectReleases(house.log.read);
      return context.json({ releases: releases.map((each) => ({ ...each, ...aboutOf(years, each) })) });
    })
    .get('/published/:release', allow('results.see-published'), async (context) => {
      return context.json(await publishedOf(house, context.req.param('release')));
    });
}

/** The start of a growth is that of the same year; a growth without one is refused. */
async function askedOf(house: House, { kind, study, depth }: z.infer<typeof asked>): Promise<Asked> {
  const year = (await yearsOf(house.log.read)).find(({ start, end }) => start === study || end === study);
  if (!year) throw refused('results.no-such-study', 404);
  if (kind === 'level') return { kind, study, depth, base: '' };
  if (!year.start || year.end !== study) throw refused('results.no-growth', 422);
  return { kind, study, depth, base: year.start };
}

/** RES-4: what is about to be published is attacked together with all that was. */
async function assertSafe(house: House, cells: readonly MadeCell[]): Promise<void> {
  const { districtOf } = await placesOf(house);
  for (const { cell, members, rows } of cells) {
    const next = { release: 'next', members, ...keysOf(rows) };
    const found = attackCell([...(await releasesOf(house, cell)), next], districtOf);
    if (found.length > 0) throw refused('results.gives-away', 409, { cell });
  }
}

/** Records are bounded: rows and pupils go in parts. */
const rowsInRecord = 60;
const pupilsInRecord = 300;

function draftsOf(house: House, actor: string, of: Asked, cells: readonly MadeCell[]) {
  const release = mintId<string>(house.randomness);
  const { kind, study, base, depth } = of;
  const head = { release, kind, study, depth, cells: cells.map(({ cell }) => cell), ...(base ? { base } : {}) };
  const records: Draft[] = [released.draft(regionScope, actor, head)];
  for (const { cell, rows, left, members } of cells) {
    for (const [n, part] of chunks(rows, rowsInRecord).entries()) {
      const body = { release, cell, part: n + 1, rows: [...part], ...(left === undefined || n > 0 ? {} : { left }) };
      records.push(cellReleased.draft(regionScope, actor, body));
    }
    for (const part of chunks(members, pupilsInRecord)) {
      const pupils = part.map(({ school, person, reached }) => {
        return [school, person, reached === undefined ? 'all' : reached ? 'reached' : 'not'] as never;
      });
      records.push(pupilsKept.draft(resultsScope, actor, { release, cell, pupils }));
    }
  }
  return { release, records };
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
