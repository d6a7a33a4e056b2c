import { Hono } from 'hono';
import { allower, input, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { SyncDesk } from './desk.ts';
import type { LinkKeeper } from './keeper.ts';
import { syncPermissions } from './permissions.ts';
import { syncSettings, writeSettings } from './settings.ts';
import { statusOf } from './status.ts';
import { tellScreens } from './topics.ts';
import type { Turns } from './turns.ts';

const allow = allower(syncPermissions);

/** What people see of the links and set for them. */
export function statusRoutes(house: House, desk: SyncDesk, keeper: LinkKeeper, turns: Turns) {
  return new Hono<Env>()
    .get('/status', allow('sync.see-status'), async (context) =>
      context.json(await statusOf(house, desk, keeper.status(), turns.counts())),
    )
    .get('/recovery', allow('sync.see-status'), async (context) =>
      context.json({ filling: (await desk.filling.now()) ?? null }),
    )
    .post('/now', allow('sync.run'), (context) => {
      keeper.now();
      return context.json({ isStarted: true });
    })
    .put('/settings', allow('sync.manage'), input('json', syncSettings), async (context) => {
      const settings = context.req.valid('json');
      await writeSettings(house.log, settings);
      tellScreens(house.live);
      return context.json(settings);
    });
}
