import { afterEach, expect, test } from 'vitest';
import { asProblem, configureApi, mayPass, newKey, Problem, queryText, readAnswer } from './request.ts';

afterEach(() => configureApi({ onSignedOut: undefined }));

test('a refusal arrives as a Problem with its code, its words and its detail', () => {
  try {
    readAnswer(422, '{"status":422,"code":"place.outside","title":"Outside.","allowed":"a point inside"}');
    expect.unreachable();
  } catch (error) {
    const problem = asProblem(error);
    expect([problem.status, problem.code, problem.message, problem.detail.allowed]).toEqual([
      422,
      'place.outside',
      'Outside.',
      'a point inside',
    ]);
  }
});

test('an answer that is not JSON is told as unreadable, not thrown at the page', () => {
  expect(() => readAnswer(502, '<html>bad gateway</html>')).toThrow(Problem);
  expect(readAnswer(204, '')).toBeNull();
});

test('an ended session is told once to whoever wants to know; a wrong code is not one', () => {
  let told = 0;
  configureApi({ onSignedOut: () => told++ });
  expect(() => readAnswer(401, '{"code":"session.missing","title":"Sign in first."}')).toThrow(Problem);
  expect(() => readAnswer(401, '{"code":"code.wrong","title":"Wrong."}')).toThrow(Problem);
  expect(told).toBe(1);
});

test('only what may succeed later is worth sending again', () => {
  expect([0, 408, 429, 500, 503].every((status) => mayPass(new Problem(status, 'x', 'x')))).toBe(true);
  expect([400, 401, 403, 404, 409, 413, 422].some((status) => mayPass(new Problem(status, 'x', 'x')))).toBe(false);
  expect(mayPass(new Error('bug'))).toBe(false);
});

test('keys are version 4 UUIDs and differ', () => {
  const keys = Array.from({ length: 200 }, newKey);
  expect(keys.every((key) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key))).toBe(true);
  expect(new Set(keys).size).toBe(200);
});

test('what was not asked for is not in the address', () => {
  expect(queryText({ q: '路灯', cursor: null, kind: undefined, area: '', overdue: false, limit: 0 })).toBe(
    `?q=${encodeURIComponent('路灯')}&overdue=false&limit=0`,
  );
  expect(queryText(undefined)).toBe('');
});
