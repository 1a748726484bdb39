import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, type BurdenView, burdenPath, hoursOf, monthsUpTo, readView } from './burden-address.ts';

const searchOf = (address: string) => new URL(address, 'https://city.example').search;

test('what the page writes into its address it reads out of it', () => {
  const some = fc.record(
    {
      area: fc.constantFrom('350102', '350100'),
      month: fc.constantFrom('2026-11', '2027-01'),
      level: fc.constantFrom('street' as const, 'community' as const),
      behind: fc.constantFrom('350102004001', '350102'),
      unit: fc.constantFrom('350102-civil-affairs'),
    },
    { requiredKeys: ['level'] },
  );
  fc.assert(
    fc.property(some, (view: BurdenView) => {
      expect(readView(searchOf(addressOf(view)))).toEqual(view);
    }),
  );
});

test('what means nothing is left out, and a plain view has a plain address', () => {
  expect(readView('?area=35&month=2026-13&behind=x&unit=A%20B&level=village')).toEqual({ level: 'community' });
  expect(addressOf({ level: 'community' })).toBe(burdenPath);
});

test('minutes are told as hours and minutes', () => {
  expect([0, 59, 60, 505].map(hoursOf)).toEqual([
    { hours: 0, minutes: 0 },
    { hours: 0, minutes: 59 },
    { hours: 1, minutes: 0 },
    { hours: 8, minutes: 25 },
  ]);
});

test('months go back over the turn of the year', () => {
  expect(monthsUpTo('2027-01', 3)).toEqual(['2027-01', '2026-12', '2026-11']);
});
