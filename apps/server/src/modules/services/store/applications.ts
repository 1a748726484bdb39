import { type Insertable, type Selectable, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { ApplicationTable, ServicesTables } from '../tables.ts';
import type { ApplicationCounter, ApplicationState } from '../workflow.ts';

const own = (ctx: Context) => ctx.tx.withTables<ServicesTables>();

export type ApplicationRow = Selectable<ApplicationTable>;
export type ApplicationKey = Pick<ApplicationRow, 'region' | 'id'>;
export type NewApplication = Omit<
  Insertable<ApplicationTable>,
  'version' | 'counts' | 'review_asked_at' | 'correct_by' | 'answers' | 'checks' | 'causes' | 'decision' | 'materials'
> & { answers: object; checks: object; causes: object; decision: object | null; materials: object };

/** Who acts, as a line of the record names him. */
export type LineActor = { kind: string; id: string | null; name: string | null; unitId: string | null };

/** The next running number of the city. */
export async function takeRunning(ctx: Context): Promise<number> {
  const { rows } = await sql<{ running: number }>`select nextval('services.running_number') as running`.execute(ctx.tx);
  if (!rows[0]) throw new Error('The database gave no running number.');
  return rows[0].running;
}

export type RightClaim = { onceFor: string; region: string; id: string; heldUntil: string | null; today: string };

/** Takes a right for an application, with the next running number; undefined where another application holds it. Whoever comes at the same time waits for the first. */
export async function claimRight(ctx: Context, one: RightClaim): Promise<number | undefined> {
  const { rows } = await sql<{ running: number }>`
    insert into services.held_right (once_for, application_region, application_id, held_until) values (${one.onceFor}, ${one.region}, ${one.id}::uuid, ${one.heldUntil}::date)
    on conflict (once_for) do update set application_region = excluded.application_region, application_id = excluded.application_id, held_until = excluded.held_until
      where held_right.application_id is null or held_right.held_until < ${one.today}::date
    returning nextval('services.running_number') as running`.execute(ctx.tx);
  return rows[0]?.running;
}

/** Which application holds a right. */
export async function selectHolder(ctx: Context, onceFor: string): Promise<ApplicationKey | undefined> {
  const { rows } = await sql<ApplicationKey>`
    select application_region as region, application_id as id from services.held_right where once_for = ${onceFor} and application_id is not null`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Lets a right go, or holds it until a day. */
export function holdRight(ctx: Context, onceFor: string, id: string | null, heldUntil: string | null) {
  trail(ctx.tx, 'update services.held_right set application_id = $2::uuid, held_until = $3::date where once_for = $1', [
    onceFor,
    id,
    heldUntil,
  ]);
}

/** The application and the first line of its record in one statement. */
export function insertApplication(ctx: Context, row: NewApplication, action: string, by: LineActor) {
  trail(
    ctx.tx,
    `with taken as (
       insert into services.application (region, id, number, state, item, joint, bundle_id, area_code, unit_id, channel, applicant_id, person_id, mandate_id, person_masked, answers, situation,
         values_sealed, checks, causes, decision, materials, by_machine, once_for, licence_id, licence_number, payment_id, payment_number, submitted_at, due_at, statutory_due_at, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $17, $18::jsonb, $19::jsonb, $20::jsonb, $21::jsonb, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)
     )
     insert into services.application_timeline (region, application_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, unit_id)
     values ($1, $2, 1, $28, $32, null, $4, $33, $34, $35, $36)`,
    [
      row.region,
      row.id,
      row.number,
      row.state,
      row.item,
      row.joint,
      row.bundle_id,
      row.area_code,
      row.unit_id,
      row.channel,
      row.applicant_id,
      row.person_id,
      row.mandate_id,
      row.person_masked,
      JSON.stringify(row.answers),
      row.situation,
      row.values_sealed,
      JSON.stringify(row.checks),
      JSON.stringify(row.causes),
      row.decision && JSON.stringify(row.decision),
      JSON.stringify(row.materials),
      row.by_machine,
      row.once_for,
      row.licence_id,
      row.licence_number,
      row.payment_id,
      row.payment_number,
      row.submitted_at,
      row.due_at,
      row.statutory_due_at,
      row.decided_at,
      action,
      by.kind,
      by.id,
      by.name,
      by.unitId,
    ],
  );
}

/** An application as far as the floor shows it to who acts; finer law is in policy.ts. */
export const selectApplication = (ctx: Context, { region, id }: ApplicationKey): Promise<ApplicationRow | undefined> =>
  own(ctx).selectFrom('services.application').selectAll().where('region', '=', region).where('id', '=', id).executeTakeFirst();

export type Move = ApplicationKey & {
  version: number;
  action: string;
  from: ApplicationState;
  to: ApplicationState;
  counts: Partial<Record<ApplicationCounter, number>>;
  reviewAskedAt: Date | null;
  correctBy: Date | null;
  dueAt: Date | null;
  decidedAt: Date | null;
  byMachine: boolean;
  licence: { id: string; number: string } | null;
  payment: { id: string; number: string } | null;
  ground: string | null;
  note: string | null;
};

/** Moves an application and writes the line in the same statement; false when someone else moved it first. */
export async function moveApplication(ctx: Context, move: Move, by: LineActor): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with moved as (
      update services.application set state = ${move.to}, version = version + 1, counts = ${JSON.stringify(move.counts)}::jsonb, review_asked_at = ${move.reviewAskedAt}::timestamptz,
        correct_by = ${move.correctBy}::timestamptz, due_at = ${move.dueAt}::timestamptz, decided_at = ${move.decidedAt}::timestamptz, by_machine = ${move.byMachine}::boolean,
        licence_id = coalesce(${move.licence?.id ?? null}::uuid, licence_id), licence_number = coalesce(${move.licence?.number ?? null}, licence_number),
        payment_id = coalesce(${move.payment?.id ?? null}::uuid, payment_id), payment_number = coalesce(${move.payment?.number ?? null}, payment_number)
      where region = ${move.region} and id = ${move.id}::uuid and version = ${move.version}::int and state = ${move.from} returning region, id, version
    )
    insert into services.application_timeline (region, application_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, unit_id, ground, note)
    select region, id, version, ${ctx.now}::timestamptz, ${move.action}, ${move.from}, ${move.to}, ${by.kind}, ${by.id}::uuid, ${by.name}, ${by.unitId}, ${move.ground}, ${move.note} from moved`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

export const selectTimeline = (ctx: Context, { region, id }: ApplicationKey) =>
  own(ctx)
    .selectFrom('services.application_timeline')
    .selectAll()
    .where('region', '=', region)
    .where('application_id', '=', id)
    .orderBy('step')
    .limit(200)
    .execute();

/** Whether an application was drawn for a second look, and whether that has ended. */
export async function drawnOf(ctx: Context, { region, id }: ApplicationKey): Promise<'open' | 'ended' | null> {
  const row = await own(ctx)
    .selectFrom('services.audit_draw')
    .select('ended_at')
    .where('region', '=', region)
    .where('application_id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return row.ended_at === null ? 'open' : 'ended';
}
