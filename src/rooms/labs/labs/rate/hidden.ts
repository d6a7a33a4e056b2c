import type { HiddenSpec } from '../../model/world.ts';

/** What differs from pupil to pupil: the rate constant at 20 °C (1/s), the activation energy (J/mol), the bath's dial (°C). */
export const hiddenRate: readonly HiddenSpec[] = [
  { name: 'rate', from: 1.2e-4, to: 2.2e-4 },
  { name: 'activation', from: 45_000, to: 65_000 },
  { name: 'off', from: -1.5, to: 1.5 },
];
