import type { CaseFilter } from '@banyan/api-client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFilter, writeFilter } from './case-filter.ts';

const some: fc.Arbitrary<CaseFilter> = fc.record(
  {
    area: fc.constantFrom('350102', '350102001', '350102001004'),
    state: fc.constantFrom('closed' as const, 'judging' as const),
    category: fc.constantFrom('public-safety', 'city-appearance'),
    channel: fc.constantFrom('app' as const, 'phone' as const),
    cell: fc.constant('88411c2ab1fffff'),
    overdue: fc.constant(true),
    open: fc.boolean(),
    rated: fc.boolean(),
    from: fc.constant('2026-11-24T16:00:00.000Z'),
    closedTo: fc.constant('2026-11-25T00:00:00+08:00'),
  },
  { requiredKeys: [] },
);

test('what the command page writes into an address, the list reads out of it', () => {
  fc.assert(
    fc.property(some, (filter) => {
      expect(readFilter(writeFilter(filter))).toEqual({ filter, unread: [] });
    }),
  );
});

test('what means nothing to the list is named and not sent on', () => {
  expect(readFilter({ state: 'lost', from: 'yesterday', cell: '0', colour: 'red', overdue: 'false', area: ['350102'] })).toEqual({
    filter: {},
    unread: ['state', 'from', 'cell', 'colour', 'overdue', 'area'],
  });
});

test('a filter that is not set leaves no trace in the address', () => {
  expect(writeFilter({ area: '', state: undefined, open: false })).toEqual({ open: 'false' });
});
