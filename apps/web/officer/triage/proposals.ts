import { type Ask, type CaseKey, get, post } from '@banyan/api-client';

/** What is proposed for a case, as the API tells it; probabilities are 0 to 1 and calibrated. */

export type MatterChoice = {
  code: string;
  name: string;
  category: string;
  probability: number;
  leadUnit: string | null;
  leadUnitName: string | null;
};
export type Brief = {
  id: string;
  number: string;
  title: string;
  content: string;
  state: string;
  areaName: string;
  reportedAt: string;
  joinedTo: string | null;
};
export type Neighbour = { caseId: string; reportedAt: string; likeness: number; brief: Brief | null };
export type Proposal = {
  verdict: 'sure' | 'unsure' | 'cannot_tell';
  matters: MatterChoice[];
  urgency: string;
  places: { code: string; name: string; probability: number }[];
  reasons: { word: string; share: number }[];
  modelVersion: number | null;
  confirmedMatter: string | null;
  mayMerge: boolean;
  neighbours: Neighbour[];
};
export type Summary = { lines: string[]; mayDraft: boolean; overrides: { at: string; score: number; faults: string[]; note: string }[] };
export type Judged = { score: number; faults: string[] };
export type WrittenDraft = {
  id: string;
  state: 'asked' | 'written' | 'failed';
  written: string | null;
  model: string | null;
  fault: string | null;
};
export type Cluster = {
  region: string;
  id: string;
  formedAt: string;
  matterName: string | null;
  caseCount: number;
  leadId: string;
  cases: (Brief & { mayJoin: boolean })[];
};
export type ClusterDecided = { lead: string | null; joined: string[]; left: string[] };
export type ModelVersion = {
  area: string;
  areaName: string;
  areaNameEn: string;
  version: number;
  state: 'candidate' | 'used' | 'retired';
  trainedAt: string;
  exampleCount: number;
  lessonCount: number;
  held: number;
  accuracy: number | null;
  before: number | null;
};

const of = ({ region, id }: CaseKey) => `${encodeURIComponent(region)}/${encodeURIComponent(id)}`;

export const getProposal = (key: CaseKey, ask?: Ask) => get<Proposal>(`/triage/proposals/${of(key)}`, ask);
export const getSummary = (key: CaseKey, ask?: Ask) => get<Summary>(`/triage/summaries/${of(key)}`, ask);
export const judgeReply = (key: CaseKey, reply: string, ask?: Ask) => post<Judged>(`/triage/replies/${of(key)}`, { reply }, ask);
export const overrideReply = (key: CaseKey, reply: string, note: string, ask?: Ask) =>
  post<Judged>(`/triage/replies/${of(key)}/overrides`, { reply, note }, ask);
export const askDraft = (key: CaseKey, kind: 'reply' | 'summary', ask?: Ask) =>
  post<WrittenDraft>(`/triage/drafts/${of(key)}`, { kind }, ask);
export const getDraft = (key: CaseKey, draft: string, ask?: Ask) =>
  get<WrittenDraft>(`/triage/drafts/${of(key)}/${encodeURIComponent(draft)}`, ask);
export const getClusters = (ask?: Ask) => get<{ clusters: Cluster[] }>('/triage/clusters', ask);
export const acceptCluster = (cluster: CaseKey, note: string, ask?: Ask) =>
  post<ClusterDecided>(`/triage/clusters/${of(cluster)}/accept`, { note }, ask);
export const declineCluster = (cluster: CaseKey, ask?: Ask) => post<ClusterDecided>(`/triage/clusters/${of(cluster)}/decline`, {}, ask);
export const getModels = (ask?: Ask) => get<{ models: ModelVersion[] }>('/triage/models', ask);
export const backModel = (area: string, ask?: Ask) => post<{ version: number }>(`/triage/models/${encodeURIComponent(area)}/back`, {}, ask);
