import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { CallTable, CaseFileTable, ClockTable, LookTable, PhotoTable, TimelineTable } from '../tables.ts';
import { own } from './write.ts';

type Instants<T, K extends keyof T> = Omit<T, K> & { [P in K]: T[P] extends Date ? string : string | null };

/** A case as read: instants inside the JSON parts are ISO texts. */
export type CaseFile = Selectable<CaseFileTable>;
export type OpenClock = Instants<
  Pick<ClockTable, 'id' | 'kind' | 'unit_id' | 'call_id' | 'started_at' | 'yellow_at' | 'red_at' | 'due_at'>,
  'started_at' | 'yellow_at' | 'red_at' | 'due_at'
> & { time_limit: string; extensions: string[]; pauses: [string, string | null][] };
export type Call = Instants<
  Omit<CallTable, 'region' | 'case_id'>,
  'meet_at' | 'called_at' | 'contacted_at' | 'reported_in_at' | 'ended_at'
>;
export type Held = { file: CaseFile; clocks: OpenClock[]; calls: Call[] };

/** Permissions that show every case of the post’s area, and not only those of its unit. */
const wide = ['case.triage', 'case.supervise', 'case.arbitrate', 'case.callback', 'command.read'];

/** The cases this actor may see; every read of a case starts here. The row-level policies stand behind it. */
export function visibleCases(ctx: Context) {
  const cases = own(ctx).selectFrom('cases.case_file as c');
  const { actor } = ctx;
  if (actor.kind === 'platform') return cases;
  // A pass opens the one case it was given for, whether its holder is signed in or not.
  const pass = ctx.pass ?? null;
  if (actor.kind === 'resident')
    return cases.where((eb) => eb.or([eb('c.reporter_id', '=', actor.accountId), eb('c.pass_hash', '=', pass)]));
  if (actor.kind === 'guest') return cases.where('c.pass_hash', '=', pass);
  const readers = actor.appointments.filter((held) => held.permissions.includes('case.read'));
  const units = readers.map((held) => held.unitId);
  const areas = readers.filter((held) => wide.some((permission) => held.permissions.includes(permission)));
  return cases.where((eb) =>
    eb.or([
      sql<boolean>`c.involved_units && ${units}::text[]`,
      // Whoever filed a report for somebody may follow it.
      sql<boolean>`c.filed_by = ${actor.accountId}`,
      ...areas.map((held) =>
        held.areaLevel === 'city' || held.areaLevel === 'province'
          ? sql<boolean>`true`
          : sql<boolean>`starts_with(c.area_code, ${held.areaCode})`,
      ),
    ]),
  );
}

const lockCase = (ctx: Context, region: string, id: string) =>
  visibleCases(ctx).where('c.region', '=', region).where('c.id', '=', id).select('c.id').forUpdate().executeTakeFirst();

/**
 * One visible case with its open clocks and its calls; `lock` keeps other movers waiting until this unit of work ends. Lock and reading are
 * sent together; were they ever answered the other way round, the case would be at another version and the move would be refused.
 */
export async function selectCase(ctx: Context, region: string, id: string, lock: boolean): Promise<Held | undefined> {
  const [, held] = await Promise.all([lock ? lockCase(ctx, region, id) : undefined, readCase(ctx, region, id)]);
  return held;
}

/** Sorted here: an order within the query would tempt the planner to walk the calls of the whole county by time. */
const byTime = (a: Call, b: Call) => a.called_at.localeCompare(b.called_at) || a.id.localeCompare(b.id);

