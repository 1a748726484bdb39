import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { Counted } from '../decide.ts';
import type { CallTable, CaseFileTable, CasesTables } from '../tables.ts';
import type { ClockKind, State } from '../workflow.ts';

/** A clock about to start. Instants travel as ISO text inside one JSON parameter. */
export type NewClock = {
  id: string;
  kind: ClockKind;
  unit_id: string | null;
  call_id: string | null;
  yellow_at: Date;
  red_at: Date;
  due_at: Date;
  basis: string;
  time_limit: string;
};

/** An open clock that was extended, stopped or set going again. */
export type ChangedClock = {
  id: string;
  yellow_at: Date;
  red_at: Date;
  due_at: Date;
  fire_at: Date | null;
  extensions: readonly string[];
  pauses: readonly [string, string | null][];
};

export type NewCall = Pick<CallTable, 'id' | 'unit_id' | 'caller_unit' | 'whistle' | 'note' | 'meet_at'>;

/** One line of the file: who did what. */
export type Line = {
  id: string;
  action: string;
  from_state: State | null;
  to_state: State;
  round: number;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  unit_id: string | null;
  note: string | null;
  data: object;
  open_to_reporter: boolean;
};

export const own = (ctx: Context) => ctx.tx.withTables<CasesTables>();

const startedClocks = (ctx: Context, clocks: readonly NewClock[]) => sql`
  insert into cases.clock (region, id, case_id, kind, unit_id, call_id, started_at, yellow_at, red_at, due_at, fire_at, basis, time_limit)
  select m.region, k.id, m.id, k.kind, k.unit_id, k.call_id, ${ctx.now}, k.yellow_at, k.red_at, k.due_at, k.yellow_at, k.basis, k.time_limit
  from moved m, jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb)
    as k(id uuid, kind text, unit_id text, call_id uuid, yellow_at timestamptz, red_at timestamptz, due_at timestamptz, basis text, time_limit text)`;

const changedClocks = (move: Move) => sql`changed as (
  update cases.clock k set yellow_at = s.yellow_at, red_at = s.red_at, due_at = s.due_at, fire_at = s.fire_at, extensions = s.extensions, pauses = s.pauses
  from moved m, jsonb_to_recordset(${JSON.stringify(move.changed)}::jsonb)
    as s(id uuid, yellow_at timestamptz, red_at timestamptz, due_at timestamptz, fire_at timestamptz, extensions text[], pauses jsonb)
  where k.region = ${move.region} and k.id = s.id and k.ended_at is null)`;

const writtenLine = (ctx: Context, line: Line) => sql`
  insert into cases.timeline (region, case_id, step, id, at, action, from_state, to_state, round, actor_kind, actor_id, actor_name, unit_id, note, data, open_to_reporter)
  select m.region, m.id, m.version, ${line.id}::uuid, ${ctx.now}, ${line.action}, ${line.from_state}, ${line.to_state}, ${line.round}::smallint, ${line.actor_kind},
    ${line.actor_id}::uuid, ${line.actor_name}, ${line.unit_id}, ${line.note}, ${JSON.stringify(line.data)}::jsonb, ${line.open_to_reporter}::boolean
  from moved m`;

const addedPhotos = (ctx: Context, fileIds: readonly string[], stage: string) => sql`
  insert into cases.photo (region, case_id, file_id, stage, added_at)
  select m.region, m.id, f.id, ${stage}, ${ctx.now} from moved m, unnest(${fileIds}::uuid[]) as f(id)`;

export type NewCase = Omit<
  Selectable<CaseFileTable>,
  | 'version'
  | 'round'
  | 'urge_count'
  | 'dispatched_at'
  | 'promise_at'
  | 'asked_at'
  | 'closed_at'
  | 'rated_at'
  | 'rating_level'
  | 'rating_reasons'
  | 'rating_note'
  | 'outcome'
  | 'reply'
  | 'lead_unit'
  | 'request'
  | 'return_count'
  | 'returned_units'
  | 'return_refused'
  | 'designated'
  | 'extension_count'
  | 'suspension_count'
  | 'review_on'
  | 'consult_count'
  | 'join_count'
  | 'attempt_count'
  | 'first_attempt_at'
  | 'supervised'
  | 'joined_to'
  | 'follower_count'
  | 'recused'
  | 'accused_unit'
