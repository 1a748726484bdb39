import { expect, test } from 'vitest';
import { promiseLeft, repeatedOf } from './repeated.ts';

const told = {
  region: '350102',
  id: '01939a5e-0000-7000-8000-000000000001',
  number: '350102-20261124-000123-4',
  state: 'handling',
  reportedAt: '2026-11-24T02:00:00.000Z',
  promiseAt: '2026-11-27T10:00:00.000Z',
  field: 'newFacts',
};
const before = new Date('2026-11-25T02:00:00Z');

test('a report made before is a question, and only where the refusal says which report it is', () => {
  const { field: _, ...known } = told;
  expect(repeatedOf('case.repeated', told)).toEqual(known);
  expect(repeatedOf('case.repeated', { ...told, promiseAt: null })?.promiseAt).toBeNull();
  expect(repeatedOf('place.outside', told)).toBeNull();
  expect(repeatedOf('case.repeated', { number: told.number })).toBeNull();
  expect(repeatedOf('case.repeated', undefined)).toBeNull();
});

test('the promise is told while it runs, as passed when it has passed, and not at all while the case stands or waits for its reporter', () => {
  const repeated = repeatedOf('case.repeated', told);
  if (!repeated) throw new Error('This refusal is a question.');
  expect(promiseLeft(repeated, before)).toBe('until');
  expect(promiseLeft(repeated, new Date('2026-11-28T00:00:00Z'))).toBe('late');
  expect(promiseLeft({ ...repeated, promiseAt: null, state: 'reported' }, before)).toBeNull();
  for (const state of ['suspended', 'judging', 'confirming', 'rectifying'] as const)
    expect(promiseLeft({ ...repeated, state }, before)).toBeNull();
});
