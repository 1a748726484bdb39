import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureCoverage } from './coverage.ts';
import type { MultiPolygon } from './shape.ts';

type Rectangle = { west: number; south: number; width: number; height: number };

const UNIT = 0.001;
/** Square metres of one unit by one unit at the equator, where a degree is the same both ways. */
const ONE = (UNIT * 6_371_008.8 * Math.PI) ** 2 / 180 ** 2;

function polygonsOf({ west, south, width, height }: Rectangle): MultiPolygon {
  const [w, s, e, n] = [west * UNIT, south * UNIT, (west + width) * UNIT, (south + height) * UNIT];
  return [
    [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  ];
}

const covers = (one: Rectangle, x: number, y: number) =>
  x >= one.west && x < one.west + one.width && y >= one.south && y < one.south + one.height;

test('rectangles are measured as counting their unit squares measures them', () => {
  const size = { min: 1, max: 9 };
  const rectangle = fc.record({
    west: fc.integer({ min: -9, max: 9 }),
    south: fc.integer({ min: -9, max: 9 }),
    width: fc.integer(size),
    height: fc.integer(size),
  });
  fc.assert(
    fc.property(rectangle, fc.array(rectangle, { minLength: 1, maxLength: 5 }), (parent, children) => {
      const found = measureCoverage(polygonsOf(parent), children.map(polygonsOf));
      const squares = Array.from({ length: 30 * 30 }, (_, number) => [(number % 30) - 10, Math.floor(number / 30) - 10] as const);
      const counted = (test: (x: number, y: number) => boolean) => squares.filter(([x, y]) => test(x, y)).length;
      const near = (squareMetres: number, units: number) => expect(squareMetres / ONE).toBeCloseTo(units, 3);
      near(found.parent, parent.width * parent.height);
      near(
        found.gap,
        counted((x, y) => covers(parent, x, y) && !children.some((child) => covers(child, x, y))),
      );
      for (const [first, child] of children.entries()) {
        near(found.children[first] ?? Number.NaN, child.width * child.height);
        near(
          found.outside[first] ?? Number.NaN,
          counted((x, y) => covers(child, x, y) && !covers(parent, x, y)),
        );
        for (const [second, other] of children.entries()) {
          if (second <= first) continue;
          const shared = found.overlaps.find((pair) => pair.first === first && pair.second === second)?.squareMetres ?? 0;
          near(
            shared,
            counted((x, y) => covers(child, x, y) && covers(other, x, y)),
          );
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('edges that cross between vertices are measured exactly', () => {
  const upright: MultiPolygon = [
    [
      [
        [0, 0],
        [2 * UNIT, 0],
        [UNIT, 2 * UNIT],
        [0, 0],
      ],
    ],
  ];
  const inverted: MultiPolygon = [
    [
      [
        [0, 2 * UNIT],
        [2 * UNIT, 2 * UNIT],
        [UNIT, 0],
        [0, 2 * UNIT],
      ],
    ],
  ];
  const { children, overlaps } = measureCoverage(null, [upright, inverted]);
  expect(children.map((area) => area / ONE)).toEqual([expect.closeTo(2, 4), expect.closeTo(2, 4)]);
  // The shared rhombus has diagonals of 1 and 2 units.
  expect(overlaps).toEqual([{ first: 0, second: 1, squareMetres: expect.closeTo(ONE, 0) }]);
});

test('without a parent nothing lies outside and nothing is missing', () => {
  const { outside, gap, parent } = measureCoverage(null, [polygonsOf({ west: 0, south: 0, width: 1, height: 1 })]);
  expect([outside, gap, parent]).toEqual([[0], 0, 0]);
});
