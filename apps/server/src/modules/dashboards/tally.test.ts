import { expect, test } from 'vitest';
import { deltaOf, emptyTally, meanLevel, shareOf, sumOf } from './tally.ts';

test('nothing due is not 100 %, nothing rated is no satisfaction, and neither can be compared', () => {
  expect([shareOf({ count: 0, met: 0 }), meanLevel({ rated: 0, levels: 0 }), deltaOf(null, 0.5), deltaOf(0.5, null)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect([shareOf({ count: 4, met: 0 }), shareOf({ count: 4, met: 3 }), meanLevel({ rated: 2, levels: 7 }), deltaOf(0.5, 0.75)]).toEqual([
    0, 0.75, 3.5, -0.25,
  ]);
});

test('days add up to a month by their counts, not by their rates', () => {
  const [quiet, busy] = [emptyTally(), emptyTally()];
  quiet.duties.accept = { count: 1, met: 1 };
  busy.duties.accept = { count: 99, met: 0 };
  busy.onTime = { count: 2, met: 1 };
  busy.reported = 99;
  const month = sumOf([quiet, busy]);
  expect(shareOf(month.duties.accept)).toBe(0.01);
  expect([month.onTime, month.reported, quiet.duties.accept.count]).toEqual([{ count: 2, met: 1 }, 99, 1]);
});
