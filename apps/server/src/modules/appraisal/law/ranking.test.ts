import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureNames } from './measures.ts';
import { minimumSample, priorsOf, rankPeers, scoreOf, type Weight } from './ranking.ts';
import { addTallies, emptyTally, rateOf, type Tally } from './rates.ts';

const weights: Weight[] = [
  { measure: 'response', weight: 30 },
  { measure: 'resolution', weight: 35 },
  { measure: 'satisfaction', weight: 35 },
];
const returns: Weight[] = [{ measure: 'return', weight: 100 }];
const tallyOf = (shares: Partial<Tally>): Tally => ({ ...emptyTally(), ...shares });
const all = (count: number, met: number) => tallyOf({ response: { count, met }, resolution: { count, met }, satisfaction: { count, met } });

const share = fc.integer({ min: 0, max: 500 }).chain((count) => fc.integer({ min: 0, max: count }).map((met) => ({ count, met })));
const tally = fc.record(Object.fromEntries(measureNames.map((name) => [name, share]))) as fc.Arbitrary<Tally>;
const interval = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

test('rates of nothing are null', () => {
  expect(rateOf({ count: 0, met: 0 })).toBeNull();
  expect(rateOf({ count: 8, met: 6 })).toBe(0.75);
});

test('tallies add up measure by measure, in any order', () => {
  fc.assert(
    fc.property(fc.array(tally, { maxLength: 6 }), (tallies) => {
      const sum = addTallies(tallies);
      for (const name of measureNames) {
        expect(sum[name].count).toBe(tallies.reduce((total, one) => total + one[name].count, 0));
        expect(sum[name].met).toBe(tallies.reduce((total, one) => total + one[name].met, 0));
      }
      expect(addTallies(tallies.toReversed())).toEqual(sum);
    }),
  );
});

test('a unit with too few observations of any weighted measure has no score, and it is said which', () => {
  const few = { ...all(200, 190), satisfaction: { count: minimumSample - 1, met: minimumSample - 1 } };
  expect(scoreOf(few, weights, priorsOf([few], weights))).toEqual({ score: null, low: null, high: null, lacks: ['satisfaction'] });
  expect(scoreOf(few, [], new Map()).score).toBeNull();
});

test('the score is the weighted sum of shrunk rates out of 100 and lies within bounds that hold the plain one', () => {
  fc.assert(
    fc.property(fc.array(tally, { minLength: 1, maxLength: 12 }), (peers) => {
      const priors = priorsOf(peers, weights);
      for (const one of peers) {
        const result = scoreOf(one, weights, priors);
        if (result.score === null) {
          expect(result.lacks.length).toBeGreaterThan(0);
          continue;
        }
        const plain = weights.reduce((sum, { measure, weight }) => sum + weight * (one[measure].met / one[measure].count), 0);
        expect(result.low).toBeLessThanOrEqual(plain + 1e-9);
        expect(result.high).toBeGreaterThanOrEqual(plain - 1e-9);
        const shrunk = weights.reduce((sum, { measure, weight }) => {
          const { mean = 0, weight: worth = 0 } = priors.get(measure) ?? {};
          return sum + weight * ((one[measure].met + mean * worth) / (one[measure].count + worth));
        }, 0);
        expect(result.score).toBeCloseTo(shrunk, 9);
      }
    }),
  );
});

test('where a low rate is good, fewer returns score higher', () => {
  const [few, many] = [tallyOf({ return: { count: 100, met: 2 } }), tallyOf({ return: { count: 100, met: 40 } })];
  const priors = priorsOf([few, many], returns);
  expect(scoreOf(few, returns, priors).score ?? 0).toBeGreaterThan(scoreOf(many, returns, priors).score ?? 0);
});

test('one dissatisfied reporter does not drop a unit behind its peers', () => {
  const peers = [...Array.from({ length: 9 }, () => all(60, 60)), all(60, 59)];
  const priors = priorsOf(peers, weights);
  const bounds = peers.map((one) => scoreOf(one, weights, priors)).map(({ low, high }) => ({ low: low ?? 0, high: high ?? 0 }));
  expect(rankPeers(bounds).map(({ rank }) => rank)).toEqual(Array.from({ length: 10 }, () => 1));
  const poor = [...peers.slice(0, 9), all(60, 30)];
  const apart = poor.map((one) => scoreOf(one, weights, priors)).map(({ low, high }) => ({ low: low ?? 0, high: high ?? 0 }));
  expect(rankPeers(apart).at(-1)).toEqual({ rank: 10, of: 10, alike: 0 });
});

test('the rank is one more than the number of peers that are certainly better', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 40 }), (bounds) => {
      const naive = bounds.map((mine) => {
        const better = bounds.filter((other) => other.low > mine.high).length;
        const worse = bounds.filter((other) => other.high < mine.low).length;
        return { rank: better + 1, of: bounds.length, alike: bounds.length - 1 - better - worse };
      });
      expect(rankPeers(bounds)).toEqual(naive);
    }),
  );
});
