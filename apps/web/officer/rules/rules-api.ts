import { type Ask, get, post } from '@banyan/api-client';

export type VersionState = 'drafted' | 'submitted' | 'approved' | 'published' | 'withdrawn';
export type VersionAction = 'submit' | 'discard' | 'approve' | 'return' | 'publish' | 'roll-back';
export type VersionLine = {
  number: number;
  state: VersionState;
  fromOn: string | null;
  toOn: string | null;
  inForce: boolean;
  authorName: string | null;
  approverName: string | null;
  changedAt: string;
};
export type RuleLine = { id: string; title: string; versions: VersionLine[] };
export type RuleProblem = { code: string; severity: 'error' | 'warning'; cell: string; zh: string; en: string };
export type GridRow = { id?: string; conditions: string[]; outputs: string[]; annotations: string[] };
export type Grid = {
  table: string;
  decision: string;
  hitPolicy: string;
  inputs: { label: string; expression: string; type: string | null; allowed: string | null }[];
  outputs: { label: string; name: string | null; type: string | null; allowed: string | null }[];
  annotations: string[];
  rows: GridRow[];
};
export type RuleInput = { name: string; type: string; allowed: unknown[] | null };
export type VersionView = VersionLine & {
  id: string;
  title: string;
  revision: number;
  xml: string;
  inputs: RuleInput[];
  grids: Grid[];
  problems: RuleProblem[];
  actions: VersionAction[];
  mayEdit: boolean;
  history: { at: string; action: string; actorName: string | null; note: string | null }[];
};
export type Fired = { table: string; number: number; annotation: string; cells: { label: string; test: string; value: unknown }[] };
export type Tried = { outputs: Record<string, unknown>; fired: Fired[]; undecided: boolean };
export type Replay = {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  fromOn: string;
  untilOn: string;
  total: number;
  seen: number;
  changed: number;
  current: boolean;
};
export type Change = {
  decision: string;
  decidedAt: string;
  about: { kind: string; id: string };
  before: Record<string, unknown>;
  after: Record<string, unknown>;
};
export type RowChange = {
  row: string;
  kind: 'added' | 'removed' | 'changed' | 'moved';
  before: number | null;
  after: number | null;
  cells: { label: string; before: string; after: string }[];
};

const at = (id: string, number: number, rest = '') => `/rules/${encodeURIComponent(id)}/versions/${number}${rest}`;

export const getRules = (ask?: Ask) => get<{ rules: RuleLine[] }>('/rules', ask);
export const getVersion = (id: string, number: number, ask?: Ask) => get<VersionView>(at(id, number), ask);
export const getChanges = (id: string, number: number, other: number) =>
  get<{ changes: RowChange[] }>(at(id, number, '/changes'), { query: { with: other } });
export const draftVersion = (id: string, from: number) => post<VersionView>(`/rules/${encodeURIComponent(id)}/versions`, { from });
export const editGrids = (version: VersionView, grids: readonly Grid[]) =>
  post<VersionView>(at(version.id, version.number, '/text'), {
    revision: version.revision,
    grids: grids.map(({ table, rows }) => ({ table, rows })),
  });
export const editXml = (version: VersionView, xml: string) =>
  post<VersionView>(at(version.id, version.number, '/text'), { revision: version.revision, xml });
export const tryVersion = (id: string, number: number, inputs: Record<string, unknown>) => post<Tried>(at(id, number, '/try'), { inputs });
export const act = (id: string, number: number, action: VersionAction, body: { note?: string; fromOn?: string }) =>
  post<VersionView>(at(id, number, `/actions/${action}`), body);
export const startReplay = (id: string, number: number, term: { fromOn: string; untilOn: string }) =>
  post<Replay>(at(id, number, '/replays'), term);
export const getReplays = (id: string, number: number) => get<{ replays: Replay[] }>(at(id, number, '/replays'));
export const getReplay = (id: string) => get<Replay>(`/replays/${id}`);
export const getReplayChanges = (id: string, cursor?: string) =>
  get<{ changes: Change[]; next: string | null }>(`/replays/${id}/changes`, { query: { cursor } });
