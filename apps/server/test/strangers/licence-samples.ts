import type { Request, Sample } from './samples.ts';

const once =
  (...requests: Request[]) =>
  () =>
    requests.length > 0 ? requests : [{}];
const victim = '350102';
/** An id of the right form under which nothing stands. */
const nobodysId = '019ab000-0000-7000-8000-000000000000';

/** Licences and orders to pay. */
export const licenceSamples: Record<string, Sample> = {
  verifyLicence: { expected: 'public', requests: once({ body: { token: 'eyJhbGciOiJub25lIn0.e30.AAAA' } }) },
  showStatusList: { expected: 'harmless', requests: once({ path: { list: '0' } }) },
  listMyLicences: { expected: 'own', requests: once() },
  showMyLicence: { expected: 'never', requests: once({ path: { region: victim, id: nobodysId } }) },
  downloadMyLicence: { expected: 'never', requests: once({ path: { region: victim, id: nobodysId } }) },
  listLicences: { expected: 'own', requests: once() },
  viewLicence: { expected: 'never', requests: once({ path: { region: victim, id: nobodysId } }) },
  actOnLicence: {
    expected: 'never',
    requests: once({ path: { region: victim, id: nobodysId, action: 'revoke' }, body: { reason: '陌生人' } }),
  },

  listPayments: { expected: 'own', requests: once({}, { query: { state: 'ordered' } }) },
  viewPayment: { expected: 'never', requests: once({ path: { region: victim, id: nobodysId } }) },
  actOnPayment: {
    expected: 'never',
    requests: once({ path: { region: victim, id: nobodysId, action: 'cancel' }, body: { reason: '陌生人' } }),
  },
  listReconciliations: { expected: 'own', requests: once() },
  viewReconciliation: { expected: 'never', requests: once({ path: { region: victim, id: nobodysId } }) },
  downloadReconciliation: { expected: 'never', requests: once({ path: { region: victim, id: nobodysId } }) },
  downloadPaymentFile: { expected: 'own', requests: once({ query: { day: '2026-11-24' } }) },
  reconcilePayments: {
    expected: 'own',
    requests: once({ query: { day: '2026-11-24' }, body: 'key,amount_cents,state\n', headers: { 'content-type': 'text/csv' } }),
  },
};
