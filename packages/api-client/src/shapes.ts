/** The shapes of the API as the faces read them. Instants are ISO 8601 with offset; codes are the server's. */

export * from './list-shapes.ts';

export type Point = { lat: number; lon: number };
export type Code = { code: string; zh: string; en: string };
export type RejectReason = Code & { told_zh?: string; told_en?: string };
export type RateReason = Code & { levels?: number[] };
export type DemoAccount = { login: string; password: string; name: string; postName: string; unitName: string };

export type City = {
  name: string;
  nameEn: string;
  code: string;
  /** IANA time zone, in which the city's days begin. */
  zone: string;
  center: Point;
  demo: boolean;
  natures: Code[];
  channels: Code[];
  identities: Code[];
  rejectReasons: RejectReason[];
  rateReasons: RateReason[];
  refuseReasons: Code[];
  demoAccounts?: DemoAccount[];
  mapNotice: { zh: string; en: string };
};

export type Area = {
  code: string;
  name: string;
  nameEn: string | null;
  level: string;
  parent: string | null;
  lat: number | null;
  lon: number | null;
};
export type Shape = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };
export type MapFeature = {
  type: 'Feature';
  properties: { code: string; name: string; nameEn?: string | null; approximate?: boolean };
  geometry: Shape;
};
export type MapCollection = { type: 'FeatureCollection'; features: MapFeature[] };
export type NamedCode = { code: string; name: string; nameEn?: string | null };
export type Located = {
  region: string;
  county: NamedCode;
  street: NamedCode | null;
  community: NamedCode | null;
  grid: NamedCode | string | null;
  areaName: string;
  approximate: boolean;
  snapped: boolean;
};

export type Matter = {
  code: string;
  name: string;
  nameEn: string;
  category: string;
  categoryName: string;
  categoryNameEn: string;
  nature: string;
  urgency: string;
  said: string[];
};
export type MatterCategory = { id: string; name: string; nameEn: string; count: number };

export type Photo = { id: string; claim: string; width: number; height: number };
export type PhotoClaim = { id: string; claim: string };

export type Appointment = {
  post: string;
  postName: string;
  postNameEn: string;
  unitId: string;
  unitName: string;
  areaCode: string;
  areaName: string;
  permissions: string[];
};
export type Guest = { kind: 'guest' };
export type Person = {
  kind: 'resident' | 'officer';
  accountId: string;
  name: string;
  phoneMasked?: string | null;
  appointments?: Appointment[];
};
export type Me = Guest | Person;
export type CodeSent = { sentTo: string; demoCode?: string; retryAfterSeconds: number };

export const natures = ['consult', 'help', 'complaint', 'report', 'suggest', 'thanks', 'other'] as const;
export type Nature = (typeof natures)[number];
export const identities = ['named', 'confidential', 'anonymous'] as const;
export type Identity = (typeof identities)[number];
export const channels = ['app', 'phone', 'web', 'wechat', 'counter', 'patrol', 'device', 'email', 'sms', 'other'] as const;
export type Channel = (typeof channels)[number];
export const caseStates = [
  'reported',
  'accepted',
  'dispatched',
  'handling',
  'reviewing',
  'judging',
  'closed',
  'rejected',
  'withdrawn',
  'archived',
] as const;
export type CaseState = (typeof caseStates)[number];
export type ActionName =
  | 'accept'
  | 'reject'
  | 'answer'
  | 'dispatch'
  | 'sign'
  | 'contact'
  | 'call'
  | 'sign-call'
  | 'contact-caller'
  | 'report-in'
  | 'finish-call'
  | 'withdraw-call'
  | 'finish'
  | 'approve'
  | 'send-back'
  | 'rate'
  | 'refuse'
  | 'reopen'
  | 'withdraw'
  | 'urge'
  | 'note';
export type Field =
  | 'note'
  | 'reason'
  | 'reply'
  | 'unit'
  | 'units'
  | 'matter'
  | 'area'
  | 'call'
  | 'whistle'
  | 'meetAt'
  | 'photos'
  | 'level'
  | 'reasons';
export type Light = 'green' | 'yellow' | 'red' | 'overdue' | 'met' | 'missed';

/** Place: a point, an area, or an address; at least one. */
export type NewReport = {
  content: string;
  title?: string;
  nature?: Nature;
  matter?: string;
  point?: Point;
  area?: string;
  address?: string;
  identity?: Identity;
  name?: string;
  phone?: string;
  photos?: PhotoClaim[];
  noReply?: boolean;
  channel?: Channel;
};
export type Reported = {
  region: string;
  id: string;
  number: string;
  queryCode: string | null;
  state: CaseState;
  area: string;
  areaName: string;
  acceptDueAt: string | null;
};

export type ActionInput = {
  note?: string;
  reason?: string;
  reply?: string;
  unit?: string;
  units?: string[];
  matter?: string;
  area?: string;
  call?: string;
  whistle?: 'work' | 'hard';
  meetAt?: string;
  photos?: PhotoClaim[];
  level?: number;
  reasons?: string[];
  version?: number;
};
export type TimelineLine = {
  id: string;
  at: string;
  action: string;
  from: string | null;
  to: string;
  by: { kind: string; name: string | null; unit: string | null; unitName: string | null };
  note: string | null;
  data: Record<string, unknown>;
};
export type Clock = {
  id: string;
  kind: string;
  unit: string | null;
  unitName: string | null;
  /** The call this clock belongs to. */
  call: string | null;
  startedAt: string;
  dueAt: string;
  endedAt: string | null;
  light: Light;
};
export type Call = {
  id: string;
  unit: string;
  unitName: string;
  callerUnit: string;
  callerUnitName: string;
  whistle: string;
  state: 'called' | 'signed' | 'reported-in' | 'finished' | 'withdrawn';
  note: string;
  meetAt: string | null;
  calledAt: string;
};
export type CasePhoto = { id: string; stage: 'before' | 'after'; address: string };
export type OpenAction = { action: string; needs: string[]; takes: string[]; call: string | null };
export type CaseView = {
  region: string;
  id: string;
  number: string;
  version: number;
  state: CaseState;
  round: number;
  title: string;
  content: string;
  nature: Nature | null;
  matter: { code: string; name: string; nameEn: string; category: string; closing: string; basis: string } | null;
  urgency: string;
  channel: string;
  area: string;
  areaName: string;
  areaApproximate: boolean;
  address: string | null;
  point: Point | null;
  /** `mayOpen`: whether this actor may open the contact for a stated purpose. */
  reporter: { identity: Identity; name: string | null; phoneMasked: string | null; mine: boolean; mayOpen: boolean };
  deskUnit: string;
  deskUnitName: string;
  leadUnit: string | null;
  leadUnitName: string | null;
  reportedAt: string;
  dispatchedAt: string | null;
  promiseAt: string | null;
  closedAt: string | null;
  askedAt: string | null;
  reply: string | null;
  rating: { level: number; reasons: string[]; note: string | null } | null;
  outcome: string | null;
  urgeCount: number;
  photos: CasePhoto[];
  clocks: Clock[];
  calls: Call[];
  timeline: TimelineLine[];
  actions: OpenAction[];
};
