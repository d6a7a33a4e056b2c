import { join } from 'node:path';
import type { Refusal, Result } from '#kernel/result.ts';
import { ok, refuse } from '#kernel/result.ts';
import { openContainer, type ChunkSource } from './box/container.ts';
import {
  compareVersions,
  openManifest,
  type Fault,
  type Manifest,
  type Platform,
  type Signed,
} from './box/manifest.ts';
import { trustedKeys } from './box/trust.ts';
import { unpackRelease } from './box/unpack.ts';

/** How this program is installed; `programs` is undefined where it runs from a tree and cannot change itself. */
export type Installed = {
  readonly version: string;
  readonly platform: Platform | undefined;
  /** The folder of the running program. */
  readonly home: string;
  readonly programs: string | undefined;
  /** The folder that holds the file of trusted keys. */
  readonly trust: string;
  /** The node's own folder, for what is uploaded. */
  readonly folder: string;
};

/** What goes on now; the page asks for it again and again. */
export type Work =
  | { readonly what: 'unpacking'; readonly version: string; readonly done: number; readonly total: number }
  | { readonly what: 'refused'; readonly refusal: Refusal; readonly at: number };

/** A release from wherever it came: signed, and with a way to its chunks. */
export type Offer = { readonly signed: Signed; readonly chunk: ChunkSource };

/** What routes and jobs of the releases share; one for each running node. */
export type ReleaseDesk = {
  readonly installed: Installed;
  work: Work | undefined;
  /** Chunks of the newest release that this machine does not need, because their files are here (REL-10). */
  unneeded: ReadonlySet<string>;
  /** The release for which `unneeded` was found: to look costs a reading of the whole program. */
  lookedInto: string | undefined;
  /** Looks at once whether a release has come whole; the page asks for it. Nothing before the node runs. */
  look: () => void;
  /** One at a time changes anything. */
  isBusy: boolean;
};

export function releaseDesk(installed: Installed): ReleaseDesk {
  return {
    installed,
    work: undefined,
    unneeded: new Set(),
    lookedInto: undefined,
    look: () => undefined,
    isBusy: false,
  };
}

/** The manifest of an offer, where a trusted key signed it. */
export async function trustedManifest({ installed }: ReleaseDesk, signed: Signed): Promise<Manifest | Fault> {
  return openManifest(signed, await trustedKeys(installed.trust));
}

/** Opens a release file, does something with it, closes it. */
export async function withContainer<T>(file: string, work: (offer: Offer) => Promise<T>): Promise<T | Fault> {
  const container = await openContainer(file);
  if (typeof container === 'string') return container;
  await using opened = container;
  // Waited for here: what returns before it closes the file under its hands.
  return await work(opened);
}

/** REL-4: makes an offered release ready to be started, or says why not. The one that runs is not touched. */
export async function makeReady(desk: ReleaseDesk, offer: Offer): Promise<Result<string, Refusal>> {
  const { programs, platform, home, version: own } = desk.installed;
  if (!programs || !platform) return refuse('releases.not-installed', 409);
  const manifest = await trustedManifest(desk, offer.signed);
  if (typeof manifest === 'string') return refusalOf(manifest);
  const { version } = manifest;
  if (compareVersions(version, own) <= 0) return refuse('releases.older', 422, { version, own });
  desk.work = { what: 'unpacking', version, done: 0, total: 1 };
  const progress = (done: number, total: number): void => {
    desk.work = { what: 'unpacking', version, done, total };
  };
  const releases = join(programs, 'releases');
  const made = await unpackRelease({ ...offer, manifest, platform, releases, beside: home, progress });
  return typeof made === 'string' ? refusalOf(made) : ok(version);
}

export function refusalOf(fault: Fault): { readonly ok: false; readonly error: Refusal } {
  return refuse(`releases.${fault}`, 422);
}
