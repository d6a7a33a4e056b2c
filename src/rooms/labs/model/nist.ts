/** Data sets of NIST's Statistical Reference Datasets (StRD, www.itl.nist.gov/div898/strd) with their certified values. */

/** Norris, J. (NIST): calibration of ozone monitors. y = b0 + b1·x. */
export const norris = {
  x: [
    0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777, 558.2, 0.4, 0.6, 775.5, 666.9, 338, 447.5, 11.6,
    556, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999, 779, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5,
  ],
  y: [
    0.1, 338.8, 118.1, 888, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8,
    557.7, 228.3, 998, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2,
  ],
  values: [-0.262323073774029, 1.00211681802045],
  errors: [0.232818234301152, 0.429796848199937e-3],
} as const;

/** Misra, D. (NIST 1978): monomolecular adsorption. y = b1·(1 − e^(−b2·x)), from two first guesses. */
export const misra = {
  x: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
  y: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
  starts: [
    [500, 0.0001],
    [250, 0.0005],
  ],
  values: [2.3894212918e2, 5.5015643181e-4],
  errors: [2.7070075241, 7.2668688436e-6],
  sum: 1.2455138894e-1,
} as const;

/** Wampler 1: a polynomial of degree five through whole numbers; every coefficient is 1 and nothing is left. */
export const wampler = {
  x: Array.from({ length: 21 }, (_, x) => x),
  y: Array.from({ length: 21 }, (_, x) => 1 + x + x ** 2 + x ** 3 + x ** 4 + x ** 5),
} as const;
