import type { ColumnType, Generated } from 'kysely';
import type { LicenceState } from './workflow.ts';

/** A day is read and written as `YYYY-MM-DD`: the store asks for its text. */
type Day = ColumnType<Date, string, string>;
/** JSON is written as its text. */
type Json<T> = ColumnType<T, string, string>;

export type KindField = { code: string; name: string; nameEn: string };

export type LicenceTable = {
  region: string;
  id: string;
  version: Generated<number>;
  number: string;
  kind: string;
  state: LicenceState;
  issuer_unit: string;
  holder_pass: string;
  check_pass: string;
  token_hash: Buffer;
  token_sealed: Buffer;
  valid_from: Day;
  valid_until: ColumnType<Date | null, string | null, string | null>;
  running: number | null;
  replaces: string | null;
  issued_at: Date;
  remind_on: ColumnType<Date | null, string | null, string | null>;
  once_for: string;
  person_id: string | null;
};

export type LicenceHistoryTable = {
  region: string;
  licence_id: string;
  step: number;
  at: Date;
  action: string;
  from_state: string | null;
  to_state: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  reason: string | null;
};

/** Rows of the schema `licences`. */
export type LicencesTables = {
  'licences.kind': {
    code: string;
    name: string;
    name_en: string;
    issuer_kind: string;
    valid_months: number | null;
    fields: Json<KindField[]>;
    status_list: boolean;
    position: number;
  };
  'licences.licence': LicenceTable;
  'licences.licence_history': LicenceHistoryTable;
  'licences.status_entry': { list: number; entry: number; status: number; changed_at: Date };
  'licences.wrong_code': { number_index: Buffer; failed_count: number; last_at: Date };
};
