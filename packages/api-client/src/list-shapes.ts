import type { CaseState, Light } from './shapes.ts';

/** Lines of lists: cases, duties, units, looks and messages. */

export type CaseLine = {
  region: string;
  id: string;
  number: string;
  state: CaseState;
  title: string;
  matter: string | null;
  matterName: string | null;
  matterNameEn: string | null;
  urgency: string;
  areaName: string;
  areaNameEn: string;
  leadUnitName: string | null;
  leadUnitNameEn: string | null;
  reportedAt: string;
  round: number;
  urgeCount: number;
  rating: number | null;
  duty: { kind: string; dueAt: string; light: Light; unit: string | null; call: string | null } | null;
};
export type CasePage = { cases: CaseLine[]; next: string | null };
/** A suspension as everyone may read it. */
export type SuspendedLine = {
  number: string;
  matter: string | null;
  matterName: string | null;
  matterNameEn: string | null;
  area: string;
  areaName: string;
  areaNameEn: string;
  since: string;
  reviewOn: string | null;
  cause: { code: string; zh: string; en: string } | null;
};
export type SuspendedPage = { suspended: SuspendedLine[]; next: string | null };
/** Counted up to a bound; `more` says that there are further ones. */
export type WorkCounts = { total: number; overdue: number; dueToday: number; more: boolean; kinds: Record<string, number> };
export type Unit = { id: string; name: string; nameEn: string; kind: string; kindName: string; areaCode: string; areaName: string };
export type NamedUnit = { id: string; name: string; kind: string; areaCode: string; areaName: string };
export type SuggestedUnits = { lead: NamedUnit[]; co: NamedUnit[]; basis: string };
export type Look = { at: string; officerName: string; unitName: string; purpose: string; purposeCode: string; fields: string[] };
export type Message = {
  id: string;
  at: string;
  title: string;
  text: string;
  region: string | null;
  caseId: string | null;
  number: string | null;
  readAt: string | null;
};
export type MessagePage = { messages: Message[]; next: string | null; unread: number };
export type CaseKey = { region: string; id: string };
