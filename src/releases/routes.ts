import { Hono } from 'hono';
import { z } from 'zod/mini';
import { regionScope } from '#kernel/ids.ts';
import { refuse, type Refusal, type Result } from '#kernel/result.ts';
import { bodyOf } from '#http/body.ts';
import { allower, input, personOf, Refused, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { newestOffered } from './coming.ts';
import { makeReady, refusalOf, withContainer, type Offer, type ReleaseDesk } from './desk.ts';
import { driveRoots, findOnDrives } from './drives.ts';
import { releasePermissions } from './permissions.ts';
import { offerOf, publishRelease } from './publish.ts';
import { withdrawn } from './records.ts';
import { releaseSettings, writeReleaseSettings } from './settings.ts';
import { releasePageOf, readyOf } from './status.ts';
import { askFor, askBack } from './switch.ts';
import { endUpload, takePiece, uploadFile } from './upload.ts';

const allow = allower(releasePermissions);
const pieceAt = z.object({ at: z.string().check(z.regex(/^\d{1,12}$/)) });
const whence = z.object({
  from: z.enum(['region', 'drive', 'upload', 'ready']),
  id: z.optional(z.string().check(z.maxLength(40))),
});
const versionAsked = z.object({ version: z.string().check(z.maxLength(40)) });

/** Versions of the program: what runs, what has come, and the two buttons (REL-11). */
export function releaseRoutes(house: House, desk: ReleaseDesk) {
  return new Hono<Env>()
    .get('/', allow('releases.see'), async (context) => {
      desk.look();
      return context.json(await releasePageOf(house, desk));
    })
    .get('/alive', allow('releases.alive'), async (context) => {
      // Reads of every store, and a write that a full or read-only disk refuses.
      await house.log.read.get('select count(*) as n from releases_published');
      await house.log.setState('release-alive', Buffer.from(desk.installed.version));
      return context.json({ isAlive: true });
    })
    .put('/settings', allow('releases.update'), input('json', releaseSettings), async (context) => {
      const settings = context.req.valid('json');
      await writeReleaseSettings(house.log, settings);
      return context.json(settings);
    })
    .put('/upload', allow('releases.update'), input('query', pieceAt), async (context) => {
      const have = await takePiece(desk, Number(context.req.valid('query').at), await bodyOf(context));
      if (have === 'disk-full') throw new Refused(refusalOf('disk-full').error);
      return context.json({ have });
    })
    .post('/update', allow('releases.update'), input('json', whence), async (context) => {
      begin(desk, async () => {
        const { from, id } = context.req.valid('json');
        const made =
          from === 'ready'
            ? await madeBefore(desk)
            : await fromOffer(house, desk, from, id, (offer) => makeReady(desk, offer));
        return made.ok ? askFor(desk, made.value, house.clock.now()) : made;
      });
      return context.json({ isBegun: true });
    })
    .post('/back', allow('releases.update'), async (context) => {
      const asked = await askBack(desk, house.clock.now());
      if (!asked.ok) throw new Refused(asked.error);
      return context.json({ to: asked.value });
    })
    .post('/publish', allow('releases.publish'), input('json', whence), (context) => {
      if (house.self.kind !== 'region') throw refused('releases.region-only', 409);
      const { person } = personOf(context);
      const { from, id } = context.req.valid('json');
      begin(desk, () => fromOffer(house, desk, from, id, (offer) => publishRelease(house, desk, offer, person)));
      return context.json({ isBegun: true });
    })
    .post('/withdraw', allow('releases.publish'), input('json', versionAsked), async (context) => {
      if (house.self.kind !== 'region') throw refused('releases.region-only', 409);
      const draft = withdrawn.draft(regionScope, personOf(context).person, context.req.valid('json'));
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ isWithdrawn: true });
    });
}

/** Seconds of work that the page follows by asking again. One at a time. */
function begin(desk: ReleaseDesk, work: () => Promise<Result<unknown, Refusal>>): void {
  if (desk.isBusy) throw refused('releases.busy', 409);
  desk.isBusy = true;
  desk.work = undefined;
  void work()
    .catch((error: unknown) => unexpected(error))
    .then((made) => {
      desk.work = made.ok ? undefined : { what: 'refused', refusal: made.error, at: Date.now() };
      desk.isBusy = false;
    });
}

/** A bug, or a disk that takes nothing: never said to be the file's fault. */
function unexpected(error: unknown): Result<unknown, Refusal> {
  const { code, name } = error as NodeJS.ErrnoException;
  return refuse('releases.unexpected', 503, { what: code ?? name });
}

async function madeBefore(desk: ReleaseDesk): Promise<Result<string, Refusal>> {
  const ready = await readyOf(desk);
  return ready ? { ok: true, value: ready } : refusalOf('incomplete');
}

async function fromOffer<T>(
  house: House,
  desk: ReleaseDesk,
  from: 'region' | 'drive' | 'upload' | 'ready',
  id: string | undefined,
  work: (offer: Offer) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (from === 'region') {
    const newest = await newestOffered(house.log.read, desk);
    const offer = newest && (await offerOf(house.files, newest));
    return offer ? work(offer) : refusalOf('incomplete');
  }
  const found = from === 'drive' ? await findOnDrives(driveRoots()) : [];
  const file = from === 'drive' ? found.find((each) => each.id === id)?.place : uploadFile(desk);
  const made = file ? await withContainer(file, work) : ('incomplete' as const);
  if (from === 'upload') await endUpload(desk);
  return typeof made === 'string' ? refusalOf(made) : made;
}
