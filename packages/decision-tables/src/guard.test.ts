import { describe, expect, it } from 'vitest';
import { compileExpression, compileUnaryTest, fromPlain, ModelRefused, namesRead, OutOfFuel, readType, toPlain } from './index.ts';

const facts = { returns: 'number', hasLead: 'boolean', kind: 'string', reportedOn: 'date', lead: 'context<name: string, since: date>' };

function codesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelRefused) return error.problems.map((one) => one.code);
    throw error;
  }
  return [];
}

describe('a guard', () => {
  it('is decided by the facts of the case', () => {
    const guard = compileExpression('hasLead and returns < 2', facts, { gives: 'boolean' });
    expect(guard({ hasLead: true, returns: 1 })).toBe(true);
    expect(guard({ hasLead: true, returns: 2 })).toBe(false);
  });

  it('is neither true nor false when a fact is missing', () => {
    const guard = compileExpression('hasLead and returns < 2', facts);
    expect(guard({ hasLead: true })).toBeNull();
    expect(guard({ hasLead: false })).toBe(false);
  });

  it('reads dates from their texts, also inside of what belongs together', () => {
    const guard = compileExpression('lead.since < reportedOn and lead.name = "甲"', facts);
    expect(guard({ reportedOn: '2026-03-01', lead: { name: '甲', since: '2026-02-28' } })).toBe(true);
    expect(guard({ reportedOn: '2026-03-01', lead: { name: '甲', since: '2026-13-28' } })).toBeNull();
  });

  it('is refused when it is misspelt, malformed or of the wrong type', () => {
    expect(codesOf(() => compileExpression('hasLeed', facts))).toEqual(['feel.unknown_name']);
    expect(codesOf(() => compileExpression('hasLead and', facts))).toEqual(['feel.syntax']);
    expect(codesOf(() => compileExpression('returns + 1', facts, { gives: 'boolean' }))).toEqual(['feel.wrong_type']);
    expect(codesOf(() => compileExpression('a', { a: 'nmber' }))).toEqual(['type.unknown']);
  });

  it('names the facts on which it depends', () => {
    expect(namesRead('if hasLead then returns > 1 else kind = "x"', facts)).toEqual(['returns', 'hasLead', 'kind']);
  });

  it.each([
    'count(for x in 1..100000, y in 1..100000 return x) > 1',
    '{f: function(n) f(n + 1), r: f(1)}.r = 1',
    'some x in 1..1000000000 satisfies x < 0',
    '{d: function(l, n) if n = 0 then count(l) else d(concatenate(l, l), n - 1), r: d([1, 2], 60)}.r > 1',
    '{d: function(s, n) if n = 0 then string length(s) else d(s + s, n - 1), r: d("ab", 60)}.r > 1',
    'count(sort(for x in 1..90000 return 0 - x, function(a, b) a < b)) > 1',
  ])('that would run for ever is stopped: %s', (text) => {
    expect(() => compileExpression(text, {})({})).toThrow(OutOfFuel);
  });

  it('never takes long over a pattern', () => {
    const guard = compileExpression('matches(kind, "(a+)+$")', facts);
    expect(guard({ kind: `${'a'.repeat(5000)}b` })).toBe(false);
  });
});

describe('a test of a value', () => {
  it.each([
    ['< 18, [60..80)', 17, true],
    ['< 18, [60..80)', 60, true],
    ['< 18, [60..80)', 80, false],
    ['not(< 18)', 18, true],
    ['not(< 18)', null, null],
    ['-', null, true],
    ['> limit', 5, true],
    ['? > limit and ? < 2 * limit', 9, false],
  ])('%s of %s is %s', (text, value, verdict) => {
    expect(compileUnaryTest(text, 'number', { limit: 'number' })(value, { limit: 4 })).toBe(verdict);
  });

  it('is refused when it can never hold', () => {
    expect(codesOf(() => compileUnaryTest('"a"', 'number'))).toEqual(['feel.test_type']);
  });
});

describe('a value as JSON', () => {
  it('comes back as it went in', () => {
    const type = readType('list<context<on: date, for: days and time duration, n: number>>');
    const value = [{ on: '2026-02-28', for: 'P1DT2H', n: 1.5 }];
    if (type === null) throw new Error('the type is not read');
    expect(toPlain(fromPlain(value, type))).toEqual(value);
  });
});
