import type { ColumnType } from 'kysely';

/** A calendar date is written and compared as `YYYY-MM-DD`; it is read back as text. */
type Day = ColumnType<never, string, string>;

/** Counts of each measure: how many observations, and how many of them met what it asks. */
export type MeasureColumns = {
  response_count: number;
  response_met: number;
  contact_count: number;
  contact_met: number;
  on_time_count: number;
  on_time_met: number;
  rectify_count: number;
  rectify_met: number;
  resolution_count: number;
  resolution_met: number;
  satisfaction_count: number;
  satisfaction_met: number;
  coverage_count: number;
  coverage_met: number;
  return_count: number;
  return_met: number;
  rehandle_count: number;
  rehandle_met: number;
  extension_count: number;
  extension_met: number;
  suspension_count: number;
  suspension_met: number;
  accept_count: number;
  accept_met: number;
  dispatch_count: number;
  dispatch_met: number;
  review_count: number;
  review_met: number;
  first_dispatch_count: number;
  first_dispatch_met: number;
  call_sign_count: number;
  call_sign_met: number;
  call_contact_count: number;
  call_contact_met: number;
  report_in_count: number;
  report_in_met: number;
  call_finish_count: number;
  call_finish_met: number;
  call_withdrawn_count: number;
  call_withdrawn_met: number;
  call_error_count: number;
  call_error_met: number;
};

export type UnitMonthTable = MeasureColumns & {
  region: string;
  on_month: Day;
  level: string;
  area_code: string;
  unit_id: string;
};

export type CountedMonthTable = { on_month: Day; counted_at: Date | null; flagged_at: Date | null; stale: boolean };

export type PriorTable = { on_month: Day; peers: string; measure: string; mean: number; weight: number };

export type ScoreTable = {
  region: string;
  on_month: Day;
  unit_id: string;
  post: string;
  peers: string;
  version: Day;
  score: number | null;
  low: number | null;
  high: number | null;
  lacks: string[];
  rank: number | null;
  peer_count: number;
  alike: number | null;
};

export type ContestTable = {
  region: string;
  id: string;
  on_month: Day;
  case_id: string;
  number: string;
  unit_id: string;
  measure: string;
  instance: number;
  ground: string;
  note: string;
  contested_at: Date;
  contested_by: string;
};

export type RulingTable = {
  region: string;
  contest_id: string;
  unit_id: string;
  granted: boolean;
  ground: string;
  reason: string;
  ruled_at: Date;
  ruled_by: string;
  ruling_unit: string;
};

export type AuditDrawTable = { on_month: Day; seed: string; drawn_at: Date; case_count: number };

export type AuditCaseTable = { region: string; on_month: Day; case_id: string; number: string; unit_id: string; lot: string };

export type FlagTable = {
  region: string;
  on_month: Day;
  unit_id: string;
  kind: string;
  mark: string;
  case_count: number;
  evidence: string[];
};

export type ScorecardRowTable = { since: Day; post: string; measure: string; weight: number; source: string; status: string };

export type PeerGroupTable = { code: string; zh: string; en: string; areas: string[]; source: string; status: string; position: number };

export type ExclusionGroundTable = {
  code: string;
  zh: string;
  en: string;
  measures: string[];
  rule: string;
  source: string;
  status: string;
  position: number;
};

/** The tables that `appraisal` owns. Of `cases` it reads the published views, and nothing else. */
export type AppraisalTables = {
  'appraisal.unit_month': UnitMonthTable;
  'appraisal.counted_month': CountedMonthTable;
  'appraisal.prior': PriorTable;
  'appraisal.score': ScoreTable;
  'appraisal.contest': ContestTable;
  'appraisal.ruling': RulingTable;
  'appraisal.audit_draw': AuditDrawTable;
  'appraisal.audit_case': AuditCaseTable;
  'appraisal.flag': FlagTable;
  'appraisal.scorecard_row': ScorecardRowTable;
  'appraisal.peer_group': PeerGroupTable;
  'appraisal.exclusion_ground': ExclusionGroundTable;
};
