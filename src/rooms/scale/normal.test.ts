import { test } from 'node:test';
import { normalBelow, normalQuantile, studentQuantile } from './model/normal.ts';
import { near } from './testing/numbers.ts';

test('SCL-10 the normal and Student distributions as tabulated (Abramowitz & Stegun 1964, tables 26.1 and 26.10)', () => {
  near(
    [0, 1, 2, -3, 6].map(normalBelow),
    [0.5, 0.841344746068543, 0.977249868051821, 0.00134989803163, 0.999999999013412],
    1e-13,
  );
  near([0.975, 0.95, 0.005].map(normalQuantile), [1.959963984540054, 1.644853626951473, -2.575829303548901], 1e-10);
  near(
    [1, 4, 10, 30, 120].map((freedom) => studentQuantile(0.975, freedom)),
    [12.706, 2.776, 2.228, 2.042, 1.98],
    6e-4,
  );
});
