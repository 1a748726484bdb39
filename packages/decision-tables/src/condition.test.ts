import { expect, test } from 'vitest';
import { readCondition } from './condition.ts';
import { BOOLEAN, NUMBER, STRING } from './feel/type.ts';

const types = new Map([
  ['rounds', NUMBER],
  ['urgency', STRING],
  ['late', BOOLEAN],
]);
const read = (text: string) => readCondition(text, types, 'workflow.csv:2');

test('a condition holds or not for named values, and what is not known is no', () => {
  const condition = read('rounds < 2 and (urgency in ("urgent", "emergency") or not(late))');
  expect(condition({ rounds: 1, urgency: 'urgent', late: true })).toBe(true);
  expect(condition({ rounds: 1, urgency: 'ordinary', late: true })).toBe(false);
  expect(condition({ rounds: 2, urgency: 'urgent', late: false })).toBe(false);
  expect(condition({ urgency: 'urgent', late: false })).toBe(false);
});

test('what cannot be read, strange names and what is no condition are refused with their place', () => {
  for (const text of ['rounds <', 'ronds < 2', 'rounds + 1', 'urgency < 3', '']) {
    let refused: unknown;
    try {
      read(text);
    } catch (error) {
      refused = error;
    }
    expect(refused, text).toMatchObject({ name: 'ModelRefused', problems: [expect.objectContaining({ cell: 'workflow.csv:2' })] });
  }
});
