import { type Ask, get, newKey, post } from '@banyan/api-client';

/** What the services of the city say of themselves and of applications, for the resident and the officer entry. */

export type Service = {
  id: string;
  mainItem: string;
  name: string;
  nameEn: string;
  audience: 'person' | 'firm';
  mode: 'instant' | 'promise' | 'person' | 'lookup';
  promisedLimit: string | null;
  feeCents: number | null;
  joint: string | null;
};
export type Joint = { id: string; name: string; nameEn: string; items: string[] };
export type Material = {
  id: string;
  name: string;
  nameEn: string;
  heldBy: string | null;
  heldByName: string | null;
  tolerant: boolean;
  promise: boolean;
  basis: string;
};
type Option = { code: string; text: string; textEn: string; next: string | null };
export type Question = { id: string; text: string; textEn: string; options: Option[] };
export type ServiceView = Service & {
  basis: string;
  basisStatus: 'cited' | 'to be confirmed';
  leadUnit: { name: string; nameEn: string };
  questions: Question[];
  materials: Material[];
  sources: { id: string; name: string; nameEn: string; basis: string }[];
  hasForm: boolean;
};

export type Plain = string | number | boolean | null;
export type PreparedField = {
  name: string;
  title: string;
  titleEn: string;
  type: string | null;
  choices: string[];
  readOnly: boolean;
  required: boolean;
  source: string | null;
  held: { value: unknown; sourceName: string; sourceNameEn: string; asOf: string } | null;
};
export type Prepared = {
  for: string;
  items: { item: string; name: string; nameEn: string; next: string | null; fields: PreparedField[]; materials: Material[] }[];
  sources: { id: string; name: string; nameEn: string; state: string; asOf: string | null }[];
};

export const applicationStates = ['with-person', 'approved', 'refused', 'withdrawn', 'correcting', 'suspended', 'revoked'] as const;
export type ApplicationState = (typeof applicationStates)[number];
export type CheckResult = 'match' | 'mismatch' | 'not-found' | 'unavailable';
export type MaterialHow = 'shown' | 'promised' | 'later';

export type ApplicationLine = {
  region: string;
  id: string;
  number: string;
  state: ApplicationState;
  name: string;
  nameEn: string;
  for: string;
  byProxy: boolean;
  byMachine: boolean;
  unitName: string;
  unitNameEn: string;
  areaName: string;
  differences: number;
  reviewAsked: boolean;
  submittedAt: string;
  dueAt: string | null;
  decidedAt: string | null;
};
export type CheckedField = {
  name: string;
  title: string;
  titleEn: string;
  claimed: unknown;
  value: unknown;
  result: CheckResult | null;
  sourceName: string | null;
  sourceNameEn: string | null;
  asOf: string | null;
};
export type Cause = { code: string; field: string | null; material: string | null; reason: string | null };
export type Application = ApplicationLine & {
  answers: { question: string; text: string; textEn: string; answerText: string; answerTextEn: string }[];
  fields: CheckedField[];
  materials: { id: string; how: MaterialHow; name: string; nameEn: string }[];
  causes: Cause[];
  decision: {
    ruleId: string;
    version: number;
    reasonZh: string;
    reasonEn: string;
    amountCents: number | null;
    fired: { number: number; rule: string; annotation: string; cells: { label: string; test: string; value: string }[] }[];
  } | null;
  basis: string;
  licenceNumber: string | null;
  paymentNumber: string | null;
  correctBy: string | null;
  remedy: { reconsiderDays: number; suitMonths: number; basis: string } | null;
  allowed: string[];
  timeline: {
    at: string;
    action: string;
    to: string;
    by: string;
    name: string | null;
    unitName: string | null;
    ground: string | null;
    note: string | null;
  }[];
};

export type Page = { applications: ApplicationLine[]; next: string | null };
export type Key = Pick<ApplicationLine, 'region' | 'id'>;

export type Asking = {
  item?: string;
  joint?: string;
  area: string;
  answers: Record<string, string>;
  form: Record<string, unknown>;
  authorised: string[];
};
export type Applied = { applications: (Key & { number: string; item: string; state: 'approved' | 'with-person' })[] };
/** What a refusal of an incomplete application names. */
export type Lack = { kind: 'question' | 'field' | 'material'; id: string; problem: string };

export const getServices = (query: { q?: string; after?: string | null; limit?: number }, ask?: Ask) =>
  get<{ services: Service[]; joints: Joint[]; next: string | null }>('/services', { query, ...ask });
export const getService = (item: string, ask?: Ask) => get<ServiceView>(`/services/${item}`, ask);
export const prepareApplication = (asking: Asking) => post<Prepared>('/applications/preparation', asking);
export const applyForService = (asking: Asking & { materials: { id: string; how: MaterialHow }[] }, key: string) =>
  post<Applied>('/applications', asking, { key });
export const getApplications = (after: string | null) => get<Page>('/applications', { query: { after } });
export const getApplication = ({ region, id }: Key, ask?: Ask) => get<Application>(`/applications/${region}/${id}`, ask);
export const actOnApplication = ({ region, id }: Key, action: string, input: { note?: string; ground?: string }, key = newKey()) =>
  post<Application>(`/applications/${region}/${id}/actions/${action}`, input, { key });
export const getQueue = (after: string | null) => get<Page>('/application-queue', { query: { after } });
export const getDrawn = () => get<Page>('/application-audit');
