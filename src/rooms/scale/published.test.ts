import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitConditional } from './model/cml.ts';
import { expectedBySum } from './model/eap.ts';
import {
  evenWeights,
  haebara,
  meanMean,
  meanSigma,
  normalWeights,
  stockingLord,
  type LinkLine,
} from './model/linking.ts';
import { fitMarginally } from './model/mml.ts';
import { normalNodes } from './model/quadrature.ts';
import { maximumLikelihood, weightedLikelihood } from './model/wle.ts';
import { formX, formY } from './testing/kolen-brennan.ts';
import { lsat6, lsat7 } from './testing/lsat.ts';
import { answers, near, valueOf } from './testing/numbers.ts';

test('SCL-1 LSAT6 by conditional likelihood (eRm 1.0 RM, psychotools raschmodel)', () => {
  const fit = valueOf(fitConditional(answers(lsat6)));
  near(fit.places, [-1.25613, 0.47491, 1.23598, 0.16841, -0.62317], 1e-4, 'b');
  near(fit.placeSe, [0.1044, 0.0699, 0.0688, 0.0726, 0.0859], 1e-4, 'se');
  near([fit.logLik], [-1091.57], 0.005, 'log-likelihood');
  assert.ok(fit.gradient <= 1e-6);
});

test('SCL-5 LSAT6: weighted and maximum likelihood of persons (TAM tam.wle; own computation)', () => {
  const { models } = valueOf(fitConditional(answers(lsat6)));
  const weighted = [0, 1, 2, 3, 4, 5].map((score) => weightedLikelihood(models, score)!.theta);
  near(weighted, [-2.79048, -1.3376, -0.41148, 0.42193, 1.33573, 2.77648], 1e-4, 'WLE');
  const plain = [1, 2, 3, 4].map((score) => maximumLikelihood(models, score)!.theta);
  near(plain, [-1.60154, -0.47433, 0.48086, 1.59995], 1e-4, 'MLE');
  assert.equal(maximumLikelihood(models, 0), undefined);
  assert.equal(maximumLikelihood(models, 5), undefined);
});

test('SCL-3 LSAT6 1PL by marginal likelihood (ltm rasch, TAM tam.mml, mirt test-01-mirtOne.R)', () => {
  const fit = valueOf(fitMarginally(answers(lsat6), 'rasch'));
  near(fit.places, [-2.73, -0.9986, -0.2399, -1.3065, -2.0994], 2e-4, 'd');
  near([fit.groups[0]!.sd ** 2], [0.57023], 1e-4, 'variance');
  near([fit.groups[0]!.sd, fit.groups[0]!.sdSe], [0.7551, 0.0694], 1e-4, 'slope of ltm, and its error');
  const standard = fit.places.map((b) => b / fit.groups[0]!.sd);
  near(standard, [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], 5e-4, 'b of ltm');
  near([fit.logLik], [-2466.938], 1e-3, 'log-likelihood');
});

test('SCL-3 LSAT6 2PL by marginal likelihood (ltm, Rizopoulos, Journal of Statistical Software 17, 2006)', () => {
  const fit = valueOf(fitMarginally(answers(lsat6), 'free'));
  near(fit.places, [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236], 3e-3, 'b');
  near(fit.slopes, [0.8254, 0.7229, 0.8905, 0.6886, 0.6575], 1e-3, 'a');
  near(fit.placeSe, [0.8669, 0.3073, 0.0997, 0.4341, 0.87], 2e-3, 'se of b');
  near(fit.slopeSe, [0.2581, 0.1867, 0.2326, 0.1852, 0.21], 1e-3, 'se of a');
  near([fit.logLik], [-2466.653], 1e-3, 'log-likelihood');
});

