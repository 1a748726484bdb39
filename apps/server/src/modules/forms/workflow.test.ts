import { expect, test } from 'vitest';
import { formStates, formSteps, officerActions, publicStates } from './workflow.ts';

const after = (state: string) => formSteps.filter((one) => one.from === state).map(({ to }) => to);

test('every state of a form is reached from its proposal, and none leads back', () => {
  const walk = (state: string, seen: readonly string[]): string[] => {
    expect(seen).not.toContain(state);
    return [state, ...after(state).flatMap((next) => walk(next, [...seen, state]))];
  };
  expect([...new Set(walk('proposed', []))].sort()).toEqual([...formStates].sort());
});

test('a form in force ends by itself when nobody does anything', () => {
  const byItself = formSteps.filter((one) => one.from === 'approved' && (one.by as readonly string[]).includes('platform'));
  expect(byItself.map(({ to }) => to)).toEqual(['expired']);
});

test('a form comes into force by one step only, and by four eyes', () => {
  const steps = formSteps.filter(({ to }) => to === 'approved');
  expect(steps).toEqual([expect.objectContaining({ action: 'approve', by: ['desk'], fourEyes: true })]);
});

test('no action of an officer is one of the platform, and every other one is', () => {
  const ofPlatform = formSteps.filter(({ by }) => (by as readonly string[]).includes('platform')).map(({ action }) => action);
  expect(new Set([...officerActions, ...ofPlatform])).toEqual(new Set(formSteps.map(({ action }) => action)));
  expect(officerActions.filter((action) => (ofPlatform as string[]).includes(action))).toEqual([]);
});

test('whoever refuses or ends a form says why, and what never came into force is not public', () => {
  for (const action of ['refuse', 'end', 'keep']) expect(formSteps.find((one) => one.action === action)?.note, action).toBe(true);
  for (const state of ['proposed', 'refused', 'withdrawn']) expect(publicStates as readonly string[]).not.toContain(state);
});
