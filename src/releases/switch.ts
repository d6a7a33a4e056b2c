import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { readState, writeAsked } from './box/state.ts';
import { manifestFile } from './box/unpack.ts';
import type { ReleaseDesk } from './desk.ts';

/** Asks the launcher for a release that is ready; it checks it once more, ends this program and begins that one. */
export async function askFor(desk: ReleaseDesk, version: string, at: number): Promise<Result<string, Refusal>> {
  const { programs } = desk.installed;
  if (!programs) return refuse('releases.not-installed', 409);
  await writeAsked(join(programs, 'releases'), { to: version, why: 'update', at });
  return ok(version);
}

/** «Send back»: asks the launcher for the release before this one. */
export async function askBack(desk: ReleaseDesk, at: number): Promise<Result<string, Refusal>> {
  const { programs } = desk.installed;
  if (!programs) return refuse('releases.not-installed', 409);
  const releases = join(programs, 'releases');
  const previous = (await readState(releases))?.previous;
  if (!previous || !existsSync(join(releases, previous, manifestFile))) return refuse('releases.no-previous', 409);
  await writeAsked(releases, { to: previous, why: 'back', at });
  return ok(previous);
}
