import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { scoreItem, type ItemFace } from '#rooms/bank/index.ts';
import { keyOf } from '#rooms/bank/model/key.ts';
import { anItem, sampleParts } from '#rooms/bank/testing.ts';
import { diceOf } from '../dice.ts';
import { pointsBy, responseWorth } from './answering.ts';

test('a response is worth what was thrown, whatever the kind of the item', () => {
  const dice = diceOf('answering');
  for (const part of Object.values(sampleParts)) {
    const key = keyOf(anItem({ parts: [part] }), 1);
    const face = { item: key.item, version: 1, parts: [part], media: [] } as unknown as ItemFace;
    for (let points = 0; points <= key.points; points++) {
      const response = responseWorth(key, face, points, dice);
      equal(scoreItem(key, response).points, points, `${part.kind} ${points}: ${JSON.stringify(response)}`);
    }
  }
});

test('points by the model: half of those as able as the item is hard have it, and who is abler has more', () => {
  const throws = Array.from({ length: 1000 }, (_, n) => (n + 0.5) / 1000);
  const mean = (ability: number, most: number): number =>
    throws.reduce((sum, each) => sum + pointsBy(ability, 0.4, most, each), 0) / 1000;
  ok(Math.abs(mean(0.4, 1) - 0.5) < 0.002 && Math.abs(mean(0.4, 3) - 1.5) < 0.002);
  ok(Math.abs(mean(1.4, 1) - 1 / (1 + Math.exp(-1))) < 0.002);
  ok(mean(1.4, 3) > mean(0.4, 3) && mean(9, 3) > 2.9 && mean(-9, 3) < 0.1);
});
