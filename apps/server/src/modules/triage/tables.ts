import type { ColumnType } from 'kysely';
import type { Proposed } from './proposed.ts';

type Json<T> = ColumnType<T, string, string>;

export type ModelTable = {
  task: string;
  area_code: string;
  version: number;
  state: 'candidate' | 'used' | 'retired';
  trained_at: Date;
  example_count: number;
  lesson_count: number;
  list_tag: string;
  figures: Json<ModelFigures>;
  packed: Buffer;
};

/** What a model reached on the fixed hold-out of its district; empty where nothing is held out yet. */
export type ModelFigures = { held?: number; accuracy?: number; before?: number | null };

export type LandmarkTable = { name: string; kind: string; areas: string[] };

export type ProposalTable = {
  region: string;
  case_id: string;
  made_at: Date;
  model_version: number | null;
  proposed: Json<Proposed>;
  confirmed_matter: string | null;
  confirmed_at: Date | null;
  was_right: boolean | null;
  dispatched_by: string | null;
  model_area: string | null;
};

export type StoryTable = {
  region: string;
  case_id: string;
  reported_at: Date;
  area_code: string;
  street_code: string | null;
  h3_8: string | null;
  matter_code: string | null;
  bands: number[];
  compared: Buffer;
  spot: string | null;
};

export type LessonTable = { region: string; case_id: string; at: Date; matter_code: string; nature: string | null; features: Buffer };

export type TopicTable = {
  region: string;
  place: number;
  made_at: Date;
  heat: number;
  case_count: number;
  first_at: Date;
  last_at: Date;
  matter_code: string | null;
  street_code: string | null;
  case_ids: string[];
  /** `YYYY-MM-DD` in the city's time. */
  on_day: ColumnType<string, string, string>;
  name: string;
  by_day: Json<{ day: string; count: number }[]>;
  by_street: Json<{ code: string; count: number }[]>;
};

export type ClusterTable = {
  region: string;
  id: string;
  formed_at: Date;
  grown_at: Date;
  state: 'proposed' | 'accepted' | 'declined';
  matter_code: string | null;
  case_ids: string[];
  decided_at: Date | null;
  decided_by: string | null;
};

export type OverrideTable = {
  region: string;
  id: string;
  case_id: string;
  at: Date;
  by_account: string;
  score: number;
  faults: string[];
  note: string;
};

export type DraftTable = {
  region: string;
  id: string;
  case_id: string;
  kind: 'reply' | 'summary';
  state: 'asked' | 'written' | 'failed';
  asked_at: Date;
  asked_by: string;
  ended_at: Date | null;
  written: string | null;
  model: string | null;
  fault: string | null;
};

/** The tables that `triage` owns. */
export type TriageTables = {
  'triage.model': ModelTable;
  'triage.landmark': LandmarkTable;
  'triage.proposal': ProposalTable;
  'triage.story': StoryTable;
  'triage.lesson': LessonTable;
  'triage.topic': TopicTable;
  'triage.cluster': ClusterTable;
  'triage.override': OverrideTable;
  'triage.draft': DraftTable;
};
