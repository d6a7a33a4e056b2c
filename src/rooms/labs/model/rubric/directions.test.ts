import assert from 'node:assert/strict';
import { it } from 'node:test';
import { directionsIn } from './directions.ts';

/** Rows of each level, as a pupil has them who reads twice. */
const trialsOf = (levels: readonly (readonly number[])[]) =>
  levels.flatMap((of, factor) => of.map((outcome) => ({ factor, outcome, held: '', row: 0 })));

it('LAB-12: what climbs for seven months and falls in the last two has a top, though no parabola has it there', () => {
  // Hares among lynxes, counted twice a month to within five.
  const hares = [
    [50, 55],
    [62, 64],
    [86, 92],
    [128, 133],
    [170, 176],
    [211, 216],
    [249, 254],
    [256, 260],
    [235, 241],
    [186, 191],
  ];
  assert.ok(directionsIn(trialsOf(hares)).includes('optimum'));
  // Without the months in which they fall nobody can say so.
  assert.deepEqual(directionsIn(trialsOf(hares.slice(0, 8))), ['grows']);
  // Counted once a month there are no repeats to see chance by; a fall by a quarter is seen all the same.
  assert.ok(directionsIn(trialsOf(hares.map(([first = 0]) => [first]))).includes('optimum'));
});

it('LAB-12: what comes to a level has no top, wherever chance has its highest', () => {
  const level = [
    [50, 55],
    [82, 76],
    [121, 127],
    [174, 180],
    [238, 231],
    [296, 301],
    [345, 350],
    [389, 384],
    [411, 417],
    [430, 425],
    [441, 447],
    [443, 438],
  ];
  assert.deepEqual(directionsIn(trialsOf(level)), ['grows']);
});