test('SCL-3 LSAT7 1PL and 2PL (mirt documentation and test-01-mirtOne.R; ltm, TAM)', () => {
  const rasch = valueOf(fitMarginally(answers(lsat7), 'rasch'));
  near(rasch.places, [-1.868, -0.791, -1.461, -0.521, -1.993], 1e-3, 'd of mirt');
  near([rasch.groups[0]!.sd], [1.011], 5e-4, 'a');
  const standard = rasch.places.map((b) => b / rasch.groups[0]!.sd);
  near(standard, [-1.8479, -0.7823, -1.4451, -0.5158, -1.971], 1e-3, 'b of ltm');
  near([rasch.logLik], [-2664.901], 1e-3, 'log-likelihood');
  const free = valueOf(fitMarginally(answers(lsat7), 'free'));
  near(free.slopes, [0.988, 1.081, 1.706, 0.765, 0.736], 2e-3, 'a');
  near(
    free.places.map((b, n) => -b * free.slopes[n]!),
    [1.856, 0.808, 1.804, 0.486, 1.855],
    2e-3,
    'd',
  );
  near([free.logLik, -2 * free.logLik + 20], [-2658.805, 5337.61], 1e-2, 'log-likelihood and AIC');
});

test('SCL-3 LSAT7: expected ability by sum of points (mirt test-01-mirtOne.R, fscores(method = "EAPsum"))', () => {
  const { models } = valueOf(fitMarginally(answers(lsat7), 'free'));
  const sums = expectedBySum(models, { mean: 0, sd: 1 });
  near(
    sums.map(({ theta }) => theta),
    [-1.86979, -1.43186, -0.94885, -0.4132, 0.15173, 0.72719],
    1e-4,
    'EAP',
  );
  near(
    sums.map(({ sd }) => 1000 * sd),
    [693, 684, 694, 721, 759, 801],
    0.6,
    'SE',
  );
  near(
    sums.map(({ share }) => share * 1000),
    [10.09, 44.66, 109.77, 207.74, 319.19, 308.55],
    0.01,
    'expected persons',
  );
  const rows = Array.from({ length: 1000 }, (_, n) =>
    lsat7.data.slice(5 * n, 5 * n + 5).reduce((sum, each) => sum + each, 0),
  );
  const mean = (of: (sum: number) => number): number => rows.reduce((total, sum) => total + of(sum), 0) / rows.length;
  const middle = mean((sum) => sums[sum]!.theta);
  const spread = (mean((sum) => (sums[sum]!.theta - middle) ** 2) * 1000) / 999;
  const left = mean((sum) => sums[sum]!.sd ** 2);
  near([spread / (spread + left)], [0.43199], 2e-4, 'reliability');
});

test('SCL-4 twice as many nodes change nothing', () => {
  for (const slopes of ['rasch', 'free'] as const) {
    const once = valueOf(fitMarginally(answers(lsat6), slopes));
    const twice = valueOf(fitMarginally(answers(lsat6), slopes, normalNodes(122)));
    near(twice.places, once.places, 1e-6, slopes);
    near([twice.logLik], [once.logLik], 1e-7, slopes);
  }
});

test('SCL-7 linking constants of Kolen & Brennan 2004, Table 6.5 (plink, Weeks, Journal of Statistical Software 35, 2010)', () => {
  const pair = ({ slope, shift }: LinkLine): number[] => [slope, shift];
  near(pair(meanMean(formX, formY)), [1.217266, -0.557156], 1e-5, 'mean-mean');
  near(pair(meanSigma(formX, formY)), [1.168891, -0.515543], 1e-5, 'mean-sigma');
  near(pair(haebara(formX, formY, normalWeights, 1.7)), [1.06935, -0.47554], 1e-4, 'Haebara, normal weights');
  near(
    pair(stockingLord(formX, formY, normalWeights, 1.7)),
    [1.09082, -0.49629],
    1e-4,
    'Stocking-Lord, normal weights',
  );
  near(pair(haebara(formX, formY, evenWeights, 1.7)), [1.0936, -0.4583], 1e-3, 'Haebara, even weights');
  near(pair(stockingLord(formX, formY, evenWeights, 1.7)), [1.102, -0.477], 1e-3, 'Stocking-Lord, even weights');
});

test('SCL-7 a line that is known is found exactly by all four, whatever the weights', () => {
  const line = { slope: 1.3, shift: -0.4 };
  const moved = formX.map(({ a, b, c }) => ({ a: a / line.slope, b: line.slope * b + line.shift, c: c! }));
  const found = [
    meanMean(formX, moved),
    meanSigma(formX, moved),
    haebara(formX, moved, evenWeights, 1.7),
    stockingLord(formX, moved, normalWeights, 1.7),
  ];
  for (const { slope, shift } of found) near([slope, shift], [1.3, -0.4], 1e-6);
});
