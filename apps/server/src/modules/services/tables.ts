import type { Plain } from '@banyan/decision-tables';
import type { ColumnType, Generated } from 'kysely';
import type { Fired } from '../rules/index.ts';
import type { Cause, MaterialGiven } from './decide.ts';
import type { FieldCheck } from './verify.ts';
import type { ApplicationCounter, ApplicationState } from './workflow.ts';

/** A day is read and written as `YYYY-MM-DD`: the store asks for its text. */
type Day = ColumnType<Date, string, string>;
type MaybeDay = ColumnType<Date | null, string | null, string | null>;
/** JSON is written as its text. */
type Json<T> = ColumnType<T, string, string>;

/** What a rule decided, as it is kept and explained. */
export type KeptDecision = {
  ruleId: string;
  version: number;
  inputs: Readonly<Record<string, Plain>>;
  outputs: Readonly<Record<string, Plain>>;
  fired: readonly Fired[];
};

export type ApplicationTable = {
  region: string;
  id: string;
  version: Generated<number>;
  number: string;
  state: ApplicationState;
  item: string;
  joint: string | null;
  bundle_id: string | null;
  area_code: string;
  unit_id: string;
  channel: string;
  applicant_id: string;
  person_id: string;
  mandate_id: string | null;
  person_masked: string;
  answers: Json<Record<string, string>>;
  situation: string | null;
  values_sealed: Buffer;
  checks: Json<FieldCheck[]>;
  causes: Json<Cause[]>;
  decision: ColumnType<KeptDecision | null, string | null, string | null>;
  materials: Json<MaterialGiven[]>;
  by_machine: boolean;
  once_for: string;
  licence_id: string | null;
  licence_number: string | null;
  payment_id: string | null;
  payment_number: string | null;
  counts: Json<Partial<Record<ApplicationCounter, number>>>;
  review_asked_at: Date | null;
  correct_by: Date | null;
  submitted_at: Date;
  due_at: Date | null;
  statutory_due_at: Date | null;
  decided_at: Date | null;
};

export type ApplicationTimelineTable = {
  region: string;
  application_id: string;
  step: number;
  at: Date;
  action: string;
  from_state: string | null;
  to_state: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  unit_id: string | null;
  ground: string | null;
  note: string | null;
};

/** Rows of the schema `services`. */
export type ServicesTables = {
  'services.catalogue_part': { kind: string; id: string; position: number; definition: Json<unknown> };
  'services.source_record': { source: string; subject_index: Buffer; fields_sealed: Buffer; recorded_at: Date };
  'services.held_right': { once_for: string; application_region: string | null; application_id: string | null; held_until: MaybeDay };
  'services.application': ApplicationTable;
  'services.application_timeline': ApplicationTimelineTable;
  'services.audit_draw': {
    region: string;
    application_id: string;
    day: Day;
    drawn_at: Date;
    ended_at: Date | null;
    result: 'kept' | 'reversed' | null;
  };
  'services.audited_day': { day: Day; seed: string; machine_count: number; drawn_count: number; drawn_at: Date };
};
