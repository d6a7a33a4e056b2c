import type { Published } from '../../model/published.ts';
import { divisionOf, fieldOf, microscopeModel } from './model.ts';

/** The field in millimetres that an eyepiece of field number 18 shows with an objective, and a division of 0.1 mm in it. */
const known: readonly (readonly [number, number, number])[] = [
  [4, 4.5, 25],
  [10, 1.8, 10],
  [40, 0.45, 2.5],
];

export function published(): readonly Published[] {
  const plain = microscopeModel.begin({ more: 1, stop: 18 });
  return known.flatMap(([objective, field, division]): Published[] => [
    {
      what: `field with ${objective}×, mm`,
      of: 'closed',
      got: fieldOf({ ...plain, objective }) / 1000,
      wanted: field,
      source: 'field number over magnification, as makers print it',
    },
    {
      what: `a division of 0.1 mm with ${objective}×, µm`,
      of: 'closed',
      got: divisionOf({ objective, more: 1 }),
      wanted: division,
      source: 'length in the eyepiece over magnification',
    },
  ]);
}
