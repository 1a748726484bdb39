import { expect, test } from 'vitest';
import {
  type ApplicationState,
  type ApplicationStep,
  actionsFrom,
  applicationCounters,
  applicationStates,
  applicationSteps,
  counterLimits,
  finalStates,
  firstStates,
  stepFrom,
} from './workflow.ts';

const steps: readonly ApplicationStep[] = applicationSteps;
const moves = steps.filter(({ to }) => to !== 'same');
const after = (state: ApplicationState) => moves.filter(({ from }) => from.includes(state));
const fresh = { counts: { extensions: 0, reviews: 0, rounds: 0, corrections: 0, suspensions: 0 }, reviewAsked: false };

test('every state of an application is reached from how it was taken', () => {
  const seen = new Set<ApplicationState>(firstStates);
  for (const state of seen) for (const { to } of after(state)) if (to !== 'same') seen.add(to);
  expect([...seen].sort()).toEqual([...applicationStates].sort());
});

test('every state but the final ones has a way out, and those have none', () => {
  for (const state of applicationStates) expect(after(state).length === 0, state).toBe(finalStates.includes(state));
});

test('no application goes round for ever: every circle is counted', () => {
  const free = moves.filter(({ counts }) => counts === undefined);
  const walk = (state: ApplicationState, path: readonly ApplicationState[]): void => {
    expect(path, `${path.join(' → ')} → ${state}`).not.toContain(state);
    for (const { from, to } of free) if (from.includes(state) && to !== 'same') walk(to, [...path, state]);
  };
  for (const state of applicationStates) walk(state, []);
  for (const counter of applicationCounters) expect(counterLimits[counter]).toBeGreaterThan(0);
});

test('a machine refuses nothing: an application begins approved or with a person, and only an officer refuses', () => {
  expect([...firstStates]).toEqual(['approved', 'with-person']);
  expect(steps.filter(({ to }) => to === 'refused')).toMatchObject([{ by: 'decider', note: true, ground: true }]);
});

test('whoever takes something from a person says why and on which ground', () => {
  for (const step of steps.filter(({ to }) => to === 'refused' || to === 'revoked')) expect([step.note, step.ground]).toEqual([true, true]);
});

test('what was counted to its end cannot be done again, and a review is answered only when it was asked', () => {
  expect(stepFrom('with-person', 'extend', fresh)).toBeDefined();
  expect(stepFrom('with-person', 'extend', { ...fresh, counts: { ...fresh.counts, extensions: 1 } })).toBeUndefined();
  expect(stepFrom('refused', 'reconsider', fresh)).toBeUndefined();
  expect(stepFrom('refused', 'reconsider', { ...fresh, reviewAsked: true })).toBeDefined();
});

test('an applicant may withdraw while it is open and ask a person to look afterwards, and nothing else', () => {
  const mine = new Set(['applicant'] as const);
  expect(applicationStates.map((state) => [state, actionsFrom(state, mine, fresh)])).toEqual([
    ['with-person', ['withdraw']],
    ['approved', ['ask-review']],
    ['refused', ['ask-review']],
    ['withdrawn', []],
    ['correcting', []],
    ['suspended', []],
    ['revoked', []],
  ]);
});
