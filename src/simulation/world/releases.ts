import { z } from 'zod/mini';
import type { KnownType } from '#log/house.ts';
import { on, recordType, type Projection } from '#log/projection.ts';
import { forgotten, joined, left, sampleProjection, sampleTypes, scored } from '#testing/sample-room.ts';

/** What a program of some age knows. The older one has never heard of announcements, and of scores without a task. */
export type Release = 'old' | 'new';

const oldScored = recordType('sample.scored', {
  owner: 'school',
  version: 1,
  body: z.object({ person: z.string(), points: z.int() }),
});

const oldProjection: Projection = {
  ...sampleProjection,
  effects: [
    ...sampleProjection.effects.filter(({ type }) => type === joined.type || type === left.type),
    on(oldScored, ({ person, points }) => [
      { op: 'add', table: 'sample_points', key: { person, task: 'unnamed' }, add: { points, times: 1 } },
      { op: 'upsert', table: 'sample_people', row: { person, last_task: 'unnamed' } },
    ]),
  ],
};

export const releases: Readonly<
  Record<Release, { readonly types: readonly KnownType[]; readonly projection: Projection }>
> = {
  old: { types: [joined, oldScored, left, forgotten], projection: oldProjection },
  new: { types: sampleTypes, projection: sampleProjection },
};

/** A score as a release writes it. */
export function scoreDraft(release: Release, ...[scope, actor, body, via]: Parameters<typeof scored.draft>) {
  const { person, points } = body;
  return release === 'new'
    ? scored.draft(scope, actor, body, via)
    : oldScored.draft(scope, actor, { person, points }, via);
}
