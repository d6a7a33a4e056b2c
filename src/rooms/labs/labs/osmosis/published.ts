import type { Published } from '../../model/published.ts';
import { balanceOf, osmosisModel, potatoPotential, potentialOf } from './model.ts';

/** −i·C·R·T of sucrose at 20 °C in MPa by the gas constant of the SI, to the digits printed. */
const sucrose: readonly (readonly [number, number])[] = [
  [0.1, -0.244],
  [0.2, -0.487],
  [0.3, -0.731],
  [0.4, -0.975],
  [0.5, -1.219],
  [0.6, -1.462],
  [0.8, -1.95],
  [1, -2.437],
];

/** Solutions have van 't Hoff's potential, and a potato at rest has that of its solution, tight or limp. */
export function published(): readonly Published[] {
  const potato = osmosisModel.begin({ isotonic: 0.25, turgor: 0.33, stiffness: 3.5 });
  return [
    ...sucrose.map(([sugar, wanted]): Published => ({
      what: `potential of ${sugar} mol/L of sucrose at 20 °C`,
      of: 'closed',
      got: potentialOf(sugar),
      wanted,
      within: 5e-4,
      source: "van 't Hoff, Z. phys. Chem. 1 (1887) 481; R = 8.314462618 J/(mol·K), CODATA 2018",
    })),
    ...[0, 0.1, 0.25, 0.4, 0.7, 1].map((sugar): Published => ({
      what: `potato at rest in ${sugar} mol/L`,
      of: 'closed',
      got: potatoPotential(potato, balanceOf({ ...potato, sugar })),
      wanted: (-8.314462618 * 293.15 * sugar) / 1000,
      scale: 2.4,
      source: 'no water moves where the potentials are equal',
    })),
  ];
}
