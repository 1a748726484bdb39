import { type Ask, apiUrl, get, post } from './request.ts';
import type {
  ActionInput,
  Area,
  CaseKey,
  CasePage,
  CaseState,
  CaseView,
  Channel,
  City,
  CodeSent,
  Located,
  Look,
  MapCollection,
  Matter,
  MatterCategory,
  Me,
  MessagePage,
  NewReport,
  Person,
  Point,
  Reported,
  SuggestedUnits,
  SuspendedPage,
  Unit,
  WorkCounts,
} from './shapes.ts';

export {
  type Ask,
  apiUrl,
  asProblem,
  configureApi,
  get,
  isProblem,
  mayPass,
  newKey,
  Problem,
  post,
  queryText,
  readAnswer,
  unreachable,
  unreadable,
} from './request.ts';
export * from './shapes.ts';

// The city
export const getCity = (ask?: Ask) => get<City>('/city', ask);
export const getAreas = (parent?: string, ask?: Ask) => get<Area[]>('/areas', { query: { parent }, ...ask });
export const getCountyMap = (ask?: Ask) => get<MapCollection>('/map/counties', ask);
export const getStreetMap = (county: string, ask?: Ask) => get<MapCollection>('/map/streets', { query: { county }, ...ask });
/** Refused with place.outside when the point is out of the city. */
export const locate = (point: Point, ask?: Ask) => get<Located>('/locate', { query: { lat: point.lat, lon: point.lon }, ...ask });
export const findMatters = (query: { q?: string; category?: string; limit?: number }, ask?: Ask) =>
  get<{ matters: Matter[] }>('/matters', { query, ...ask });
export const getMatterCategories = (ask?: Ask) => get<MatterCategory[]>('/matter-categories', ask);

// Sign-in
export const getMe = (ask?: Ask) => get<Me>('/me', ask);
export const signIn = (login: string, password: string, ask?: Ask) => post<Person>('/sign-in', { login, password }, ask);
export const requestCode = (phone: string, ask?: Ask) => post<CodeSent>('/codes', { phone }, ask);
export const signInByCode = (input: { phone: string; code: string; name?: string }, ask?: Ask) => post<Person>('/sign-in/code', input, ask);
export const signOut = (ask?: Ask) => post<unknown>('/sign-out', {}, ask);

// Cases
const casePath = ({ region, id }: CaseKey) => `/cases/${encodeURIComponent(region)}/${encodeURIComponent(id)}`;
export const reportCase = (report: NewReport, ask?: Ask) => post<Reported>('/cases', report, ask);
export const trackCase = (number: string, code: string, ask?: Ask) => post<CaseView>('/track', { number, code }, ask);
export const getCase = (key: CaseKey, ask?: Ask) => get<CaseView>(casePath(key), ask);
export const getCaseByNumber = (number: string, ask?: Ask) => get<CaseView>(`/cases/by-number/${encodeURIComponent(number)}`, ask);
export const actOnCase = (key: CaseKey, action: string, input: ActionInput, ask?: Ask) =>
  post<CaseView>(`${casePath(key)}/actions/${encodeURIComponent(action)}`, input, ask);
export const getMyCases = (cursor?: string | null, ask?: Ask) => get<CasePage>('/cases/mine', { query: { cursor }, ...ask });
/** The whole record of a case, for a link: the session goes along by itself, a query code only in the header `x-query-code`. */
export const caseFileUrl = (key: CaseKey, format: 'pdf' | 'json') => apiUrl(`${casePath(key)}/file?format=${format}`);
/** What is suspended in the city, a county or a street; for everyone. */
export const getSuspended = (query: { area?: string; cursor?: string | null } = {}, ask?: Ask) =>
  get<SuspendedPage>('/suspended', { query, ...ask });
export const getLooks = (key: CaseKey, ask?: Ask) => get<Look[]>(`${casePath(key)}/looks`, ask);

// Officers
export type WorkListQuery = { kind?: string; cursor?: string | null; limit?: number };
/** What narrows the list of cases; instants are ISO 8601, `from` and `closedFrom` belong to their span, `to` and `closedTo` no longer. */
export type CaseFilter = {
  area?: string;
  state?: CaseState;
  matter?: string;
  category?: string;
  channel?: Channel;
  /** H3 cell of resolution 7 or 8. */
  cell?: string;
  /** Id of a unit with a part in the case. */
  unit?: string;
  /** With an overdue duty of a unit; with `unit`, of that one. */
  overdue?: boolean;
  /** Neither closed, rejected nor withdrawn. */
  open?: boolean;
  rated?: boolean;
  from?: string;
  to?: string;
  closedFrom?: string;
  closedTo?: string;
};
export type CaseListQuery = CaseFilter & { cursor?: string | null; limit?: number };
export const getWorkList = (query: WorkListQuery = {}, ask?: Ask) => get<CasePage>('/work-list', { query, ...ask });
export const getWorkCounts = (ask?: Ask) => get<WorkCounts>('/work-list/counts', ask);
export const getCases = (query: CaseListQuery = {}, ask?: Ask) => get<CasePage>('/cases', { query, ...ask });
/** Opens the reporter's contact; the reporter sees who looked and why. */
export const openReporter = (key: CaseKey, purpose: string, ask?: Ask) =>
  post<{ name: string | null; phone: string | null }>(`${casePath(key)}/reporter`, { purpose }, ask);
export const findUnits = (query: { kinds?: string; area?: string; q?: string; limit?: number }, ask?: Ask) =>
  get<{ units: Unit[] }>('/units', { query, ...ask });
/** Whom the responsibility list names, for the case's matter or for `matter`. */
export const getSuggestedUnits = (key: CaseKey, matter?: string, ask?: Ask) =>
  get<SuggestedUnits>(`${casePath(key)}/suggested-units`, { query: { matter }, ...ask });

// Messages
export const getMessages = (cursor?: string | null, ask?: Ask) => get<MessagePage>('/messages', { query: { cursor }, ...ask });
export const markRead = (ids: string[], ask?: Ask) => post<unknown>('/messages/read', { ids }, ask);
