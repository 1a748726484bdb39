import type { Sample } from './samples.ts';

/** A line of the ledger that is nobody's. */
const path = { region: '350102', id: '019ab000-0000-7000-8000-00000000dead' };

/** The ledger: everyone his own looks, a head of a unit those of the unit, the signed tree for all. */
export const privacySamples: Record<string, Sample> = {
  listMyLooks: { expected: 'own', requests: () => [{}] },
  findUsage: { expected: 'own', requests: () => [{}] },
  askAboutLook: { expected: 'never', requests: () => [{ path, body: { kind: 'object', words: '陌生人' } }] },
  proveLook: { expected: 'never', requests: () => [{ path }] },
  listConsents: { expected: 'own', requests: () => [{}] },
  setConsent: {
    expected: 'harmless',
    requests: () => [{ body: { purpose: 'prefill-form', source: 'households', state: 'given' } }],
  },
  listUnitLooks: { expected: 'own', requests: () => [{}] },
  listLookSigns: { expected: 'own', requests: () => [{}] },
  listObjections: { expected: 'own', requests: () => [{}] },
  replyToObjection: { expected: 'never', requests: () => [{ path, body: { state: 'dismissed', reply: '陌生人' } }] },
  listActivities: { expected: 'public', requests: () => [{}] },
  showLedgerHead: { expected: 'public', requests: () => [{}] },
  listLedgerHeads: { expected: 'public', requests: () => [{}] },
  proveLedgerConsistency: { expected: 'harmless', requests: () => [{ query: { from: '1', to: '1' } }] },
};
