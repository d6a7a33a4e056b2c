import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import { hiddenOf, type Deed, type HiddenSpec } from '../../model/world.ts';
import { log } from '../../model/elementary.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';
import { crystallisingAt, solubilityOf } from './model.ts';

export const hiddenSalt: readonly HiddenSpec[] = [
  { name: 'at40', from: 42, to: 60 },
  { name: 'rise', from: 0.4, to: 0.6 },
];
const water = 25;

/** S at 40 °C from the line of temperature over solubility, or of solubility over temperature. */
export function at40Of(fit: Fit, { columns, plot }: Notebook): Estimate | undefined {
  const column = (name: string) => columns.find((each) => each.column === name);
  const isWarmth = (name: string): boolean => {
    const found = column(name);
    return found !== undefined && 'read' in found.source && found.source.read === 'thermometer';
  };
  // The mass weighed is not yet grams in 100 g of water.
  const isSolubility = (name: string): boolean => {
    const found = column(name);
    return found !== undefined && 'formula' in found.source;
  };
  if (fit.kind !== 'line') return undefined;
  const { values, covariance } = fit.estimates;
  const [a = 0, b = 0] = values;
  const [va, vb, both] = [covariance[0]?.[0] ?? 0, covariance[1]?.[1] ?? 0, covariance[0]?.[1] ?? 0];
  const spread = (x: number): number => Math.sqrt(Math.max(0, va * x * x + 2 * both * x + vb));
  if (isWarmth(plot.x) && isSolubility(plot.y)) return { value: a * 40 + b, uncertainty: spread(40) };
  if (!isWarmth(plot.y) || !isSolubility(plot.x) || !(a > 0)) return undefined;
  const value = (40 - b) / a;
  return { value, uncertainty: spread(value) / a };
}

/** Masses whose crystals fall at evenly spread temperatures, on the step of the balance. */
function massesOf(kind: string, seed: Seed): readonly number[] {
  const { at40 = 50, rise = 0.5 } = hiddenOf(hiddenSalt, seed);
  return [26, 38, 50, 62, 74].map((warmth) => {
    return Math.round(((solubilityOf({ kind, at40, rise }, warmth) * water) / 100) * 10) / 10;
  });
}

function deedsOf({ task }: LabTask, seed: Seed): readonly { readonly after: number; readonly deed: Deed }[] {
  const kind = task === 'own' ? 'x' : 'kno3';
  const { at40 = 50, rise = 0.5 } = hiddenOf(hiddenSalt, seed);
  const blink = streamOf('blink');
  return [
    { after: 1000, deed: { set: 'kind', to: kind } },
    ...massesOf(kind, seed).flatMap((salt, level) => {
      const falls = crystallisingAt({ kind, at40, rise, salt, water });
      return [
        { after: 2000, deed: { set: 'salt', to: salt } },
        ...[0, 1, 2].flatMap((k) => {
          const seen = 250 + 80 * gaussian(seed, blink, 3 * level + k);
          return [
            { after: 2000, deed: { set: 'place', to: 'hot' } },
            // Ten time constants: as hot as the bath.
            { after: 600_000, deed: { set: 'place', to: 'air' } },
            { after: 900_000 * log(75 / (falls - 20)) + seen, deed: { read: 'thermometer' } },
          ];
        }),
      ];
    }),
  ];
}

/** Five masses, each three times heated and cooled in the air until the first crystal. */
export const carefulSolubility: Careful = {
  deeds: deedsOf,
  write: (task, { readings }) =>
    writeUp(task, {
      why: 'Температура жоғарыласа, тұз көбірек ериді.',
      columns: [
        { column: 'salt', sign: 'm', unit: 'g', source: { set: 'salt' }, uncertainty: '' },
        { column: 'water', sign: 'w', unit: 'g', source: { set: 'water' }, uncertainty: '' },
        { column: 'falls', sign: 't', unit: 'C', source: { read: 'thermometer' }, uncertainty: '0.6' },
        { column: 'f-S', sign: 'S', unit: 'g/100g', source: { formula: 'm*100/w' }, uncertainty: '' },
      ],
      rows: readings.map((each) => ({
        salt: setCell(each, 'salt'),
        water: setCell(each, 'water'),
        falls: shownCell(each),
      })),
      x: 'falls',
      y: 'f-S',
      causes: ['late'],
    }),
};
