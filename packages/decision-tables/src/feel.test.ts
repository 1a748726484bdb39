import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, toPlain } from './index.ts';
import { dateOfDays, epochDays, makeDate, weekday, weekOfYear } from './values/days.ts';
import { plus, roundAt } from './values/number.ts';

function feel(text: string): unknown {
  return toPlain(compileExpression(text, {})({}));
}

describe('a number', () => {
  it.each([
    ['0.1 + 0.2', 0.3],
    ['1.1 - 1.2', -0.1],
    ['100 * 1.1', 110],
    ['1 / 3 * 3', 0.999999999999999],
    ['decimal(2.5, 0)', 2],
    ['decimal(1.005, 2)', 1],
    ['round half up(1.005, 2)', 1.01],
    ['round half down(-2.5, 0)', -2],
    ['round up(-1.1, 0)', -2],
    ['modulo(-12, 5)', 3],
    ['modulo(10.1, 4.5)', 1.1],
    ['median([10, 9, 100])', 10],
    ['1 / 0', null],
    ['10 ** 400', null],
    ['string(0.0000001)', '0.0000001'],
    ['number("1 000,5", " ", ",")', 1000.5],
  ])('%s is %s', (text, wanted) => {
    expect(feel(text)).toBe(wanted);
  });

  it('of at most nine places adds like whole numbers of a billionth', () => {
    const cents = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 3 }), (a, b, places) => {
        expect(plus(a / 10 ** places, b / 10 ** places)).toBe((a + b) / 10 ** places + 0);
      }),
    );
  });

  it('rounded at a place is no further from itself than half of that place', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -3, max: 6 }), (value, places) => {
        expect(Math.abs((roundAt(value, places, 'half-even') ?? 0) - value)).toBeLessThanOrEqual(0.5 * 10 ** -places * (1 + 1e-9));
      }),
    );
  });
});

describe('a truth has three values', () => {
  it.each([
    ['null and false', false],
    ['null and true', null],
    ['null or true', true],
    ['null or false', null],
    ['null = "a"', false],
    ['null < 3', null],
    ['1 = "1"', null],
    ['not(null)', null],
    ['if null then 1 else 2', 2],
    ['5 in (null, > 4)', true],
    ['every x in [1, null] satisfies x > 0', null],
    ['some x in [1, null] satisfies x > 0', true],
    ['[1..null] = null', false],
  ])('%s is %s', (text, wanted) => {
    // A text that the checker refuses is evaluated all the same by those who ask for it.
    expect(toPlain(compileExpression(text.replace('1 = "1"', 'a = b'), { a: 'Any', b: 'Any' })({ a: 1, b: '1' }))).toBe(wanted);
  });
});

describe('a date', () => {
  it.each([
    ['string(date("2024-01-31") + duration("P1M"))', '2024-02-29'],
    ['string(date("2026-11-25") - duration("P80Y"))', '1946-11-25'],
    ['string(date("2026-03-01") - date("2026-02-28"))', 'P1D'],
    ['string(years and months duration(date("1946-12-01"), date("2026-11-25")))', 'P79Y11M'],
    ['date("2026-11-25").weekday', 3],
    ['day of week(date("2026-11-25"))', 'Wednesday'],
    ['string(date("999999999-12-31") - date("-999999999-01-01"))', 'P730484999633D'],
    ['string(@"2026-11-25T08:00:00@Asia/Shanghai" - @"2026-11-25T00:00:00Z")', 'PT0S'],
    ['string(@"P1DT26H")', 'P2DT2H'],
    ['date("2026-02-30")', null],
    ['string(@"2026-11-25T24:00:00")', '2026-11-26T00:00:00'],
    ['@"23:00:00" + @"PT2H" = @"01:00:00"', true],
  ])('%s is %s', (text, wanted) => {
    expect(feel(text)).toBe(wanted);
  });

  it('and the number of its day are each other’s, and agree with the calendar of the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), (days) => {
        const date = dateOfDays(days);
        if (date === null) throw new Error('the day has no date');
        expect(epochDays(date)).toBe(days);
        const platform = new Date(days * 86_400_000);
        expect([date.year, date.month, date.day]).toEqual([platform.getUTCFullYear(), platform.getUTCMonth() + 1, platform.getUTCDate()]);
        expect(weekday(date) % 7).toBe(platform.getUTCDay());
      }),
    );
  });

  it('lies in the week of its Thursday', () => {
    const week = (year: number, month: number, day: number) => {
      const date = makeDate(year, month, day);
      return date === null ? null : weekOfYear(date);
    };
    expect([week(2005, 1, 1), week(2008, 12, 29), week(2026, 1, 1), week(2026, 12, 31)]).toEqual([53, 1, 1, 53]);
  });
});

describe('a list or a context', () => {
  it.each([
    ['[1, 2, 3][item > 1]', [2, 3]],
    ['[1, 2, 3][-1]', 3],
    ['[{a: 1}, {a: 2}].a', [1, 2]],
    ['[{年龄: 80}, {年龄: 70}][年龄 >= 80].年龄', [80]],
    ['for x in [1, 2], y in [10, 20] return x + y', [11, 21, 12, 22]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['sort([3, 1, 2], function(a, b) a < b)', [1, 2, 3]],
    ['index of([date("2026-01-01")], date("2026-01-01"))', [1]],
    ['distinct values([1, "1", 1, null, null])', [1, '1', null]],
    ['flatten([[1, [2]], 3])', [1, 2, 3]],
    ['context put({a: {b: 1}}, ["a", "b"], 2)', { a: { b: 2 } }],
    ['{a: 1, b: a + 1}', { a: 1, b: 2 }],
    ['get value({年龄: 80}, "年龄")', 80],
    ['mode([1, 2, 2, 1])', [1, 2]],
    ['max(@"P1D", @"PT25H") = @"PT25H"', true],
  ])('%s', (text, wanted) => {
    expect(feel(text)).toEqual(wanted);
  });
});

describe('a text', () => {
  it.each([
    ['string length("🐎马")', 2],
    ['substring("福州市鼓楼区", -3)', '鼓楼区'],
    ['replace("2026年11月", "(\\d+)年(\\d+)月", "$2/$1")', '11/2026'],
    ['matches("鼓楼", "^\\p{L}+$")', true],
    ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
    ['substring after("a@b", "@")', 'b'],
    ['"\\u4e2d\\U01F40E"', '中🐎'],
    ['contains("甲乙", "乙")', true],
  ])('%s', (text, wanted) => {
    expect(feel(text)).toEqual(wanted);
  });
});

describe('a range', () => {
  it.each([
    ['overlaps([1..5], [5..9])', true],
    ['overlaps([1..5), [5..9])', false],
    ['before([1..5), [5..9])', true],
    ['during(5, [1..5])', true],
    ['range("[1..5)") = [1..5)', true],
    ['[1..5] instance of range<number>', true],
    ['@"2026-02-01" in [@"2026-01-01"..@"2026-12-31"]', true],
    ['[1..5].end', 5],
  ])('%s is %s', (text, wanted) => {
    expect(feel(text)).toBe(wanted);
  });
});
