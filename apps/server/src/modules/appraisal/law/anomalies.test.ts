import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clustersOf, flagRules, isLastMoment, minuteOf, streakOf, wavesOf } from './anomalies.ts';
import { minimumSample } from './ranking.ts';

const start = Date.parse('2026-11-02T01:00:00Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);

test('groups hold everyone with their key, and no group is too small', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd'))), fc.integer({ min: 1, max: 6 }), (keys, least) => {
      const found = clustersOf(keys, (key) => key, least);
      const naive = ['a', 'b', 'c', 'd'].filter((key) => keys.filter((one) => one === key).length >= least);
      expect(found.map(({ key }) => key).sort()).toEqual(naive);
      for (const { key, members } of found) expect(members).toEqual(keys.filter((one) => one === key));
    }),
  );
});

test('five ratings within one minute are a cluster, five within five minutes are none', () => {
  const together = [1, 2, 3, 4, 5].map((second) => ({ ratedAt: new Date(start + second * 1000) }));
  const apart = [1, 2, 3, 4, 5].map((minute) => ({ ratedAt: at(minute) }));
  const minutes = (list: { ratedAt: Date }[]) => clustersOf(list, ({ ratedAt }) => minuteOf(ratedAt), flagRules.minuteLeast);
  expect(minutes(together)).toHaveLength(1);
  expect(minutes(together)[0]?.key).toBe('2026-11-02T01:00Z');
  expect(minutes(apart)).toEqual([]);
});

test('the last moment is the last tenth of the time, its end included, and a late end is no last moment', () => {
  const duty = (minutes: number) => ({ startedAt: at(0), dueAt: at(100), endedAt: at(minutes) });
  expect([89, 90, 100, 101].map((minutes) => isLastMoment(duty(minutes)))).toEqual([false, true, true, false]);
});

test('a wave is ten duties ended at the last moment of the same hour', () => {
  const duties = Array.from({ length: flagRules.waveLeast }, (_, n) => ({ startedAt: at(-5000), dueAt: at(59), endedAt: at(10 + n) }));
  expect(wavesOf(duties)).toHaveLength(1);
  expect(wavesOf(duties.slice(1))).toEqual([]);
  expect(wavesOf(duties.map((duty) => ({ ...duty, dueAt: at(50_000) })))).toEqual([]);
});

test('a streak counts back from the last month and ends at the first month that was not all good or too small', () => {
  const good = { count: minimumSample, met: minimumSample };
  expect(streakOf([])).toBe(0);
  expect(streakOf([good, good, good])).toBe(3);
  expect(streakOf([good, { count: 100, met: 99 }, good])).toBe(1);
  expect(streakOf([good, { count: minimumSample - 1, met: minimumSample - 1 }])).toBe(0);
});
