import type { Sample } from './samples.ts';

const someVersion = { id: 'senior-allowance', number: '1' };

/** Rules: read by everyone, changed by those whose office it is. */
export const ruleSamples: Record<string, Sample> = {
  listRules: { expected: 'public', requests: () => [{}] },
  viewRuleVersion: { expected: 'public', requests: () => [{ path: someVersion }] },
  compareRuleVersions: { expected: 'public', requests: () => [{ path: someVersion, query: { with: '1' } }] },
  checkRule: { expected: 'never', requests: () => [{ body: { xml: '<definitions/>' } }] },
  draftRuleVersion: { expected: 'never', requests: () => [{ path: { id: 'senior-allowance' }, body: { from: 1 } }] },
  editRuleVersion: { expected: 'never', requests: () => [{ path: someVersion, body: { revision: 1, xml: '<definitions/>' } }] },
  tryRuleVersion: { expected: 'never', requests: () => [{ path: someVersion, body: { inputs: {} } }] },
  actOnRuleVersion: {
    expected: 'never',
    requests: () =>
      ['submit', 'discard', 'approve', 'return', 'publish', 'roll-back'].map((action) => ({
        path: { ...someVersion, action },
        body: { note: '陌生人' },
      })),
  },
  startReplay: { expected: 'never', requests: () => [{ path: someVersion, body: { fromOn: '2026-01-01', untilOn: '2026-12-31' } }] },
  listReplays: { expected: 'never', requests: () => [{ path: someVersion }] },
  viewReplay: { expected: 'never', requests: () => [{ path: { id: '01890000-0000-7000-8000-000000000000' } }] },
  listReplayChanges: { expected: 'never', requests: () => [{ path: { id: '01890000-0000-7000-8000-000000000000' } }] },
};
