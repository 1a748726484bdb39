import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodOf, periodText } from './city-day.ts';

const words = { since: (time: string) => `${time} 起`, before: (time: string) => `${time} 之前` };
const now = new Date('2026-11-25T03:00:00Z');
const said = (period: { from?: string; to?: string }, tag = 'zh-CN') => periodText(period, tag, 'Asia/Shanghai', now, words);
const day = periodOf('2026-11-25', 'Asia/Shanghai');

test('a day of the city begins and ends by the city’s own clocks', () => {
  expect(day).toEqual({ from: '2026-11-24T16:00:00.000Z', to: '2026-11-25T16:00:00.000Z' });
  expect(periodOf('2026-11-25', 'Asia/Shanghai', 9, 10)).toEqual({ from: '2026-11-25T01:00:00.000Z', to: '2026-11-25T02:00:00.000Z' });
});

test('a day on which the clocks change has 23 or 25 hours', () => {
  const hours = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 3_600_000;
  expect(hours(periodOf('2026-03-29', 'Europe/Berlin'))).toBe(23);
  expect(hours(periodOf('2026-10-25', 'Europe/Berlin'))).toBe(25);
});

test('the days of a zone follow each other without a gap', () => {
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Auckland'];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3000 }), (zone, number) => {
      const dateAt = (days: number) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
      expect(periodOf(dateAt(number), zone).to).toBe(periodOf(dateAt(number + 1), zone).from);
    }),
  );
});

test('a whole day is said with its date once and ends at 24:00', () => {
  expect(said(day)).toBe('11月25日 00:00–24:00');
  expect(said(day, 'en')).toBe('25 Nov 00:00–24:00');
});

test('a period over several days names both, and the year where it is another one', () => {
  expect(said({ from: '2026-11-18T06:32:00Z', to: '2026-11-25T06:32:00Z' })).toBe('11月18日 14:32 – 11月25日 14:32');
  expect(said({ from: '2025-12-30T16:00:00Z', to: '2026-01-01T16:00:00Z' })).toBe('2025年12月31日 00:00 – 1月1日 24:00');
});

test('a period without an end or a beginning says so', () => {
  expect(said({ from: '2026-11-24T06:32:00Z' })).toBe('11月24日 14:32 起');
  expect(said({ to: '2026-11-24T06:32:00Z' })).toBe('11月24日 14:32 之前');
});