>;

/** What a transition changes besides the state; absent fields stay. */
export type Change = Partial<
  Pick<
    Selectable<CaseFileTable>,
    | 'matter_code'
    | 'area_code'
    | 'street_code'
    | 'area_approximate'
    | 'lead_unit'
    | 'reply'
    | 'rated_at'
    | 'rating_level'
    | 'rating_reasons'
    | 'rating_note'
    | 'outcome'
    | 'promise_at'
    | 'dispatched_at'
    | 'asked_at'
    | 'closed_at'
    | 'urgency'
    | 'request'
    | 'return_refused'
    | 'designated'
    | 'review_on'
    | 'attempt_count'
    | 'first_attempt_at'
    | 'supervised'
    | 'joined_to'
    | 'follower_count'
    | 'accused_unit'
  >
> & {
  urged?: boolean;
  /** Units, returned units and recused accounts that are added. */
  involve?: readonly string[];
  returned?: readonly string[];
  recuse?: readonly string[];
};

export type Move = {
  region: string;
  id: string;
  version: number;
  to: State;
  round: number;
  /** The counter that goes up by one. */
  counts: Counted | null;
  change: Change;
  line: Line;
  /** Clocks that end: kinds, all of the case, or those of one call. */
  ends: { all: boolean; kinds: readonly ClockKind[]; callId: string | null };
  starts: readonly NewClock[];
  changed: readonly ChangedClock[];
  calls: readonly NewCall[];
  /** The call that is answered and what becomes of it. */
  answered: { id: string; state: CallTable['state']; contacted: boolean } | null;
  photos: { ids: readonly string[]; stage: 'before' | 'after' };
};

/** The columns that a change sets outright; what is added to is written out in `movedFile`. */
export const columnsOf = ({ urged: _, involve: __, returned: ___, recuse: ____, ...columns }: Change) =>
  Object.entries(columns).filter(([, value]) => value !== undefined);

const changedColumns = (change: Change) =>
  columnsOf(change).map(
    ([name, value]) => sql`, ${sql.ref(name)} = ${name === 'request' && value !== null ? JSON.stringify(value) : value}`,
  );

/** Ends the open clocks that a step names: all of the case, those of one call (all or by kind), or those of some kinds. */
const endedClocks = (ctx: Context, { region, id, ends }: Move) => sql`ended as (
  update cases.clock k set ended_at = ${ctx.now}, fire_at = null from moved m
  where k.region = ${region} and k.case_id = ${id}::uuid and k.ended_at is null
    and (${ends.all}::boolean or (${ends.callId}::uuid is not null and k.call_id = ${ends.callId}::uuid and (cardinality(${ends.kinds}::text[]) = 0 or k.kind = any (${ends.kinds}::text[])))
      or (${ends.callId}::uuid is null and k.kind = any (${ends.kinds}::text[]))))`;

const newCalls = (ctx: Context, calls: readonly NewCall[]) => sql`called as (
  insert into cases.case_call (region, id, case_id, unit_id, caller_unit, whistle, state, note, meet_at, called_at)
  select m.region, c.id, m.id, c.unit_id, c.caller_unit, c.whistle, 'called', c.note, c.meet_at, ${ctx.now}
  from moved m, jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as c(id uuid, unit_id text, caller_unit text, whistle text, note text, meet_at timestamptz))`;

