import type { Plain } from '@banyan/decision-tables';
import type { ColumnType, Generated } from 'kysely';
import type { VersionState } from './workflow.ts';

/** A day is read and written as `YYYY-MM-DD`: the store asks for its text. */
type Day = ColumnType<Date, string, string>;
type MaybeDay = ColumnType<Date | null, string | null, string | null>;
/** JSON is written as its text. */
type Json<T> = ColumnType<T, string, string>;

/** Values by name, as JSON has them. */
export type Values = { readonly [name: string]: Plain };

/** A rule that held, as it is kept and shown. */
export type Fired = {
  /** The decision or table by its name. */
  readonly table: string;
  /** Its place in the table, from 1. */
  readonly number: number;
  /** Its id in the model. */
  readonly rule: string;
  /** What stands beside it, such as the article of the law. */
  readonly annotation: string;
  readonly cells: readonly { readonly label: string; readonly test: string; readonly value: Plain }[];
};

export type RuleVersionTable = {
  rule_id: string;
  number: number;
  revision: Generated<number>;
  state: VersionState;
  origin: 'pack' | 'desk';
  based_on: number | null;
  xml: string;
  hash: string;
  from_on: MaybeDay;
  to_on: MaybeDay;
  author: string | null;
  author_name: string | null;
  approver: string | null;
  approver_name: string | null;
  made_at: Date;
  changed_at: Date;
};

export type RuleHistoryTable = {
  rule_id: string;
  number: number;
  step: number;
  at: Date;
  action: string;
  from_state: VersionState | null;
  to_state: VersionState;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  hash: string;
  note: string | null;
};

export type DecisionTable = {
  region: string;
  id: string;
  at: Date;
  rule_id: string;
  number: number;
  inputs: Json<Values>;
  outputs: Json<Values>;
  about_kind: string;
  about_id: string;
};

export type ReplayState = 'queued' | 'running' | 'done' | 'failed';

export type ReplayTable = {
  id: string;
  rule_id: string;
  number: number;
  hash: string;
  state: ReplayState;
  from_on: Day;
  until_on: Day;
  total: number;
  seen: number;
  changed: number;
  fault: string | null;
  asked_by: string;
  asked_at: Date;
  ended_at: Date | null;
};

export type ReplayChangeTable = {
  region: string;
  replay_id: string;
  decision_id: string;
  decided_at: Date;
  about_kind: string;
  about_id: string;
  before: Json<Values>;
  after: Json<Values>;
  fired: Json<Fired[]>;
};

/** Rows of the schema `rules`. */
export type RulesTables = {
  'rules.rule': { id: string; title: string };
  'rules.rule_version': RuleVersionTable;
  'rules.rule_history': RuleHistoryTable;
  'rules.decision': DecisionTable;
  'rules.replay': ReplayTable;
  'rules.replay_change': ReplayChangeTable;
};
