import { type Selectable, sql } from 'kysely';
import { type Context, usePass } from '#platform/context.ts';
import { areasOf, wholeCity } from '../policy.ts';
import type { LicenceHistoryTable, LicencesTables, LicenceTable } from '../tables.ts';
import type { LicenceAction, LicenceState } from '../workflow.ts';

const own = (ctx: Context) => ctx.tx.withTables<LicencesTables>();

/** A licence as the store gives it: days as `YYYY-MM-DD`. */
export type LicenceRow = Omit<Selectable<LicenceTable>, 'valid_from' | 'valid_until' | 'remind_on'> & {
  valid_from: string;
  valid_until: string | null;
};
export type LicenceKey = Pick<LicenceRow, 'region' | 'id'>;

export type LicenceActor = { kind: string; id: string | null; name: string | null };

const columns = sql<LicenceRow>`region, id, version, number, kind, state, issuer_unit, holder_pass, check_pass, token_hash, token_sealed,
  valid_from::text as valid_from, valid_until::text as valid_until, running, replaces, issued_at, once_for, person_id`;

/** The next running number of the city. Numbers of licences that were not issued after all are left out for good. */
export async function takeRunning(ctx: Context): Promise<number> {
  const { rows } = await sql<{ running: number }>`select nextval('licences.running_number') as running`.execute(ctx.tx);
  if (!rows[0]) throw new Error('The database gave no running number.');
  return rows[0].running;
}

export type NewLicence = Omit<LicenceRow, 'version' | 'state'> & { remind_on: string | null };

/** Issues a licence with the first line of its record; false when one was issued for the same thing already. */
export async function insertLicence(ctx: Context, one: NewLicence, by: LicenceActor): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with issued as (
      insert into licences.licence (region, id, number, kind, state, issuer_unit, holder_pass, check_pass, token_hash, token_sealed, valid_from, valid_until, running, replaces, issued_at, remind_on, once_for, person_id)
      values (${one.region}, ${one.id}::uuid, ${one.number}, ${one.kind}, 'valid', ${one.issuer_unit}, ${one.holder_pass}, ${one.check_pass}, ${one.token_hash}, ${one.token_sealed}, ${one.valid_from}::date,
        ${one.valid_until}::date, ${one.running}::bigint, ${one.replaces}::uuid, ${one.issued_at}::timestamptz, ${one.remind_on}::date, ${one.once_for}, ${one.person_id})
      on conflict (region, once_for) do nothing returning region, id
    )
    insert into licences.licence_history (region, licence_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, reason)
    select region, id, 1, ${one.issued_at}::timestamptz, 'issue', null, 'valid', ${by.kind}, ${by.id}::uuid, ${by.name}, null from issued`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** Reads as one who is admitted by a pass, and as who acts alone again after. */
async function withPass<T>(ctx: Context, pass: string, read: () => Promise<T>): Promise<T> {
  usePass(ctx, pass);
  try {
    return await read();
  } finally {
    usePass(ctx);
  }
}

/** What was issued for a thing before. */
export async function selectByOnce(ctx: Context, region: string, onceFor: string): Promise<LicenceRow | undefined> {
  const { rows } =
    await sql<LicenceRow>`select ${columns} from licences.licence where region = ${region} and once_for = ${onceFor}`.execute(ctx.tx);
  return rows[0];
}

/** Every licence of a holder, the newest first. */
export const selectByHolder = (ctx: Context, pass: string): Promise<LicenceRow[]> =>
  withPass(ctx, pass, async () => {
    const { rows } = await sql<LicenceRow>`select ${columns} from licences.licence where holder_pass = ${pass}
      order by issued_at desc, number desc limit 200`.execute(ctx.tx);
    return rows;
  });

/** The licence that number and check code open. */
export const selectByCheck = (ctx: Context, region: string, number: string, pass: string): Promise<LicenceRow | undefined> =>
  withPass(ctx, pass, async () => {
    const { rows } = await sql<LicenceRow>`select ${columns} from licences.licence
      where region = ${region} and number = ${number} and check_pass = ${pass}`.execute(ctx.tx);
    return rows[0];
  });

/** Any licence by its key, for errands that the module's own law has admitted; the row-level policy keeps the county. */
export async function selectLicence(ctx: Context, { region, id }: LicenceKey): Promise<LicenceRow | undefined> {
  const { rows } = await sql<LicenceRow>`select ${columns} from licences.licence where region = ${region} and id = ${id}::uuid`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** As selectLicence, for an officer by the posts he holds. */
export async function selectVisibleLicence(ctx: Context, key: LicenceKey): Promise<LicenceRow | undefined> {
  const areas = areasOf(ctx.actor);
  return areas.includes(wholeCity) || areas.includes(key.region) ? selectLicence(ctx, key) : undefined;
}

/** As selectLicence, for the holder who is at the counter or at his phone. */
export const selectOwnLicence = (ctx: Context, key: LicenceKey, pass: string): Promise<LicenceRow | undefined> =>
  withPass(ctx, pass, async () => {
    const row = await selectLicence(ctx, key);
    return row?.holder_pass === pass ? row : undefined;
  });

export type Filter = {
  number: string | undefined;
  kind: string | undefined;
  state: LicenceState | undefined;
  after: string | undefined;
  limit: number;
};

/** The licences that an officer’s posts show, the newest first. */
export async function selectVisible(ctx: Context, filter: Filter): Promise<LicenceRow[]> {
  const areas = areasOf(ctx.actor);
  const { rows } = await sql<LicenceRow>`select ${columns} from licences.licence
    where (${areas.includes(wholeCity)} or region = any (${areas}::text[]))
      and (${filter.number ?? null}::text is null or number = ${filter.number ?? null}::text)
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null}::text)
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null}::text)
      and (${filter.after ?? null}::uuid is null or id < ${filter.after ?? null}::uuid)
    order by id desc limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