const movedFile = (move: Move) => sql`moved as (
  update cases.case_file set state = ${move.to}, round = ${move.round}::smallint, version = version + 1${sql.join(changedColumns(move.change), sql``)}
    ${move.change.urged ? sql`, urge_count = urge_count + 1` : sql``}
    ${move.counts ? sql`, ${sql.ref(move.counts)} = ${sql.ref(move.counts)} + 1` : sql``}
    ${move.change.returned?.length ? sql`, returned_units = returned_units || ${move.change.returned}::text[]` : sql``}
    ${move.change.recuse?.length ? sql`, recused = recused || ${move.change.recuse}::uuid[]` : sql``}
    ${move.change.involve?.length ? sql`, involved_units = involved_units || ${move.change.involve}::text[]` : sql``}
  where region = ${move.region} and id = ${move.id}::uuid and version = ${move.version}
  returning region, id, version)`;

/**
 * The only way a case changes: state, timeline line, clocks, calls and photos in one statement (docs/house.md, rule 7).
 * Nobody waits for its answer: the case is locked or was read in this unit of work, and should it have moved all the same, the division by zero
 * fails the unit and nothing was written.
 */
export function moveCase(ctx: Context, move: Move): void {
  const { ends } = move;
  const parts = [movedFile(move), sql`wrote as (${writtenLine(ctx, move.line)})`];
  if (ends.all || ends.kinds.length > 0 || ends.callId) parts.push(endedClocks(ctx, move));
  if (move.starts.length > 0) parts.push(sql`started as (${startedClocks(ctx, move.starts)})`);
  if (move.changed.length > 0) parts.push(changedClocks(move));
  if (move.calls.length > 0) parts.push(newCalls(ctx, move.calls));
  if (move.answered) parts.push(answeredCall(ctx, move, move.answered));
  if (move.photos.ids.length > 0) parts.push(sql`pictured as (${addedPhotos(ctx, move.photos.ids, move.photos.stage)})`);
  const query = sql`with ${sql.join(parts)} select 1 / count(*) from moved`.compile(ctx.tx);
  trail(ctx.tx, query.sql, query.parameters);
}

/** Whether a unit of work failed because the case had moved since it was read (SQLSTATE 22012, see moveCase). */
export const wasMoved = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '22012';

const ended: readonly CallTable['state'][] = ['finished', 'withdrawn'];

const answeredCall = (ctx: Context, move: Move, answered: NonNullable<Move['answered']>) => sql`answered as (
  update cases.case_call c set state = ${answered.state},
    contacted_at = case when ${answered.contacted}::boolean then coalesce(contacted_at, ${ctx.now}) else contacted_at end,
    reported_in_at = case when ${answered.state === 'reported-in'}::boolean then coalesce(reported_in_at, ${ctx.now}) else reported_in_at end,
    ended_at = case when ${ended.includes(answered.state)}::boolean then ${ctx.now}::timestamptz else ended_at end
  from moved m where c.region = ${move.region} and c.id = ${answered.id}::uuid and c.case_id = ${move.id}::uuid)`;

/** Takes a block of running numbers for a county and day, in a statement of its own so that nobody waits for a commit. */
export async function takeNumbers(ctx: Context, region: string, on: string, size: number): Promise<number> {
  const { rows } = await ctx.house.database.aside.query<{ first: number }>({
    name: 'cases.take_numbers',
    text: `insert into cases.number_block as b (region, reported_on, next_number) values ($1, $2, $3::int + 1)
      on conflict (region, reported_on) do update set next_number = b.next_number + $3::int returning next_number - $3::int as first`,
    values: [region, on, size],
  });
  return rows[0]?.first ?? 1;
}

/** Records a look at sealed fields; the reading happens only after this line exists. */
export async function insertLook(
  ctx: Context,
  look: {
    region: string;
    case_id: string;
    id: string;
    officer_id: string;
    officer_name: string;
    unit_id: string;
    purpose: string;
    fields: readonly string[];
  },
) {
  await sql`insert into cases.look (region, case_id, id, at, officer_id, officer_name, unit_id, purpose, fields)
    values (${look.region}, ${look.case_id}::uuid, ${look.id}::uuid, ${ctx.now}, ${look.officer_id}::uuid, ${look.officer_name}, ${look.unit_id}, ${look.purpose}, ${look.fields}::text[])`.execute(
    ctx.tx,
  );
}
