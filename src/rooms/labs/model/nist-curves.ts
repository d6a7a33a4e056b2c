/**
 * Curves of NIST's Statistical Reference Datasets (StRD, www.itl.nist.gov/div898/strd/nls) with their certified values: the
 * model as a pupil writes it, NIST's two first guesses where they are given here, the parameters with their standard
 * deviations, and the residual sum of squares.
 */
export type ReferenceCurve = {
  readonly name: string;
  readonly formula: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** In the order in which the formula names the parameters, as everything below. */
  readonly starts: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly errors: readonly number[];
  readonly sum: number;
};

export const referenceCurves: readonly ReferenceCurve[] = [
  {
    // Misra, D. (NIST 1978): monomolecular adsorption. Lower difficulty.
    name: 'Misra1a',
    formula: 'a*(1 - exp(-b*x))',
    x: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
    y: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
    starts: [
      [500, 0.0001],
      [250, 0.0005],
    ],
    values: [2.3894212918e2, 5.5015643181e-4],
    errors: [2.7070075241, 7.2668688436e-6],
    sum: 1.2455138894e-1,
  },
  {
    // Daniel and Wood (1980), after Keeping: energy radiated from a lamp. Lower difficulty.
    name: 'DanWood',
    formula: 'a*x^b',
    x: [1.309, 1.471, 1.49, 1.565, 1.611, 1.68],
    y: [2.138, 3.421, 3.597, 4.34, 4.882, 5.66],
    starts: [],
    values: [7.6886226176e-1, 3.8604055871],
    errors: [1.828197386e-2, 5.1726610913e-2],
    sum: 4.3173084083e-3,
  },
  {
    // Ratkowsky (1983): growth of pasture. Higher difficulty.
    name: 'Rat42',
    formula: 'a/(1 + exp(b - c*x))',
    x: [9, 14, 21, 28, 42, 57, 63, 70, 79],
    y: [8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08],
    starts: [],
    values: [7.2462237576e1, 2.6180768402, 6.7359200066e-2],
    errors: [],
    sum: 8.0565229338,
  },
  {
    // Kowalik and Osborne (1978), a test problem of Moré, Garbow and Hillstrom (1981). Higher difficulty.
    name: 'MGH09',
    formula: 'a*(x^2 + x*b)/(x^2 + x*c + d)',
    x: [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625],
    y: [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246],
    starts: [
      [25, 39, 41.5, 39],
      [0.25, 0.39, 0.415, 0.39],
    ],
    values: [1.9280693458e-1, 1.9128232873e-1, 1.2305650693e-1, 1.3606233068e-1],
    errors: [1.1435312227e-2, 1.9633220911e-1, 8.0842031232e-2, 9.0025542308e-2],
    sum: 3.0750560385e-4,
  },
  {
    // Thurber, R. (NIST 197?): electron mobility in semiconductors. Higher difficulty.
    name: 'Thurber',
    formula: '(a + b*x + c*x^2 + d*x^3)/(1 + f*x + g*x^2 + h*x^3)',
    x: [
      -3.067, -2.981, -2.921, -2.912, -2.84, -2.797, -2.702, -2.699, -2.633, -2.481, -2.363, -2.322, -1.501, -1.46,
      -1.274, -1.212, -1.1, -1.046, -0.915, -0.714, -0.566, -0.545, -0.4, -0.309, -0.109, -0.103, 0.01, 0.119, 0.377,
      0.79, 0.963, 1.006, 1.115, 1.572, 1.841, 2.047, 2.2,
    ],
    y: [
      80.574, 84.248, 87.264, 87.195, 89.076, 89.608, 89.868, 90.101, 92.405, 95.854, 100.696, 101.06, 401.672, 390.724,
      567.534, 635.316, 733.054, 759.087, 894.206, 990.785, 1090.109, 1080.914, 1122.643, 1178.351, 1260.531, 1273.514,
      1288.339, 1327.543, 1353.863, 1414.509, 1425.208, 1421.384, 1442.962, 1464.35, 1468.705, 1447.894, 1457.628,
    ],
    starts: [
      [1000, 1000, 400, 40, 0.7, 0.3, 0.03],
      [1300, 1500, 500, 75, 1, 0.4, 0.05],
    ],
    values: [
      1.28813968e3, 1.4910792535e3, 5.8323836877e2, 7.5416644291e1, 9.6629502864e-1, 3.9797285797e-1, 4.9727297349e-2,
    ],
    errors: [
      4.6647963344, 3.9571156086e1, 2.8698696102e1, 5.567537027, 3.1333340687e-2, 1.4984928198e-2, 6.5842344623e-3,
    ],
    sum: 5.6427082397e3,
  },
  {
    // Eckerle, K. (NIST 197?): transmittance of a circular interference filter. Higher difficulty.
    name: 'Eckerle4',
    formula: 'a/b*exp(-((x - c)/b)^2/2)',
    x: [
      400, 405, 410, 415, 420, 425, 430, 435, 436.5, 438, 439.5, 441, 442.5, 444, 445.5, 447, 448.5, 450, 451.5, 453,
      454.5, 456, 457.5, 459, 460.5, 462, 463.5, 465, 470, 475, 480, 485, 490, 495, 500,
    ],
    y: [
      0.0001575, 0.0001699, 0.000235, 0.0003102, 0.0004917, 0.000871, 0.0017418, 0.00464, 0.0065895, 0.0097302,
      0.0149002, 0.023731, 0.0401683, 0.0712559, 0.1264458, 0.2073413, 0.2902366, 0.3445623, 0.3698049, 0.3668534,
      0.3106727, 0.2078154, 0.1164354, 0.0616764, 0.03372, 0.0194023, 0.0117831, 0.0074357, 0.0022732, 0.00088,
      0.0004579, 0.0002345, 0.0001586, 0.0001143, 0.000071,
    ],
    starts: [],
    values: [1.5543827178, 4.0888321754, 4.5154121844e2],
    errors: [],
    sum: 1.4635887487e-3,
  },
  {
    // Osborne (1972), a test problem of Moré, Garbow and Hillstrom (1981). Average difficulty.
    name: 'MGH17',
    formula: 'a + b*exp(-x*c) + d*exp(-x*f)',
    x: Array.from({ length: 33 }, (_, k) => 10 * k),
    y: [
      0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603,
      0.58, 0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42, 0.414, 0.411,
      0.406,
    ],
    starts: [],
    values: [3.7541005211e-1, 1.9358469127, 1.286753464e-2, -1.4646871366, 2.2122699662e-2],
    errors: [2.0723153551e-3, 2.2031669222e-1, 4.4861358114e-4, 2.2175707739e-1, 8.9471996575e-4],
    sum: 5.4648946975e-5,
  },
];