async function readCase(ctx: Context, region: string, id: string): Promise<Held | undefined> {
  const row = await visibleCases(ctx)
    .where('c.region', '=', region)
    .where('c.id', '=', id)
    .selectAll('c')
    .select(
      sql<
        OpenClock[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'unit_id', k.unit_id, 'call_id', k.call_id, 'started_at', k.started_at, 'yellow_at', k.yellow_at, 'red_at', k.red_at, 'due_at', k.due_at, 'time_limit', k.time_limit, 'extensions', k.extensions, 'pauses', k.pauses)) from cases.clock k where k.region = c.region and k.case_id = c.id and k.ended_at is null), '[]')`.as(
        'open_clocks',
      ),
    )
    .select(
      sql<Call[]>`coalesce((select jsonb_agg(to_jsonb(a)) from cases.case_call a where a.region = c.region and a.case_id = c.id), '[]')`.as(
        'all_calls',
      ),
    )
    .executeTakeFirst();
  if (!row) return undefined;
  const { open_clocks, all_calls, ...file } = row;
  return { file, clocks: open_clocks, calls: all_calls.sort(byTime) };
}

export type Story = {
  timeline: Instants<Omit<TimelineTable, 'region' | 'case_id'>, 'at'>[];
  clocks: (Instants<
    Omit<ClockTable, 'region' | 'case_id' | 'fire_at' | 'time_limit' | 'extensions' | 'pauses'>,
    'started_at' | 'yellow_at' | 'red_at' | 'due_at' | 'ended_at'
  > &
    Pick<OpenClock, 'time_limit' | 'extensions' | 'pauses'>)[];
  photos: Pick<PhotoTable, 'file_id' | 'stage'>[];
};

/** Everything that is told about a case already found visible. */
export async function selectStory(ctx: Context, region: string, id: string, forReporter: boolean): Promise<Story> {
  const { rows } = await sql<{ timeline: Story['timeline'] | null; clocks: Story['clocks'] | null; photos: Story['photos'] | null }>`select
    (select jsonb_agg(to_jsonb(t) - 'region' - 'case_id' order by t.step) from cases.timeline t
      where t.region = ${region} and t.case_id = ${id}::uuid and (t.open_to_reporter or not ${forReporter}::boolean)) as timeline,
    (select jsonb_agg(to_jsonb(k) - 'region' - 'case_id' - 'fire_at' order by k.started_at, k.due_at, k.id) from cases.clock k where k.region = ${region} and k.case_id = ${id}::uuid) as clocks,
    (select jsonb_agg(jsonb_build_object('file_id', p.file_id, 'stage', p.stage) order by p.added_at) from cases.photo p where p.region = ${region} and p.case_id = ${id}::uuid) as photos`.execute(
    ctx.tx,
  );
  const row = rows[0];
  return { timeline: row?.timeline ?? [], clocks: row?.clocks ?? [], photos: row?.photos ?? [] };
}

/** The place of a number: its county is in it, so one shard answers. */
export async function selectIdByNumber(ctx: Context, region: string, number: string): Promise<string | undefined> {
  const row = await visibleCases(ctx).where('c.region', '=', region).where('c.number', '=', number).select('c.id').executeTakeFirst();
  return row?.id;
}

export async function selectLooks(
  ctx: Context,
  region: string,
  id: string,
): Promise<Pick<LookTable, 'at' | 'officer_name' | 'unit_id' | 'purpose' | 'fields'>[]> {
  return own(ctx)
    .selectFrom('cases.look')
    .select(['at', 'officer_name', 'unit_id', 'purpose', 'fields'])
    .where('region', '=', region)
    .where('case_id', '=', id)
    .orderBy('at', 'desc')
    .limit(200)
    .execute();
}

/** The newest case of this reporter on the same matter in the same street that still owes him an end. */
export const selectRepeated = (
  ctx: Context,
  reporterId: string,
  about: { region: string; streetCode: string | null; matterCode: string },
) =>
  visibleCases(ctx)
    .select(['c.region', 'c.id', 'c.number', 'c.state', 'c.reported_at', 'c.promise_at'])
    .where('c.reporter_id', '=', reporterId)
    .where('c.region', '=', about.region)
    .where('c.matter_code', '=', about.matterCode)
    .where(sql<boolean>`c.street_code is not distinct from ${about.streetCode}`)
    .where('c.closed_at', 'is', null)
    .orderBy('c.reported_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The reports that have joined a case and wait with it. */
export async function selectFollowers(ctx: Context, region: string, headId: string): Promise<string[]> {
  const rows = await own(ctx)
    .selectFrom('cases.case_file')
    .select('id')
    .where('region', '=', region)
    .where('joined_to', '=', headId)
    .where('state', '=', 'joined')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** The case of an earlier report with the same `onceFor`, if it was filed before. */
export async function selectOnce(ctx: Context, region: string, onceFor: string) {
  return own(ctx)
    .selectFrom('cases.case_file')
    .select(['region', 'id', 'number', 'state', 'source_ref'])
    .where('region', '=', region)
    .where('once_for', '=', onceFor)
    .executeTakeFirst();
}

/** Whether a photo belongs to a case this actor may see. */
export async function showsPhoto(ctx: Context, fileId: string): Promise<boolean> {
  const row = await visibleCases(ctx)
    .innerJoin('cases.photo as p', (join) => join.onRef('p.region', '=', 'c.region').onRef('p.case_id', '=', 'c.id'))
    .where('p.file_id', '=', fileId)
    .select('c.id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
