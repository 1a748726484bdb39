import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Boundary } from './boundary.ts';
import type { Position, Ring } from './shape.ts';
import { checkTopology } from './topology.ts';

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
let next = 0;
function area(code: string, shell: Ring, rest: Partial<Boundary> = {}): Boundary {
  return {
    featureIndex: next++,
    code,
    name: code,
    parent: code.slice(0, -3),
    level: 'street',
    polygons: [[shell]],
    approximate: false,
    ...rest,
  };
}
const county = () => area('350102', box(119, 26, 119.2, 26.1), { parent: null, level: 'county' });
const reasons = (...boundaries: Boundary[]) => checkTopology(boundaries).problems.map(({ code, reason }) => `${code} ${reason}`);

test('streets that share an edge and fill their county have no problem and leave no gap', () => {
  const { problems, gaps } = checkTopology([
    county(),
    area('350102001', box(119, 26, 119.1, 26.1)),
    area('350102002', box(119.1, 26, 119.2, 26.1)),
  ]);
  expect(problems).toEqual([]);
  expect(gaps).toEqual([{ parent: '350102', squareMetres: expect.closeTo(0, 3), share: expect.closeTo(0, 9) }]);
});

test('what the streets leave uncovered is told as a share of the county', () => {
  const { problems, gaps } = checkTopology([county(), area('350102001', box(119, 26, 119.05, 26.1))]);
  expect(problems).toEqual([]);
  expect(gaps[0]?.share).toBeCloseTo(0.75, 6);
});

test('a ring that is open, short, out of range or crossed is refused with its reason', () => {
  expect(
    reasons(
      county(),
      area('350102001', [
        [119, 26],
        [119.1, 26],
        [119.1, 26.1],
        [119, 26.1],
      ]),
    ),
  ).toEqual(['350102001 ring.open']);
  expect(
    reasons(
      county(),
      area('350102001', [
        [119, 26],
        [119.1, 26],
        [119, 26],
      ]),
    ),
  ).toEqual(['350102001 ring.short']);
  expect(
    reasons(
      county(),
      area('350102001', [
        [26, 119],
        [26.1, 119],
        [26.1, 119.1],
        [26, 119],
      ]),
    ),
  ).toEqual(['350102001 coordinate.out-of-range']);
  expect(
    reasons(
      county(),
      area('350102001', [
        [119, 26],
        [119.1, 26.1],
        [119.1, 26],
        [119, 26.1],
        [119, 26],
      ]),
    ),
  ).toEqual(['350102001 ring.crosses-itself']);
  expect(
    reasons(
      county(),
      area('350102001', [
        [119, 26],
        [119.1, 26],
        [119.05, 26],
        [119.05, 26.1],
        [119, 26],
      ]),
    ),
  ).toEqual(['350102001 ring.crosses-itself']);
  expect(reasons(county(), area('350102001', [], { polygons: [] }))).toEqual(['350102001 area.empty']);
  expect(
    reasons(
      county(),
      area('350102001', [
        [119, 26],
        [119.1, 26],
        [119.2, 26],
        [119, 26],
      ]),
    ),
  ).toEqual(['350102001 ring.crosses-itself']);
});

test('a hole outside its shell is refused, one that touches the shell is not', () => {
  const shell = box(119, 26, 119.1, 26.1);
  const outside = area('350102001', shell, { polygons: [[shell, box(119.15, 26, 119.16, 26.01)]] });
  const touching = area('350102001', shell, {
    polygons: [
      [
        shell,
        [
          [119, 26.05],
          [119.05, 26.04],
          [119.05, 26.06],
          [119, 26.05],
        ],
      ],
    ],
  });
  expect(reasons(county(), outside)).toEqual(['350102001 hole.outside']);
  expect(reasons(county(), touching)).toEqual([]);
});

test('a code used twice and a parent nobody knows are refused', () => {
  const first = area('350102001', box(119, 26, 119.1, 26.1));
  const second = area('350102001', box(119.1, 26, 119.2, 26.1));
  const stray = area('350199001', box(119.3, 26, 119.4, 26.1));
  const { problems } = checkTopology([county(), first, second, stray]);
  expect(problems).toEqual([
    {
      featureIndex: second.featureIndex,
      code: '350102001',
      reason: 'code.duplicate',
      detail: `The code 350102001 already stands at feature ${first.featureIndex}.`,
    },
    { featureIndex: stray.featureIndex, code: '350199001', reason: 'parent.unknown', detail: 'No area has the code 350199.' },
  ]);
});

test('a parent may be in the catalogue or in force instead of in the file', () => {
  const street = area('350102001', box(119, 26, 119.3, 26.1));
  expect(checkTopology([street], { knownCodes: new Set(['350102']) }).problems).toEqual([]);
  const { problems } = checkTopology([street], { parents: new Map([['350102', county().polygons]]) });
  expect(problems.map(({ reason }) => reason)).toEqual(['area.outside-parent']);
});

test('a street reaching out of its county is refused, one that strays by a few metres is not', () => {
  expect(reasons(county(), area('350102001', box(119.1, 26, 119.25, 26.1)))).toEqual(['350102001 area.outside-parent']);
  expect(reasons(county(), area('350102001', box(119.1, 26, 119.20001, 26.1)))).toEqual([]);
});

test('streets that overlap are reported at the later of the two, with the code of the earlier', () => {
  const { problems } = checkTopology([
    county(),
    area('350102002', box(119, 26, 119.12, 26.1)),
    area('350102001', box(119.1, 26, 119.2, 26.1)),
  ]);
  expect(problems).toMatchObject([{ code: '350102001', reason: 'area.overlap', detail: expect.stringContaining('350102002') }]);
});

test('a community overlapping one of another street is the business of the streets, not reported twice', () => {
  const one = area('350102001001', box(119, 26, 119.1, 26.1), { level: 'community' });
  const other = area('350102002001', box(119, 26, 119.1, 26.1), { level: 'community' });
  expect(checkTopology([one, other], { knownCodes: new Set(['350102001', '350102002']) }).problems).toEqual([]);
});

test('a star drawn around its centre never crosses itself; drawn with two swapped neighbours it does', () => {
  const corner = (angle: number, reach: number): Position => [119 + reach * Math.cos(angle), 26 + reach * Math.sin(angle)];
  const reaches = fc.array(fc.integer({ min: 10, max: 99 }), { minLength: 5, maxLength: 20 });
  fc.assert(
    fc.property(reaches, (spikes) => {
      const corners = spikes.map((reach, place) => corner((2 * Math.PI * place) / spikes.length, reach / 1000));
      const closed = (ring: Position[]): Ring => [...ring, ring[0] as Position];
      expect(reasons(area('350102', closed(corners), { parent: null, level: 'county' }))).toEqual([]);
      const round = spikes.map((_, place) => corner((2 * Math.PI * place) / spikes.length, 0.05));
      const swapped = [round[1] as Position, round[0] as Position, ...round.slice(2)];
      expect(reasons(area('350102', closed(swapped), { parent: null, level: 'county' }))).toEqual(['350102 ring.crosses-itself']);
    }),
  );
});
