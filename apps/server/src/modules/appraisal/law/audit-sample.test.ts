import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditLeast, auditShare, drawSample, lotOf, sampleSize } from './audit-sample.ts';

const numbers = fc.uniqueArray(
  fc.integer({ min: 1, max: 999_999 }).map((one) => `350102-20261101-${one}`),
  { maxLength: 400 },
);
const seed = fc.stringMatching(/^[0-9a-f]{32}$/);

test('the same seed and cases give the same sample, whatever their order', () => {
  fc.assert(
    fc.property(seed, numbers, (one, cases) => {
      const drawn = drawSample(one, cases);
      expect(drawSample(one, cases.toReversed())).toEqual(drawn);
      expect(drawn).toHaveLength(sampleSize(cases.length));
      expect(new Set(drawn).size).toBe(drawn.length);
    }),
  );
});

test('whoever is drawn has a smaller lot than everyone who is not', () => {
  fc.assert(
    fc.property(seed, numbers, (one, cases) => {
      const drawn = new Set(drawSample(one, cases));
      const lots = (wanted: boolean) => cases.filter((number) => drawn.has(number) === wanted).map((number) => lotOf(one, number));
      const worst = lots(true).sort().at(-1) ?? '';
      expect(lots(false).every((lot) => lot > worst)).toBe(true);
    }),
  );
});

test('every case has the same chance: over many seeds each is drawn about equally often', () => {
  const cases = Array.from({ length: 20 }, (_, at) => `350102-20261101-${at}`);
  const times = new Map(cases.map((number) => [number, 0]));
  for (let turn = 0; turn < 4000; turn++)
    for (const number of drawSample(`seed ${turn}`, cases)) times.set(number, (times.get(number) ?? 0) + 1);
  // 3 of 20 in 4000 draws: 600 expected, standard deviation 22.6.
  for (const [number, count] of times) expect(Math.abs(count - 600), number).toBeLessThan(115);
});

test('at least three cases of a unit are drawn, where it has so many, and two in a hundred of more', () => {
  expect([0, 2, 3, 100, 150, 151, 5000].map(sampleSize)).toEqual([0, 2, auditLeast, 3, 3, 4, 5000 * auditShare]);
});
