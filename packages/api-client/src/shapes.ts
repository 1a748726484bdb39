/** The shapes of the API as the faces read them. Instants are ISO 8601 with offset; codes are the server's. */

import type { AttemptOutcome, CaseState, Light, RequestKind, SupervisionLevel } from './law-names.ts';

export * from './law-names.ts';
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
  returnReasons: Code[];
  suspendReasons: Code[];
  terminateReasons: Code[];
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
/** Place: a point, an area, or an address; at least one. */
export type NewReport = {
  content: string;
  title?: string;
  nature?: Nature;
  matter?: string;
  point?: Point;
  area?: string;
  address?: string;
  /** What is new, where the same person has reported the same matter at the same place. */
  newFacts?: string;
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
  /** The day on which a suspension is looked at again, `2026-12-31`. */
  reviewOn?: string;
  outcome?: AttemptOutcome;
  supervision?: SupervisionLevel;
  /** Number of the lead case that the report joins. */
  into?: string;
  /** Account of the officer who is to be recused. */
  officer?: string;
  /** The unit complained of. */
  accused?: string;
  version?: number;
};
export type TimelineLine = {
  id: string;
  at: string;
  action: string;
  from: string | null;
  to: string;
  /** `account` is told to the desk alone, which may order an officer's recusal. */
  by: { kind: string; name: string | null; unit: string | null; unitName: string | null; account: string | null };
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
  /** How often it was extended. */
  extended: number;
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
/** What a unit has asked for and waits for a ruling on. */
export type CaseRequest = {
  kind: RequestKind;
  reason: string | null;
  note: string;
  unitName: string | null;
  reviewOn: string | null;
  askedAt: string;
};
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
  request: CaseRequest | null;
  returnCount: number;
  returnedUnitNames: string[];
  /** An arbiter named the unit; it may not return the case. */
  designated: boolean;
  extensionCount: number;
  /** While suspended: the day on which it is looked at again. */
  reviewOn: string | null;
  attemptCount: number;
  supervised: SupervisionLevel | null;
  /** Id of the lead case that it has joined; of the same region. */
  joinedTo: string | null;
  followerCount: number;
  photos: CasePhoto[];
  clocks: Clock[];
  calls: Call[];
  timeline: TimelineLine[];
  actions: OpenAction[];
};
