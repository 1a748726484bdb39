import type { ColumnType } from 'kysely';
import type { ClockKind, RequestKind, State, SupervisionLevel } from './workflow.ts';

type Written<T> = ColumnType<T, T | undefined, T>;

export type CaseRequest = {
  kind: RequestKind;
  reason: string | null;
  note: string;
  unit: string | null;
  reviewOn: string | null;
  askedAt: string;
};

export type CaseFileTable = {
  region: string;
  id: string;
  number: string;
  version: Written<number>;
  state: State;
  round: Written<number>;
  title: string;
  content: string;
  nature: string | null;
  matter_code: string | null;
  urgency: Written<string>;
  channel: string;
  area_code: string;
  street_code: string | null;
  area_approximate: Written<boolean>;
  address: string | null;
  lat: number | null;
  lon: number | null;
  h3_7: string | null;
  h3_8: string | null;
  identity: 'named' | 'confidential' | 'anonymous';
  reporter_id: string | null;
  reporter_name_sealed: Buffer | null;
  reporter_phone_sealed: Buffer | null;
  reporter_phone_tail: string | null;
  no_reply: Written<boolean>;
  pass_hash: string | null;
  filed_by: string | null;
  desk_unit: string;
  lead_unit: string | null;
  reply: string | null;
  rating_level: number | null;
  rating_reasons: string[] | null;
  rating_note: string | null;
  outcome: string | null;
  urge_count: Written<number>;
  reported_at: Date;
  dispatched_at: Date | null;
  promise_at: Date | null;
  asked_at: Date | null;
  closed_at: Date | null;
  rated_at: Date | null;
  involved_units: string[];
  /** What the unit asks for and waits for a ruling on. */
  request: CaseRequest | null;
  return_count: Written<number>;
  returned_units: Written<string[]>;
  return_refused: Written<boolean>;
  designated: Written<boolean>;
  extension_count: Written<number>;
  suspension_count: Written<number>;
  review_on: string | null;
  consult_count: Written<number>;
  join_count: Written<number>;
  attempt_count: Written<number>;
  first_attempt_at: Date | null;
  supervised: SupervisionLevel | null;
  /** The lead case of the cluster this one has joined. */
  joined_to: string | null;
  follower_count: Written<number>;
  recused: Written<string[]>;
  accused_unit: string | null;
  content_sealed: Buffer | null;
  source_ref: string | null;
  once_for: string | null;
};

export type TimelineTable = {
  region: string;
  case_id: string;
  step: number;
  id: string;
  at: Date;
  action: string;
  from_state: State | null;
  to_state: State;
  round: number;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  unit_id: string | null;
  note: string | null;
  data: Record<string, unknown>;
  open_to_reporter: boolean;
};

export type ClockTable = {
  region: string;
  id: string;
  case_id: string;
  kind: ClockKind;
  unit_id: string | null;
  call_id: string | null;
  started_at: Date;
  yellow_at: Date;
  red_at: Date;
  due_at: Date;
  ended_at: Date | null;
  fire_at: Date | null;
  basis: string;
  /** The limit as the pack writes it (`5wd`), what was granted on top, and when the clock stood still: [from, to or null]. */
  time_limit: Written<string>;
  extensions: Written<string[]>;
  pauses: Written<[string, string | null][]>;
};

export type CallTable = {
  region: string;
  id: string;
  case_id: string;
  unit_id: string;
  caller_unit: string;
  whistle: string;
  state: 'called' | 'signed' | 'reported-in' | 'finished' | 'withdrawn';
  note: string;
  meet_at: Date | null;
  called_at: Date;
  contacted_at: Date | null;
  reported_in_at: Date | null;
  ended_at: Date | null;
};

export type PhotoTable = { region: string; case_id: string; file_id: string; stage: string; added_at: Date };

export type LookTable = {
  region: string;
  case_id: string;
  id: string;
  at: Date;
  officer_id: string;
  officer_name: string;
  unit_id: string;
  purpose: string;
  fields: string[];
};

export type LawChangeTable = {
  area_code: string;
  row_name: string;
  change: 'off' | 'guard';
  guard: string | null;
  from_on: Date;
  basis: string;
  source: string;
  status: string;
};

export type NumberBlockTable = { region: string; reported_on: Date; next_number: number };

export type ArchiveTable = {
  region: string;
  case_id: string;
  reader: 'office' | 'reporter';
  archived_at: Date;
  document: string;
  fingerprint: string;
  signature: string;
  key_id: string;
};

export type ArchiveMarkTable = { fingerprint: string; archived_at: Date; key_id: string };

/** The tables that `cases` owns; nobody else names them. */
export type CasesTables = {
  'cases.case_file': CaseFileTable;
  'cases.timeline': TimelineTable;
  'cases.clock': ClockTable;
  'cases.case_call': CallTable;
  'cases.photo': PhotoTable;
  'cases.look': LookTable;
  'cases.number_block': NumberBlockTable;
  'cases.law_change': LawChangeTable;
  'cases.archive': ArchiveTable;
  'cases.archive_mark': ArchiveMarkTable;
};
