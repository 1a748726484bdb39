import { workflow } from '../../src/modules/cases/index.ts';
import { licenceSamples } from './licence-samples.ts';
import type { Planted } from './planted.ts';
import { privacySamples } from './privacy-samples.ts';
import { ruleSamples } from './rule-samples.ts';
import { serviceSamples } from './service-samples.ts';

/** One request to an operation; parts of the path are filled in by name. */
export type Request = {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  /** Where this request must meet something else than its operation in general. */
  expected?: Expected;
};

/**
 * What a stranger must meet:
 * `public`  – the same for everyone, and nothing of anybody;
 * `own`     – who is not signed in is refused, others get what is their own or are refused;
 * `never`   – refused with 401, 403 or 404;
 * `harmless` – done or refused, but nothing of the victims is told or changed.
 */
export type Expected = 'public' | 'own' | 'never' | 'harmless';

export type Sample = { expected: Expected; requests: (planted: Planted) => Request[] };

const once =
  (...requests: Request[]) =>
  () =>
    requests.length > 0 ? requests : [{}];
const wrongCode = { 'x-query-code': 'ZZZZZZZZZZ' };
const victim = '350102';

const everyCase = (planted: Planted) =>
  [planted.open, planted.closed, planted.anonymous, planted.rejected].map(({ region, id }) => ({ region, id }));

/** Each case by its true address: as it is, with a wrong query code, and under another county. */
const everyAddress = (planted: Planted, rest: Omit<Request, 'path'> = {}): Request[] =>
  everyCase(planted).flatMap((path) => [
    { ...rest, path },
    { ...rest, path, headers: { ...rest.headers, ...wrongCode } },
    { ...rest, path: { ...path, region: '350103' } },
  ]);

/** Every field that some action may need, so that a refusal is never for a lack. */
const fullInput = (planted: Planted) => ({
  note: '陌生人',
  reply: '陌生人',
  reason: 'not-government',
  reasons: ['slow'],
  unit: '350103-command',
  units: ['350103-command'],
  matter: 'M01002',
  call: planted.call,
  level: 5,
  photos: [planted.photo],
});

/** A form that a stranger asks of the victims' county. */
const foreignForm = {
  title: '隔壁区来要的表',
  purpose: '想看看',
  area: victim,
  fillers: ['community'],
  basis: { law: '《统计法》', article: '第七条' },
  frequency: 'monthly',
  minutes: 10,
  validFrom: '2026-11-01',
  validUntil: '2027-10-31',
  fields: [{ name: '隔壁区的指标', kind: 'number', reason: '想知道' }],
};

const actions = [...new Set(workflow.map(({ action }) => action))];

