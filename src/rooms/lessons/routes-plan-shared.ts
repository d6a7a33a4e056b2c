import { Hono } from 'hono';
import { z } from 'zod/mini';
import { regionScope } from '#kernel/ids.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { findSchool } from '#people/index.ts';
import { scopeOf } from './access.ts';
import { allow } from './permissions.ts';
import { offerState, selectSharedPlans, type SharedPlan } from './queries-plan-shared.ts';
import { planClosed, planOffered } from './records-plan.ts';
import { seenPlan } from './routes-plan.ts';

const toOffer = z.object({ isOpen: z.boolean() });

/** LES-58: plans that schools share, by way of the region. */
export function sharedPlanRoutes(house: House) {
  return new Hono<Env>()
    .get('/shared-plans', allow('lessons.see-shared-plans'), async (context) => {
      const shown = [];
      for (const each of await selectSharedPlans(house.log.read)) shown.push(await aboutShared(house, each));
      return context.json({ plans: shown });
    })
    .get('/shared-plans/:school/:plan', allow('lessons.see-shared-plans'), async (context) => {
      const { content, version } = await openPlan(house, context.req.param());
      return context.json({ content, version });
    })
    .post('/plans/:plan/offer', allow('lessons.plan'), input('json', toOffer), async (context) => {
      const who = personOf(context);
      const { school, row } = await seenPlan(house, who, context.req.param('plan'));
      const { isOpen } = context.req.valid('json');
      const body = { plan: row.plan, version: row.version, isOpen };
      const draft = planOffered.draft(scopeOf(house), who.person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ offer: await offerState(house.log.read, school, row.plan) });
    })
    .post('/shared-plans/:school/:plan/close', allow('lessons.close-shared-plans'), async (context) => {
      if (house.self.kind !== 'region') throw refused('lessons.region-only', 409);
      const { plan, school } = await openPlan(house, context.req.param());
      const draft = planClosed.draft(regionScope, personOf(context).person, { plan, school, isTakenDown: true });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

async function openPlan(
  house: House,
  { school, plan }: { readonly school: string; readonly plan: string },
): Promise<SharedPlan> {
  const all = await selectSharedPlans(house.log.read);
  const found = all.find((each) => each.plan === plan && each.school === school);
  if (!found) throw refused('lessons.plan.no-such-plan', 404);
  return found;
}

async function aboutShared(house: House, { plan, school, version, at, content }: SharedPlan) {
  const { title, minutes, lanes } = content;
  const named = lanes.map(({ lane, grade, subject, topic }) => ({ lane, grade, subject, topic }));
  const names = (await findSchool(house.log.read, school))?.names ?? null;
  return { plan, school, names, isOwn: school === house.self.school, version, at, title, minutes, lanes: named };
}
