import { expect, test } from 'vitest';
import { clockKinds } from '../../matters/index.ts';
import { actionNames, attemptOutcomes, states as lawStates, requestKinds, supervisionLevels, workflow } from '../workflow.ts';
import { duties, states, stepOf, steps, terms } from './words.ts';

test('every step, state and duty of the law has its words in both languages, and every step its part of the file', () => {
  expect([...actionNames, 'report', ...workflow.map(({ action }) => action)].filter((action) => !(action in steps))).toEqual([]);
  expect(lawStates.filter((state) => !(state in states))).toEqual([]);
  for (const [codes, words] of [
    [supervisionLevels, terms.supervisions],
    [attemptOutcomes, terms.attempts],
    [requestKinds, terms.requests],
  ] as const)
    expect(codes.filter((code) => !(code in words))).toEqual([]);
  expect(clockKinds.filter((kind) => !(kind in duties))).toEqual([]);
  for (const words of [...Object.values(states), ...Object.values(duties)]) expect(words.every((word) => word.length > 1)).toBe(true);
});

test('a step that is newer than the table is told by its code, never left out', () => {
  expect(stepOf('fly')).toEqual({ chapter: 'handling', words: ['fly', ''] });
});
