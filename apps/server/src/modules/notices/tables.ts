import type { ColumnType } from 'kysely';

export type MessageTable = {
  account_id: string;
  id: string;
  at: Date;
  template: string;
  /** Written as JSON text. */
  data: ColumnType<Record<string, string>, string, never>;
  case_region: string | null;
  case_id: string | null;
  case_number: string | null;
  read_at: Date | null;
};

export type NoticesTables = { 'notices.message': MessageTable };
