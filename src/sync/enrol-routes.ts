import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { NodeId, SchoolId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { bodyOf } from '#http/body.ts';
import { allower, input, Refused, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { SyncDesk } from './desk.ts';
import { enrolOver, makeRequest, requestName, takeAnswer } from './enrol.ts';
import type { LinkKeeper } from './keeper.ts';
import { syncPermissions } from './permissions.ts';
import { TicketDesk } from './ticket-desk.ts';
import { tellScreens } from './topics.ts';

const allow = allower(syncPermissions);
const ticketText = z.string().check(z.maxLength(100));
const address = z.string().check(
  z.maxLength(200),
  z.refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)),
);
const reason = z.enum(['lost', 'replaced', 'closed']);

/** How a school's node is joined to its region, and put out again (SYN-16). */
export function enrolRoutes(house: House, desk: SyncDesk, keeper: LinkKeeper) {
  const tickets = new TicketDesk(house, desk.authority);
  const regionOnly = (): void => {
    if (house.self.kind !== 'region') throw refused('sync.regions-only', 409);
  };
  return (
    new Hono<Env>()
      .post(
        '/tickets',
        allow('sync.enrol-nodes'),
        input('json', z.object({ school: idOf<SchoolId>(), restores: z.optional(idOf<NodeId>()) })),
        async (context) => {
          regionOnly();
          const { school, restores } = context.req.valid('json');
          if (restores && desk.authority.find(restores)?.school !== school) throw refused('sync.no-such-node', 404);
          return context.json(await tickets.give(school, restores));
        },
      )
      .get('/tickets', allow('sync.enrol-nodes'), async (context) => {
        regionOnly();
        return context.json({ tickets: await tickets.open() });
      })
      // The same bytes over a network, and from a file that the coordinator was brought.
      .post('/enrol', allow('sync.link'), async (context) => {
        regionOnly();
        const answer = await tickets.redeem(await bodyOf(context), '');
        if (!answer.ok) throw new Refused(answer.error);
        tellScreens(house.live);
        return context.body(new Uint8Array(answer.value));
      })
      .post('/nodes/:node/revoke', allow('sync.enrol-nodes'), input('json', z.object({ reason })), async (context) => {
        regionOnly();
        const revoked = await tickets.revoke(context.req.param('node') as NodeId, context.req.valid('json').reason);
        if (!revoked.ok) throw new Refused(revoked.error);
        tellScreens(house.live);
        return context.json({ isRevoked: true });
      })
      .post(
        '/enrolment',
        allow('sync.enrol-school'),
        input('json', z.object({ ticket: ticketText, url: address })),
        async (context) => {
          const { ticket, url } = context.req.valid('json');
          const enrolled = await enrolOver({ house, desk }, ticket, url);
          if (!enrolled.ok) throw new Refused(enrolled.error);
          keeper.now();
          return context.json({ isEnrolled: true });
        },
      )
      .post(
        '/enrolment/request',
        allow('sync.enrol-school'),
        input('json', z.object({ ticket: ticketText })),
        async (context) => {
          const request = await makeRequest({ house, desk }, context.req.valid('json').ticket);
          if (!request.ok) throw new Refused(request.error);
          return context.body(new Uint8Array(request.value), 200, {
            'content-type': 'application/octet-stream',
            'content-disposition': `attachment; filename="${requestName(house.self.node)}"`,
          });
        },
      )
      .put('/region', allow('sync.manage'), input('json', z.object({ url: address })), async (context) => {
        await house.log.setState('region-url', Buffer.from(context.req.valid('json').url));
        keeper.now();
        return context.json({ isSet: true });
      })
      .post('/enrolment/answer', allow('sync.enrol-school'), async (context) => {
        const taken = await takeAnswer({ house, desk }, await bodyOf(context));
        if (!taken.ok) throw new Refused(taken.error);
        keeper.now();
        return context.json({ isEnrolled: true });
      })
  );
}
