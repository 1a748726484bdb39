import type { ColumnType, Generated } from 'kysely';

/** A calendar date is written as `YYYY-MM-DD`; it is compared in SQL and not read. */
type Day = ColumnType<never, string, string>;

export type AccountTable = {
  id: string;
  kind: 'officer' | 'resident';
  login: string | null;
  password_hash: string | null;
  name: string;
  phone_sealed: Buffer | null;
  phone_index: Buffer | null;
  status: Generated<'active' | 'suspended'>;
  created_at: Date;
};

export type PostTable = { code: string; name: string; name_en: string; permissions: string[] };

export type AppointmentTable = {
  id: string;
  account_id: string;
  post_code: string;
  unit_id: string;
  area_code: string;
  area_level: string;
  from_on: Day;
  until_on: ColumnType<never, string | null, string | null>;
};

export type SessionTable = {
  token_hash: Buffer;
  account_id: string;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  agent: string;
};

export type OneTimeCodeTable = {
  phone_index: Buffer;
  code_hash: Buffer;
  made_at: Date;
  expires_at: Date;
  tries: number;
  used_at: Date | null;
  sent_on: Day;
  sent_count: number;
};

export type LoginAttemptTable = { login_index: Buffer; failed_count: number; last_at: Date };

export type PeopleTables = {
  'people.account': AccountTable;
  'people.post': PostTable;
  'people.appointment': AppointmentTable;
  'people.session': SessionTable;
  'people.one_time_code': OneTimeCodeTable;
  'people.login_attempt': LoginAttemptTable;
};
