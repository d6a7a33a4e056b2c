import { Hono } from 'hono';
import { z } from 'zod/mini';
import { schoolScope, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import type { Desk } from './desk.ts';
import { ownSchool } from './guards.ts';
import { allow } from './permissions.ts';
import { tabletEnrolled, tabletRetired } from './records.ts';
import { newToken, tokenHash } from './sessions.ts';
import { tabletCodes } from './tablet-codes.ts';
import { selectTablets } from './tablets.ts';

/** Bounds one request of an outbox; a tablet that has more sends again. */
const maxEntries = 200;

const sentEntry = z.object({
  n: z.int().check(z.minimum(1)),
  credential: z.string().check(z.maxLength(600)),
  kind: z.string().check(z.maxLength(60)),
  at: z.int(),
  body: z.unknown(),
});

/** Tablets: their enrolment by a code, and the work that they send. */
export function tabletRoutes(house: House, desk: Desk) {
  const codes = tabletCodes();
  return new Hono<Env>()
    .post('/tablet-codes', allow('people.make-tablet-code'), (context) => {
      return context.json(codes.make(personOf(context).person, house.clock.now(), house.randomness));
    })
    .post(
      '/tablets',
      allow('people.enrol-tablet'),
      input(
        'json',
        z.object({
          code: z.string().check(z.maxLength(20)),
          label: z.optional(z.string().check(z.maxLength(40))),
          /** A work credential of its outbox: it shows which tablet this was before the server burnt. */
          was: z.optional(z.string().check(z.maxLength(600))),
        }),
      ),
      async (context) => {
        const { code, label = '', was } = context.req.valid('json');
        const by = codes.use(code, house.clock.now());
        if (!by) throw refused('people.tablet-code-wrong', 403);
        const token = newToken('t1');
        const before = was ? desk.credentialOf(was) : undefined;
        const tablet = await house.log.write(async (on) => {
          const isAgain = before && before.s === house.self.school && !(await isTablet(on, before.t));
          const id = isAgain ? before.t : on.mint<TabletId>();
          const body = { tablet: id, token: tokenHash(token), label };
          return { records: [tabletEnrolled.draft(ownScope(house), by, body)], answer: id };
        });
        return context.json({ tablet, token });
      },
    )
    .get('/tablets', allow('people.manage-tablets'), async (context) => {
      return context.json({ tablets: await selectTablets(house, ownSchool(house).school) });
    })
    .delete('/tablets/:tablet', allow('people.manage-tablets'), async (context) => {
      const tablet = context.req.param('tablet') as TabletId;
      const by = personOf(context).person;
      await house.log.write(() => ({
        records: [tabletRetired.draft(ownScope(house), by, { tablet })],
        answer: undefined,
      }));
      desk.sessions.refresh();
      return context.json({ done: true });
    })
    .post(
      '/work',
      allow('people.send-work'),
      input(
        'json',
        z.object({
          entries: z.array(sentEntry).check(z.minLength(1), z.maxLength(maxEntries)),
          known: z.optional(z.int().check(z.minimum(1))),
        }),
      ),
      async (context) => {
        const tablet = tabletOf(context.get('who'));
        const { entries, known } = context.req.valid('json');
        await desk.heardTablet(house, tablet);
        const lost = await lacks(house, tablet, known);
        const results = await desk.work.take(house, tablet, entries);
        return context.json({ results, ...lost, ...(await workState(house, desk, tablet)) });
      },
    )
    .get('/work/state', allow('people.send-work'), async (context) => {
      const tablet = tabletOf(context.get('who'));
      const known = Number(context.req.query('known') ?? Number.NaN);
      await desk.heardTablet(house, tablet);
      const lost = await lacks(house, tablet, Number.isSafeInteger(known) ? known : undefined);
      return context.json({ ...lost, ...(await workState(house, desk, tablet)) });
    });
}

/** PPL-44: whether the school knows a tablet of this id, taken out of use or not. */
async function isTablet(read: Reader, tablet: TabletId): Promise<boolean> {
  return (await read.get('select tablet from people_tablets where tablet = ?', tablet)) !== undefined;
}

function ownScope(house: House) {
  if (!house.self.school) throw refused('people.schools-only', 409);
  return schoolScope(house.self.school as SchoolId);
}

function tabletOf(who: Env['Variables']['who']): TabletId {
  if (who.kind === 'anyone' || !who.tablet) throw refused('people.tablet-first', 403);
  return who.tablet;
}

/**
 * How far a tablet's work has come, and who says so: in another epoch, or as another node, this server may lack what it
 * took before, and the tablet sends it again. `time` sets the tablet's clock right.
 */
async function workState(house: House, desk: Desk, tablet: TabletId) {
  const { node, epoch } = house.log.self;
  return { region: await regionHas(house, desk.acknowledged(), tablet), node, epoch, time: house.clock.now() };
}

/**
 * PPL-20: whether this server has lost the entry that it once said it had taken. A disk that lied about flushing, or an
 * old copy put back where nobody else knows more, shows nowhere else; the tablet then sends all of it again.
 */
export async function lacks(house: House, tablet: TabletId, known: number | undefined): Promise<{ lacks?: true }> {
  if (known === undefined) return {};
  const sql = 'select n from log_via where tablet = ? and n = ?';
  return (await house.log.read.get(sql, tablet, known)) ? {} : { lacks: true };
}

/**
 * The entry up to which everything that this node has from the tablet is at the region, which has acknowledged the
 * school's records up to `upTo`. Entries that are not here yet do not count: the tablet knows which were taken.
 */
export async function regionHas(house: House, upTo: number, tablet: TabletId): Promise<number> {
  const head = house.log.head({ ...house.log.self, scope: ownScope(house) });
  // Without a record of this epoch nothing waits: what a restored server has came from the region.
  const sql = 'select min(n) as n from log_via where tablet = ? and stream = ? and seq > ?';
  const waiting = head && (await house.log.read.get<{ n: number | null }>(sql, tablet, head.id, upTo));
  if (waiting?.n) return waiting.n - 1;
  const last = await house.log.read.get<{ n: number | null }>(
    'select max(n) as n from log_via where tablet = ?',
    tablet,
  );
  return last?.n ?? 0;
}