/** Every operation of the contract has its line here: a new one must be thought about before the suite passes. */
export const samples: Record<string, Sample> = {
  showCity: { expected: 'public', requests: once() },
  listAreas: { expected: 'public', requests: once({}, { query: { parent: victim } }) },
  mapCounties: { expected: 'public', requests: once() },
  mapStreets: { expected: 'public', requests: once({ query: { county: victim } }) },
  locate: { expected: 'public', requests: once({ query: { lat: '26.0869', lon: '119.298' } }) },
  listUnits: { expected: 'public', requests: once({ query: { area: victim } }) },
  findMatters: { expected: 'public', requests: once({}, { query: { q: 'qz' } }) },
  listMatterCategories: { expected: 'public', requests: once() },
  importBoundaries: {
    expected: 'never',
    requests: ({ boundary }) => [{ body: boundary, headers: { 'content-type': 'application/geo+json' } }],
  },

  signIn: { expected: 'never', requests: once({ body: { login: 'nobody-of-this-name', password: 'wrong password' } }) },
  requestCode: { expected: 'harmless', requests: once({ body: { phone: '13600001111' } }) },
  signInByCode: { expected: 'never', requests: once({ body: { phone: '13705917357', code: '000000' } }) },
  signOut: { expected: 'public', requests: once({ headers: { cookie: 'banyan_session=stolen' } }) },
  me: { expected: 'public', requests: once() },
  listSessions: { expected: 'own', requests: once() },
  endSession: { expected: 'never', requests: (planted) => planted.sessionIds.map((id) => ({ body: { id } })) },

  listMessages: { expected: 'own', requests: once({ query: { limit: '100' } }) },
  markMessagesRead: { expected: 'own', requests: (planted) => [{ body: { ids: planted.messageIds.slice(0, 100) } }] },

  reportCase: {
    expected: 'harmless',
    requests: (planted) => [
      { body: { content: '隔壁区的路灯不亮', area: '350103' } },
      { body: { content: '拿别人的照片', area: '350103', photos: [{ id: planted.photo.id, claim: 'guessed' }] } },
    ],
  },
  listMyCases: { expected: 'own', requests: once({ query: { limit: '100' } }) },
  trackCase: {
    expected: 'never',
    requests: (planted) => [planted.open, planted.anonymous].map(({ number }) => ({ body: { number, code: 'ZZZZZZZZZZ' } })),
  },
  viewCase: { expected: 'never', requests: (planted) => everyAddress(planted) },
  proposeForDraft: { expected: 'public', requests: once({ body: { content: '隔壁区的路灯不亮', area: victim } }) },
  showProposal: { expected: 'never', requests: (planted) => everyAddress(planted) },
  judgeReply: { expected: 'never', requests: (planted) => everyAddress(planted, { body: { reply: '已收悉' } }) },
  summariseCase: { expected: 'never', requests: (planted) => everyAddress(planted) },
  listTopics: { expected: 'own', requests: once() },
  listRecurring: { expected: 'own', requests: once() },
  listClusters: { expected: 'own', requests: once() },
  acceptCluster: { expected: 'never', requests: (planted) => everyAddress(planted, { body: { note: '同一件事' } }) },
  declineCluster: { expected: 'never', requests: (planted) => everyAddress(planted) },
  overrideReply: { expected: 'never', requests: (planted) => everyAddress(planted, { body: { reply: '已收悉', note: '先行告知' } }) },
  askDraft: { expected: 'never', requests: (planted) => everyAddress(planted, { body: { kind: 'reply' } }) },
  showDraft: {
    expected: 'never',
    requests: (planted) => everyAddress(planted).map((one) => ({ ...one, path: { ...one.path, draft: planted.open.id } })),
  },
  listModels: { expected: 'own', requests: once() },
  backModel: { expected: 'never', requests: once({ path: { area: victim } }) },
  findCaseByNumber: {
    expected: 'never',
    requests: (planted) => [planted.open, planted.anonymous].map(({ number }) => ({ path: { number } })),
  },
  actOnCase: {
    expected: 'never',
    requests: (planted) =>
      actions.flatMap((action) =>
        everyAddress(planted, { body: fullInput(planted) }).map((request) => ({ ...request, path: { ...request.path, action } })),
      ),
  },
  listDuties: { expected: 'own', requests: once({ query: { limit: '100' } }, { query: { kind: 'call-handle' } }) },
  countDuties: { expected: 'own', requests: once() },
  listCases: {
    expected: 'own',
    requests: once(
      { query: { limit: '100' } },
      { query: { area: victim } },
      { query: { matter: 'M01002' } },
      { query: { overdue: 'true' } },
    ),
  },
  suggestUnits: { expected: 'never', requests: (planted) => everyAddress(planted) },
  openReporter: { expected: 'never', requests: (planted) => everyAddress(planted, { body: { purpose: 'contact-reporter' } }) },
  listLooks: { expected: 'never', requests: (planted) => everyAddress(planted) },
  showCaseFile: {
    expected: 'never',
    requests: (planted) => [
      ...everyAddress(planted),
      ...everyAddress(planted, { query: { format: 'pdf' } }),
      ...everyAddress(planted, { query: { purpose: 'contact-reporter' } }),
    ],
  },
  listSuspended: {
    expected: 'public',
    requests: once({}, { query: { area: victim } }, { query: { area: '350102004', limit: '100' } }),
  },
  verifyFile: { expected: 'public', requests: once({ query: { hash: 'f'.repeat(64) } }) },
  listSigningKeys: { expected: 'public', requests: once() },
  uploadPhoto: { expected: 'harmless', requests: once({ body: 'not a photo', headers: { 'content-type': 'image/jpeg' } }) },
  showPhoto: {
    expected: 'never',
    requests: ({ photo }) => [{}, { query: { code: 'ZZZZZZZZZZ' } }].map((request) => ({ ...request, path: { id: photo.id } })),
  },

  listPeers: { expected: 'own', requests: once() },
  listDeadSendings: { expected: 'own', requests: once() },
  resendDead: {
    expected: 'never',
    requests: ({ open }) => [{ body: { region: open.region, peer: open.id, caseId: open.id, place: 1 } }],
  },

  ...ruleSamples,
  listForms: { expected: 'public', requests: once({}, { query: { limit: '100' } }, { query: { area: victim } }) },
  listFormFields: { expected: 'public', requests: once() },
  viewForm: { expected: 'public', requests: ({ form }) => [{ path: { id: form } }] },
  checkForm: { expected: 'never', requests: once({ body: foreignForm }) },
  askForm: { expected: 'never', requests: once({ body: foreignForm }) },
  actOnForm: {
    expected: 'never',
    requests: ({ form, proposedForm }) => [
      ...['approve', 'refuse', 'withdraw'].map((action) => ({ path: { id: proposedForm, action }, body: { note: '陌生人' } })),
      ...['end', 'abolish', 'keep'].map((action) => ({ path: { id: form, action }, body: { note: '陌生人' } })),
    ],
  },
  listAskedForms: { expected: 'never', requests: once({ query: { area: '350102004001' } }) },
  openFilling: { expected: 'never', requests: ({ form }) => [{ path: { id: form }, body: { area: '350102004001', period: '2026-11' } }] },
  listFillings: { expected: 'never', requests: ({ form }) => [{ path: { id: form }, query: { limit: '100' } }] },
  viewFilling: { expected: 'never', requests: ({ filling }) => [{ path: filling }, { path: { ...filling, region: '350103' } }] },
  keepFillingDraft: { expected: 'never', requests: ({ filling }) => [{ path: filling, body: { version: 3, answers: [] } }] },
  submitFilling: { expected: 'never', requests: ({ filling }) => [{ path: filling, body: { version: 3, answers: [], minutes: 1 } }] },
  correctFilling: {
    expected: 'never',
    requests: ({ filling }) => [{ path: filling, body: { version: 3, answers: [], minutes: 1, reason: '陌生人' } }],
  },
  showBurden: { expected: 'public', requests: once({}, { query: { area: victim, month: '2026-11' } }) },
  listBurdens: { expected: 'never', requests: once({ query: { area: victim } }, { query: { area: '350102004', level: 'community' } }) },
  listBurdenForms: {
    expected: 'public',
    requests: once({ query: { area: victim } }, { query: { area: '350102004001' }, expected: 'never' }),
  },

  showToday: figures(),
  showCells: figures({ res: '8', hours: '720' }),
  showCategories: figures(),
  showChannels: figures(),
  showCounties: figures(),
  showAttention: figures(),

  showAppraisalMethod: { expected: 'public', requests: once({}, { query: { month: '2026-10' } }) },
  showAppraisal: appraised(),
  showDispatchAppraisal: { expected: 'own', requests: once({}, { query: { area: victim } }) },
  exportAppraisal: appraised({ format: 'csv' }),
  showUnitAppraisal: {
    expected: 'never',
    requests: once({ path: { unit: '350102004-street' } }, { path: { unit: '350100-river-joint' } }),
  },
  listAppraisedResults: {
    expected: 'never',
    requests: once(
      { path: { unit: '350102004-street' }, query: { measure: 'satisfaction' } },
      { path: { unit: '350100-river-joint' }, query: { measure: 'report-in' } },
    ),
  },
  listContests: { expected: 'own', requests: once({}, { query: { state: 'granted' } }) },
  contestResult: {
    expected: 'never',
    requests: (planted) =>
      everyCase(planted).map(({ id }) => ({
        body: {
          unit: '350102004-street',
          month: '2026-11',
          caseId: id,
          measure: 'satisfaction',
          ground: 'malicious-rating',
          note: '陌生人',
        },
      })),
  },
  ruleOnContest: {
    expected: 'never',
    requests: (planted) =>
      everyCase(planted).map((path) => ({ path, body: { granted: true, ground: 'platform-fault', reason: '陌生人' } })),
  },
  ...serviceSamples,

  ...licenceSamples,

  ...privacySamples,

  listAppraisalFlags: { expected: 'never', requests: once({ query: { area: victim } }, { query: { unit: '350102004-street' } }) },
  showAppraisalAudit: { expected: 'never', requests: once({ query: { area: victim } }, { query: { unit: '350102004-street' } }) },
};

/** Figures: of one's own area to those whose post shows them, of the victims' county to no stranger. */
function figures(query: Record<string, string> = {}): Sample {
  return {
    expected: 'own',
    requests: once(
      { query },
      { query: { ...query, area: victim }, expected: 'never' },
      { query: { ...query, area: '350102004' }, expected: 'never' },
    ),
  };
}

/** Appraisal: of one's own area to those whose post shows it; in the victims' county whoever may contest sees what his own unit did there, and nothing else. */
function appraised(query: Record<string, string> = {}): Sample {
  return {
    expected: 'own',
    requests: once({ query }, { query: { ...query, by: 'area' } }, { query: { ...query, area: victim } }),
  };
}
