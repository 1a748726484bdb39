import type { Context } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { Line, NewCase, NewClock } from './write.ts';

const caseColumns = [
  'region',
  'id',
  'number',
  'state',
  'title',
  'content',
  'content_sealed',
  'nature',
  'matter_code',
  'urgency',
  'channel',
  'area_code',
  'street_code',
  'area_approximate',
  'address',
  'lat',
  'lon',
  'h3_7',
  'h3_8',
  'identity',
  'reporter_id',
  'reporter_name_sealed',
  'reporter_phone_sealed',
  'reporter_phone_tail',
  'no_reply',
  'pass_hash',
  'filed_by',
  'desk_unit',
  'involved_units',
  'reported_at',
  'source_ref',
  'once_for',
] as const satisfies readonly (keyof NewCase)[];

/** `$1, $2, …` from a first number on. */
const places = (first: number, count: number) => Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ');
const next = caseColumns.length + 1;

/** One text for every report, so that it is compiled and planned once: case, first line, first clocks and photos. */
const text = `
  with filed as (insert into cases.case_file (${caseColumns.join(', ')}) values (${places(1, caseColumns.length)})),
  wrote as (
    insert into cases.timeline (region, case_id, step, id, at, action, to_state, round, actor_kind, actor_id, actor_name, unit_id, data, open_to_reporter)
    values ($1::text, $2::uuid, 1, $${next}::uuid, $30::timestamptz, $${next + 1}, $4::text, 1, $${next + 2}, $${next + 3}::uuid, $${next + 4}, $${next + 5}, $${next + 6}::jsonb, true)),
  started as (
    insert into cases.clock (region, id, case_id, kind, unit_id, call_id, started_at, yellow_at, red_at, due_at, fire_at, basis, time_limit)
    select $1::text, k.id, $2::uuid, k.kind, k.unit_id, k.call_id, $30::timestamptz, k.yellow_at, k.red_at, k.due_at, k.yellow_at, k.basis, k.time_limit
    from jsonb_to_recordset($${next + 7}::jsonb)
      as k(id uuid, kind text, unit_id text, call_id uuid, yellow_at timestamptz, red_at timestamptz, due_at timestamptz, basis text, time_limit text))
  insert into cases.photo (region, case_id, file_id, stage, added_at)
    select $1::text, $2::uuid, f.id, 'before', $30::timestamptz from unnest($${next + 8}::uuid[]) as f(id)`;

/** Files a case with its first line, first clock and photos in one statement: all of it, or the unit of work fails. Nobody waits for its answer before the end. */
export function insertCase(ctx: Context, file: NewCase, line: Line, clocks: readonly NewClock[], fileIds: readonly string[]): void {
  const given = caseColumns.map((column) => file[column]);
  trail(ctx.tx, text, [
    ...given,
    line.id,
    line.action,
    line.actor_kind,
    line.actor_id,
    line.actor_name,
    line.unit_id,
    JSON.stringify(line.data),
    JSON.stringify(clocks),
    fileIds,
  ]);
}
