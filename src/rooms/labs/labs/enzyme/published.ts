import { fitted } from '../../model/fit.ts';
import type { Published } from '../../model/published.ts';
import { charged, enzymeModel, leftAfter, rateAt } from './model.ts';

/** Treloar's reaction rates with puromycin, counts/min² at ppm: the set `Puromycin` of R (Bates and Watts 1988, A1.3). */
const treloar: readonly (readonly [number, number])[] = [
  [0.02, 76],
  [0.02, 47],
  [0.06, 97],
  [0.06, 107],
  [0.11, 123],
  [0.11, 139],
  [0.22, 159],
  [0.22, 152],
  [0.56, 191],
  [0.56, 201],
  [1.1, 207],
  [1.1, 200],
];

/** What is left of the substrate by dS/dt = −V·S/(K + S), in small steps of Runge and Kutta. */
function leftBySteps(substrate: number, km: number, fall: number, minutes: number): number {
  const steps = 4000;
  const h = minutes / steps;
  const slope = (s: number): number => (-fall * s) / (km + s);
  let s = substrate;
  for (let n = 0; n < steps; n++) {
    const a = slope(s);
    const b = slope(s + (h / 2) * a);
    const c = slope(s + (h / 2) * b);
    s += (h / 6) * (a + 2 * b + 2 * c + slope(s + h * c));
  }
  return s;
}

/** The pupil's own fit gives what R's `nls` gives for a published set; the flask follows the equation of its rate. */
export function published(): readonly Published[] {
  const fit = fitted(
    'own',
    treloar.map(([x, y], row) => ({ row, x, y, spread: 0 })),
    'V*x/(K+x)',
  );
  const of = (name: string, of: 'values' | 'errors'): number =>
    typeof fit === 'string' ? NaN : (fit.estimates[of][fit.names.indexOf(name)] ?? NaN);
  const source = 'R, nls(rate ~ Vm*conc/(K + conc), Puromycin, subset = state == "treated")';
  const state = { ...enzymeModel.begin({ vmax: 11, km: 40, best: 7, melts: 47 }), substrate: 120 };
  const [whole, half] = [rateAt(state, 1e12), rateAt(state, 40)];
  const fall = (whole * 2) / (24 * 0.2);
  return [
    { what: 'puromycin: V', of: 'closed', got: of('V', 'values'), wanted: 212.684, within: 5e-4, source },
    { what: 'puromycin: error of V', of: 'closed', got: of('V', 'errors'), wanted: 6.947, within: 5e-4, source },
    { what: 'puromycin: K', of: 'closed', got: of('K', 'values'), wanted: 0.064121, within: 5e-7, source },
    { what: 'puromycin: error of K', of: 'closed', got: of('K', 'errors'), wanted: 0.008281, within: 5e-7, source },
    {
      what: 'half as fast where S is K',
      of: 'closed',
      got: half / whole,
      wanted: 0.5,
      within: 1e-9,
      source: 'Michaelis and Menten, Biochem. Z. 49 (1913) 333',
    },
    {
      what: 'as fast on both sides of the best pH',
      of: 'closed',
      got: charged(5.4, 7) / charged(8.6, 7),
      wanted: 1,
      source: 'Michaelis and Davidsohn, Biochem. Z. 35 (1911) 386',
    },
    ...[1, 10, 60].map((minutes): Published => ({
      what: `what is left of 120 mmol/L after ${minutes} min`,
      of: 'ode',
      got: leftAfter(state, minutes),
      wanted: leftBySteps(120, 40, fall, minutes),
      scale: 120,
      source: 'Runge and Kutta, 4,000 steps',
    })),
  ];
}
