import type { Sample } from './samples.ts';

const victim = '350102';
/** An id of the right form under which nothing stands. */
const nobodysId = '019ab000-0000-7000-8000-000000000000';

/** An application that a stranger sends from the victims' county: whatever comes of it is his own. */
const foreignApplication = { item: 'S007', area: victim, answers: {}, form: {}, authorised: [] };

/** Services and applications for them: the catalogue for all, applications to those whose they are. */
export const serviceSamples: Record<string, Sample> = {
  listServices: { expected: 'public', requests: () => [{}, { query: { q: '津贴' } }] },
  showService: { expected: 'public', requests: () => [{ path: { item: 'S001' } }] },
  prepareApplication: { expected: 'own', requests: () => [{ body: foreignApplication }] },
  applyForService: { expected: 'harmless', requests: () => [{ body: { ...foreignApplication, materials: [] } }] },
  listOwnApplications: { expected: 'own', requests: () => [{}] },
  showApplication: { expected: 'never', requests: () => [{ path: { region: victim, id: nobodysId } }] },
  actOnApplication: {
    expected: 'never',
    requests: () => [{ path: { region: victim, id: nobodysId, action: 'withdraw' } }],
  },
  listApplicationQueue: { expected: 'own', requests: () => [{}] },
  listApplicationAudit: { expected: 'own', requests: () => [{}] },
};
