import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfGridCode, formatGridCode, parentsOfGridCode, parseGridCode } from './grid-code.ts';

test('a grid code names its county, street, community and number', () => {
  expect(parseGridCode('350102001002003')).toEqual({ county: '350102', street: '350102001', community: '350102001002', number: 3 });
  expect(parentsOfGridCode('350102001002003')).toEqual(['350102001002', '350102001', '350102']);
});

test('what is formatted is parsed back to the same parts', () => {
  const part = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'));
  fc.assert(
    fc.property(
      fc.constantFrom('350102', '350181', '110101'),
      part,
      part,
      fc.integer({ min: 1, max: 999 }),
      (county, street, community, number) => {
        const code = formatGridCode(`${county}${street}${community}`, number);
        expect(code).toHaveLength(15);
        expect(parseGridCode(code)).toEqual({ county, street: `${county}${street}`, community: `${county}${street}${community}`, number });
      },
    ),
  );
});

test('a code of another length, with letters, of no province or with an empty part is told apart', () => {
  expect(faultOfGridCode('350102001002003')).toBeNull();
  expect(faultOfGridCode('35010200100200')).toBe('length');
  expect(faultOfGridCode('35010200100200A')).toBe('digits');
  expect(faultOfGridCode('３50102001002003')).toBe('digits');
  expect(faultOfGridCode('990102001002003')).toBe('province');
  for (const code of ['350002001002003', '350100001002003', '350102000002003', '350102001000003', '350102001002000']) {
    expect(faultOfGridCode(code), code).toBe('part-is-zero');
    expect(parseGridCode(code)).toBeNull();
    expect(parentsOfGridCode(code)).toEqual([]);
  }
});

test('a grid number that does not fit three digits cannot be formatted', () => {
  for (const number of [0, 1000, 1.5, -1]) expect(() => formatGridCode('350102001002', number), String(number)).toThrow(RangeError);
});