export const selectHistory = (ctx: Context, { region, id }: LicenceKey): Promise<Selectable<LicenceHistoryTable>[]> =>
  own(ctx)
    .selectFrom('licences.licence_history')
    .selectAll()
    .where('region', '=', region)
    .where('licence_id', '=', id)
    .orderBy('step')
    .execute();

export type Move = LicenceKey & { version: number; action: LicenceAction; from: LicenceState; to: LicenceState; reason: string | null };

/** Moves a licence and writes the line in the same statement; false when someone else moved it first. */
export async function moveLicenceRow(ctx: Context, move: Move, by: LicenceActor): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with moved as (
      update licences.licence set state = ${move.to}, version = version + 1, remind_on = case when ${move.to} in ('revoked', 'replaced') then null else remind_on end
      where region = ${move.region} and id = ${move.id}::uuid and version = ${move.version}::int and state = ${move.from} returning region, id, version
    )
    insert into licences.licence_history (region, licence_id, step, at, action, from_state, to_state, actor_kind, actor_id, actor_name, reason)
    select region, id, version, ${ctx.now}::timestamptz, ${move.action}, ${move.from}, ${move.to}, ${by.kind}, ${by.id}::uuid, ${by.name}, ${move.reason} from moved`.execute(
    ctx.tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** As moveLicenceRow, by the holder himself. */
export const moveOwnLicence = (ctx: Context, move: Move, by: LicenceActor, pass: string): Promise<boolean> =>
  withPass(ctx, pass, () => moveLicenceRow(ctx, move, by));

/** Licences whose holders are to be reminded by a day; taken one by one with `takeReminder`. */
export async function selectDueReminders(ctx: Context, today: string, limit: number): Promise<LicenceKey[]> {
  const { rows } = await sql<LicenceKey>`select region, id from licences.licence where remind_on <= ${today}::date
    order by remind_on, id limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Takes one reminder; undefined when another process has taken it. */
export async function takeReminder(ctx: Context, { region, id }: LicenceKey): Promise<LicenceRow | undefined> {
  const { rows } = await sql<LicenceRow>`update licences.licence set remind_on = null
    where region = ${region} and id = ${id}::uuid and remind_on is not null returning ${columns}`.execute(ctx.tx);
  return rows[0];
}
