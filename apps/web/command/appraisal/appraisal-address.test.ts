import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AppraisalView, addressOf, groupings, monthsUpTo, postKinds, readView } from './appraisal-address.ts';

const some: fc.Arbitrary<AppraisalView> = fc.record(
  {
    area: fc.constantFrom('350102', '350102004', '350102004001'),
    month: fc.constantFrom('2026-10', '2027-01'),
    by: fc.constantFrom(...groupings),
    post: fc.constantFrom(...postKinds),
    unit: fc.constantFrom('350102004-street', '350100-river-joint'),
    measure: fc.constantFrom('on-time', 'satisfaction'),
  },
  { requiredKeys: ['by', 'post'] },
);

test('what is written into an address is read out of it', () => {
  fc.assert(
    fc.property(some, (view) => {
      expect(readView(new URL(addressOf(view), 'http://city').search)).toEqual(view);
    }),
  );
});

test('what means nothing is left out', () => {
  expect(readView('?area=gulou&month=2026-13&by=colour&post=king&unit=A%20B')).toEqual({ by: 'unit', post: 'handler' });
});

test('months go back over the turn of the year', () => {
  expect(monthsUpTo('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
