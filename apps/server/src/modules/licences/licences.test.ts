import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayIn } from '#platform/civil-day.ts';
import { findToken } from './check-licence.ts';
import { checksAtOnce, closedForSeconds, closedMs, type Gate, mostWrongCodes, nextCount, passGate } from './limits.ts';
import { readCode, regionOfLicence, writeCode, writeLicenceNumber } from './number.ts';
import { daysBefore, mayMove } from './policy.ts';
import { actionsFrom, licenceStates, licenceSteps, standingOn, statusOf } from './workflow.ts';

describe('the workflow of licences', () => {
  test('reaches every state from the first, and leaves only what is over', () => {
    const reached = new Set(['valid']);
    for (let round = 0; round < licenceStates.length; round++)
      for (const { from, to } of licenceSteps) if (reached.has(from)) reached.add(to);
    expect([...reached].sort()).toEqual([...licenceStates].sort());
    expect(licenceStates.filter((state) => actionsFrom(state).length === 0)).toEqual(['revoked', 'replaced']);
  });

  test('publishes every state but the valid one as not good', () => {
    expect(licenceStates.map(statusOf)).toEqual([0, 2, 1, 1]);
  });

  test('lets a state outweigh the days', () => {
    expect(standingOn('2026-11-24', '2026-01-01', '2026-11-24')).toBe('valid');
    expect(standingOn('2026-11-25', '2026-01-01', '2026-11-24')).toBe('expired');
    expect(standingOn('2025-12-31', '2026-01-01', null)).toBe('not-yet');
    expect(standingOn('2099-01-01', '2026-01-01', null)).toBe('valid');
    expect(standingOn('2026-11-25', '2026-01-01', '2026-11-24', 'revoked')).toBe('revoked');
  });
});

describe('the number of a licence', () => {
  const numbers = fc.record({
    region: fc.stringMatching(/^35[0-9]{4}$/),
    year: fc.integer({ min: 2020, max: 2099 }),
    running: fc.nat(9_999_999_999),
  });

  test('names its county, and any one digit mistyped is found', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ region, year, running }, place, by) => {
        const number = writeLicenceNumber(region, String(year), running);
        expect(regionOfLicence(number)).toBe(region);
        const digits = [...number].flatMap((sign, at) => (sign === '-' ? [] : [at]));
        const at = digits[place % digits.length] ?? 0;
        const wrong = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`;
        expect(regionOfLicence(wrong)).toBeNull();
      }),
    );
  });

  test('has a check code that is read however it is typed', () => {
    const code = writeCode(Uint8Array.from([0, 1, 17, 24, 31, 5, 6, 7, 8, 9]));
    expect(code).toBe('01HRZ56789');
    expect(readCode(' o1hrz-5678 9')).toBe(code);
    expect(readCode('０IHRZ56789')).toBe(code);
  });
});

test('the signed text is found in what a scanner gives, and nowhere else', () => {
  expect(findToken(' a.b.c\n')).toBe('a.b.c');
  expect(findToken('https://banyan.example/verify#a-_.b.c')).toBe('a-_.b.c');
  for (const text of ['', 'a.b', 'a.b.c.d', 'https://x#', 'ftp://x#a.b.c', 'a b.c.d']) expect(findToken(text), text).toBeUndefined();
});

describe('how often what is checked', () => {
  const now = new Date('2026-11-25T10:00:00+08:00');
  const later = (ms: number) => new Date(now.getTime() + ms);

  test('a number is closed after so many wrong codes, and opens again', () => {
    let count: { failedCount: number; lastAt: Date } | undefined;
    for (let tried = 0; tried < mostWrongCodes; tried++) {
      expect(closedForSeconds(count, now)).toBe(0);
      count = { failedCount: nextCount(count, now), lastAt: now };
    }
    expect(closedForSeconds(count, now)).toBe(closedMs / 1000);
    expect(closedForSeconds(count, later(closedMs))).toBe(0);
    expect(nextCount(count, later(closedMs))).toBe(1);
  });

  test('a process takes a crowd at once, then so many a second', () => {
    let gate: Gate | undefined;
    let passed = 0;
    for (let tried = 0; tried < checksAtOnce + 50; tried++) {
      const next = passGate(gate, 0);
      if (next) {
        gate = next;
        passed += 1;
      }
    }
    expect(passed).toBe(checksAtOnce);
    expect(passGate(gate, 100)).toBeDefined();
  });
});

describe('the law of who moves a licence', () => {
  const officer = (areaCode: string, areaLevel: string, permissions = ['licence.manage']) => ({
    kind: 'officer' as const,
    accountId: 'a',
    name: '林一线',
    appointments: [{ post: 'p', permissions, unitId: 'u', areaCode, areaLevel }],
  });

  test('asks for a post of its county or of the city', () => {
    expect(mayMove(officer('350102', 'county'), '350102')).toBe(true);
    expect(mayMove(officer('350100', 'city'), '350102')).toBe(true);
    expect(mayMove(officer('350103', 'county'), '350102')).toBe(false);
    expect(mayMove(officer('350102004', 'street'), '350102')).toBe(false);
    expect(mayMove(officer('350102', 'county', ['case.read']), '350102')).toBe(false);
    expect(mayMove({ kind: 'guest' }, '350102')).toBe(false);
  });

  test('counts days as the city does', () => {
    expect(dayIn('Asia/Shanghai', new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
    expect(daysBefore('2027-01-15', 45)).toBe('2026-12-01');
  });
});
