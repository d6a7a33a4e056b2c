import { asin, sin } from '../../model/elementary.ts';

/** The arithmetic-geometric mean of a and b. */
export function meanOf(a: number, b: number): number {
  while (Math.abs(a - b) > 4e-16 * a) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  return a;
}

/** The period in seconds of a pendulum without friction, let go at rest at an angle in radians (Gauss 1799, by the mean). */
export function periodOf(length: number, gravity: number, angle: number): number {
  const small = 2 * Math.PI * Math.sqrt(length / gravity);
  return small / meanOf(1, Math.sqrt(1 - sin(angle / 2) ** 2));
}

/**
 * The angle in radians so many seconds after it was let go at rest at `first`: the exact solution by Jacobi's function
 * sn, made by the descending scale (Abramowitz and Stegun, 16.4). It depends on the time alone, however time was sliced.
 */
export function angleAt(seconds: number, length: number, gravity: number, first: number): number {
  const k = sin(Math.abs(first) / 2);
  if (k === 0) return 0;
  const period = periodOf(length, gravity, first);
  const phase = seconds / period - Math.floor(seconds / period);
  // sn(u + K), where a period is 4K: let go at rest, it stands at its far end.
  const angle = 2 * asin(Math.max(-1, Math.min(1, k * sineAmplitude(phase + 0.25, k))));
  return first < 0 ? -angle : angle;
}

/** sn(4K·turns, k). */
function sineAmplitude(turns: number, k: number): number {
  const scale: { readonly a: number; readonly c: number }[] = [{ a: 1, c: k }];
  let [a, b] = [1, Math.sqrt(1 - k * k)];
  while (Math.abs(a - b) > 4e-16 * a) {
    scale.push({ a: (a + b) / 2, c: (a - b) / 2 });
    [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  }
  const steps = scale.length - 1;
  // u = 4K·turns = 2π·turns / a
  let phi = 2 ** steps * 2 * Math.PI * turns;
  for (let n = steps; n > 0; n--) {
    const { a: an, c } = scale[n] ?? { a: 1, c: 0 };
    phi = (phi + asin((c / an) * sin(phi))) / 2;
  }
  return sin(phi);
}
