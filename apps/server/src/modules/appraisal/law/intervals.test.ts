import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priorOf, priorWeights, shrink, wilson, z95 } from './intervals.ts';
import type { Share } from './rates.ts';

const share: fc.Arbitrary<Share> = fc
  .integer({ min: 1, max: 20_000 })
  .chain((count) => fc.integer({ min: 0, max: count }).map((met) => ({ count, met })));

/** The bounds as Wilson defines them: the rates p from which the observed one lies z standard errors away, found by halving. */
function naiveWilson({ count, met }: Share, z: number) {
  const rate = met / count;
  const isOutside = (p: number) => (rate - p) ** 2 * count > z * z * p * (1 - p);
  const edge = (inside: number, outside: number) => {
    let [near, far] = [inside, outside];
    for (let turn = 0; turn < 80; turn++) {
      const middle = (near + far) / 2;
      if (isOutside(middle)) far = middle;
      else near = middle;
    }
    return near;
  };
  return { low: met === 0 ? 0 : edge(rate, 0), high: met === count ? 1 : edge(rate, 1) };
}

test('the Wilson interval is the set of rates from which the observed one lies less than z standard errors away', () => {
  fc.assert(
    fc.property(share, fc.double({ min: 0.5, max: 4, noNaN: true }), (seen, z) => {
      const [closed, naive] = [wilson(seen, z), naiveWilson(seen, z)];
      expect(closed.low).toBeCloseTo(naive.low, 8);
      expect(closed.high).toBeCloseTo(naive.high, 8);
    }),
  );
});

test('it agrees with the values of Brown, Cai and DasGupta’s kind: 0 of 10, 10 of 10, 8 of 10', () => {
  expect(wilson({ count: 10, met: 0 }).high).toBeCloseTo(0.27753, 5);
  expect(wilson({ count: 10, met: 10 }).low).toBeCloseTo(0.72247, 5);
  expect(wilson({ count: 10, met: 8 }).low).toBeCloseTo(0.49016, 5);
  expect(wilson({ count: 10, met: 8 }).high).toBeCloseTo(0.94332, 5);
});

test('one dissatisfied case among few says little: 29 of 30 and 30 of 30 cannot be told apart', () => {
  expect(wilson({ count: 30, met: 29 }).high).toBeGreaterThan(wilson({ count: 30, met: 30 }).low);
  expect(wilson({ count: 0, met: 0 })).toEqual({ low: 0, high: 1 });
});

test('an interval holds its rate, stays within 0 and 1, and narrows as observations grow', () => {
  fc.assert(
    fc.property(share, (seen) => {
      const { low, high } = wilson(seen);
      const rate = seen.met / seen.count;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low - 1e-12).toBeLessThanOrEqual(rate);
      expect(high + 1e-12).toBeGreaterThanOrEqual(rate);
      const more = wilson({ count: seen.count * 4, met: seen.met * 4 }, z95);
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});

/** The mean after the evidence by adding up the beta prior times the binomial chance over a fine grid, in logarithms. */
function naivePosteriorMean({ count, met }: Share, mean: number, weight: number): number {
  const steps = 200_000;
  const points = Array.from({ length: steps }, (_, at) => (at + 0.5) / steps);
  const logs = points.map((p) => (met + mean * weight - 1) * Math.log(p) + (count - met + (1 - mean) * weight - 1) * Math.log1p(-p));
  const top = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const masses = logs.map((log) => Math.exp(log - top));
  const total = masses.reduce((a, b) => a + b, 0);
  return points.reduce((sum, p, at) => sum + p * (masses[at] ?? 0), 0) / total;
}

test('the shrunk rate is the mean of the prior after the evidence', () => {
  const small = fc.integer({ min: 0, max: 60 }).chain((count) => fc.integer({ min: 0, max: count }).map((met) => ({ count, met })));
  fc.assert(
    fc.property(
      small,
      fc.double({ min: 0.2, max: 0.8, noNaN: true }),
      fc.double({ min: 6, max: 200, noNaN: true }),
      (seen, mean, weight) => {
        expect(shrink(seen, { mean, weight })).toBeCloseTo(naivePosteriorMean(seen, mean, weight), 4);
      },
    ),
    { numRuns: 12 },
  );
});

test('a shrunk rate lies between the unit’s own and its peers’, and nearer to its own the more it has observed', () => {
  fc.assert(
    fc.property(share, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 2, max: 200, noNaN: true }), (seen, mean, weight) => {
      const [own, shrunk] = [seen.met / seen.count, shrink(seen, { mean, weight })];
      expect(shrunk).toBeGreaterThanOrEqual(Math.min(own, mean) - 1e-12);
      expect(shrunk).toBeLessThanOrEqual(Math.max(own, mean) + 1e-12);
      const more = shrink({ count: seen.count * 2, met: seen.met * 2 }, { mean, weight });
      expect(Math.abs(more - own)).toBeLessThanOrEqual(Math.abs(shrunk - own) + 1e-12);
    }),
  );
});

test('the prior has the peers’ pooled rate, and weighs what its bounds allow', () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 40 }), (peers) => {
      const prior = priorOf(peers);
      const [met, count] = [peers.reduce((sum, one) => sum + one.met, 0), peers.reduce((sum, one) => sum + one.count, 0)];
      expect(prior?.mean).toBeCloseTo(met / count, 12);
      expect(prior?.weight).toBeGreaterThanOrEqual(priorWeights.least);
      expect(prior?.weight).toBeLessThanOrEqual(priorWeights.most);
    }),
  );
});

test('peers that are alike weigh much, peers that differ weigh little, and nobody weighs nothing', () => {
  const alike = priorOf(Array.from({ length: 12 }, () => ({ count: 200, met: 180 })));
  const apart = priorOf(Array.from({ length: 12 }, (_, at) => ({ count: 200, met: at % 2 === 0 ? 60 : 190 })));
  expect(alike?.weight).toBe(priorWeights.most);
  expect(apart?.weight).toBeLessThan(5);
  expect(priorOf([])).toBeUndefined();
  expect(priorOf([{ count: 0, met: 0 }])).toBeUndefined();
});

test('for peers of one size the method of moments is the textbook one: the variance beyond chance over the variance of chance', () => {
  const rates = [0.5, 0.6, 0.7, 0.8, 0.9];
  const size = 100;
  const mean = 0.7;
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (rates.length - 1);
  const correlation = (variance / (mean * (1 - mean)) - 1 / size) / (1 - 1 / size);
  const prior = priorOf(rates.map((rate) => ({ count: size, met: rate * size })));
  expect(prior?.weight).toBeCloseTo(1 / correlation - 1, 0);
});
