import { Hono } from 'hono';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod/mini';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { ownSchool } from './guards.ts';
import { hearReceipts, lossesOf, type CameBack } from './losses.ts';
import { allow } from './permissions.ts';
import { readReceipt, type ReceiptDesk } from './receipts.ts';

const receipts = z.array(z.string().check(z.maxLength(900))).check(z.minLength(1), z.maxLength(200));

type Needs = {
  readonly receipts: ReceiptDesk;
  readonly signers: () => readonly KeyObject[];
  readonly cameBack: () => CameBack | undefined;
};

/** What adults' devices keep of what was taken from them, and what follows from it after a fire (PPL-45, PPL-46). */
export function lossRoutes(house: House, needs: Needs) {
  return new Hono<Env>()
    .get('/receipts', allow('people.keep-receipts'), async (context) => {
      const { node, epoch } = house.self;
      const taken = await needs.receipts.take(house, personOf(context).person);
      return context.json({ server: `${node}/${epoch}`, receipts: taken });
    })
    .post('/receipts', allow('people.keep-receipts'), input('json', z.object({ receipts })), async (context) => {
      ownSchool(house);
      const read = context.req.valid('json').receipts.map((text) => readReceipt(needs.signers(), text));
      await hearReceipts(
        house,
        read.filter((each) => each !== undefined),
      );
      return context.json({ done: true });
    })
    .get('/losses', allow('people.see-losses'), async (context) => {
      ownSchool(house);
      return context.json(await lossesOf(house, needs.cameBack()));
    });
}
