import type { ColumnType } from 'kysely';

/** A calendar date is written and compared as `YYYY-MM-DD`; it is read back as text. */
type Day = ColumnType<never, string, string>;

export type DayTable = {
  region: string;
  on_day: Day;
  street_code: string;
  reported: number;
  closed: number;
  rated: number;
  levels: number;
  on_time_count: number;
  on_time_met: number;
  accept_count: number;
  accept_met: number;
  dispatch_count: number;
  dispatch_met: number;
  handle_count: number;
  handle_met: number;
  review_count: number;
  review_met: number;
  overdue: number;
};

export type CountedDayTable = { on_day: Day; counted_at: Date; line_count: number };

/** The tables that `dashboards` owns. Of `cases` it reads the three published views, and nothing else. */
export type DashboardsTables = { 'dashboards.day': DayTable; 'dashboards.counted_day': CountedDayTable };
