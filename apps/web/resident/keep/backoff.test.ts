import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWaiting, nextTryAt, untilNext, waitSeconds } from './backoff.ts';

test('a report that cannot be sent is tried again after 5 s, 15 s, 45 s and never later than 10 minutes', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 40].map(waitSeconds)).toEqual([5, 15, 45, 135, 405, 600, 600, 600]);
});

test('waiting never grows shorter with another failure', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), (tries) => waitSeconds(tries + 1) >= waitSeconds(tries) && waitSeconds(tries) > 0),
  );
});

test('a server that asks for more time gets it, one that asks for less does not hurry us', () => {
  expect(nextTryAt(1000, 1, 60)).toBe(61_000);
  expect(nextTryAt(1000, 3, 1)).toBe(46_000);
});

test('delivered and refused reports wait for nothing', () => {
  const waiting = { nextAt: 9000, refused: null, reported: null };
  expect(isWaiting(waiting)).toBe(true);
  expect(
    untilNext(
      [
        { ...waiting, refused: 'place.outside', nextAt: 0 },
        { ...waiting, reported: {}, nextAt: 0 },
      ],
      5000,
    ),
  ).toBeNull();
  expect(untilNext([waiting, { ...waiting, nextAt: 7000 }], 5000)).toBe(2000);
  expect(untilNext([{ ...waiting, nextAt: 10 }], 5000)).toBe(0);
});
