import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { dayOf } from '#people/index.ts';
import { schoolOf, scopeOf } from './access.ts';
import { allow } from './permissions.ts';
import { planLimits, planRulesOn } from './plan/rules.ts';
import { selectOwnPlanRules } from './queries-plan.ts';
import { realDay } from './plan-placing.ts';
import { planRulesSet } from './records-plan.ts';

const toSet = z.object({
  from: realDay,
  firstAlone: z.int(),
  least: z.int(),
});

/** The minutes that plans keep (LES-42, LES-43): who teaches sees them, the head changes them within limits. */
export function planRuleRoutes(house: House) {
  return new Hono<Env>()
    .get('/plan-rules', allow('lessons.plan'), async (context) => {
      const own = await selectOwnPlanRules(house.log.read, schoolOf(house));
      const today = dayOf(house.clock.now());
      return context.json({ today, rules: planRulesOn(today, own), own, limits: planLimits });
    })
    .put('/plan-rules', allow('lessons.set-plan-rules'), input('json', toSet), async (context) => {
      const wanted = context.req.valid('json');
      for (const what of ['firstAlone', 'least'] as const) {
        const limits = planLimits[what];
        if (wanted[what] < limits.least || wanted[what] > limits.most) {
          throw refused(`lessons.plan.rules.${what === 'least' ? 'least' : 'first-alone'}.limits`, 422, limits);
        }
      }
      if (wanted.from < dayOf(house.clock.now())) throw refused('lessons.plan.day-in-past', 422);
      const draft = planRulesSet.draft(scopeOf(house), personOf(context).person, wanted);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}
