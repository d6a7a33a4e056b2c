import { asin, cos, sin } from './elementary.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Snell's law: the angle in degrees at which light goes on from n₁ into n₂; undefined where all of it is reflected. */
export function refracted(n1: number, n2: number, angle: number): number | undefined {
  const sine = (n1 / n2) * sin(radians(angle));
  return sine > 1 ? undefined : degrees(asin(sine));
}

/** Fresnel's share of unpolarised light that is reflected. */
export function reflected(n1: number, n2: number, angle: number): number {
  const beyond = refracted(n1, n2, angle);
  if (beyond === undefined) return 1;
  const [a, b] = [cos(radians(angle)), cos(radians(beyond))];
  const across = (n1 * a - n2 * b) / (n1 * a + n2 * b);
  const along = (n1 * b - n2 * a) / (n1 * b + n2 * a);
  return (across * across + along * along) / 2;
}

/** The refractive index of the crown glass N-BK7 by Sellmeier's formula, for a wavelength in nanometres (SCHOTT data sheet 517642.251). */
export function crownIndex(wave: number): number {
  const square = (wave / 1000) ** 2;
  const term = (b: number, c: number): number => (b * square) / (square - c);
  return Math.sqrt(
    1 + term(1.03961212, 0.00600069867) + term(0.231792344, 0.0200179144) + term(1.01046945, 103.560653),
  );
}

/** Cauchy's formula n = A + B/λ², B in nm². */
export function cauchyIndex(a: number, b: number, wave: number): number {
  return a + b / wave ** 2;
}
