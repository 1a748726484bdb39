import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { type Tx, trail } from '#platform/database.ts';
import type { LedgerTable, ObjectionTable, PrivacyTables } from '../tables.ts';

const own = (tx: Tx) => tx.withTables<PrivacyTables>();

const columns =
  'region, id, at, actor_id, actor_name, unit_id, purpose, basis, person, about_kind, about_id, about_number, fields, on_behalf, traits, salt';

/** Sent at once and awaited with COMMIT: when it fails, the unit of work fails, and nothing that was read is told. */
export function insertLine(ctx: Context, line: LedgerTable, commitment: Buffer) {
  trail(
    ctx.tx,
    `with kept as (insert into privacy.ledger (${columns})
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16))
     insert into privacy.unsequenced (region, id, commitment) values ($1, $2, $17)`,
    [
      line.region,
      line.id,
      line.at,
      line.actor_id,
      line.actor_name,
      line.unit_id,
      line.purpose,
      line.basis,
      line.person,
      line.about_kind,
      line.about_id,
      line.about_number,
      line.fields,
      line.on_behalf,
      line.traits,
      line.salt,
      commitment,
    ],
  );
}

/** Lets the transaction see the lines of the person whose keyed hash it names. */
export async function nameSubject(ctx: Context, person: Buffer) {
  await sql.raw(`set local app.subject = '${person.toString('hex')}'`).execute(ctx.tx);
}

/** The lines of a person, the latest first; `before` is the id of the last one seen. */
export function selectLinesOf(ctx: Context, person: Buffer, before: string | null, limit: number): Promise<LedgerTable[]> {
  let query = own(ctx.tx).selectFrom('privacy.ledger').selectAll().where('person', '=', person);
  if (before !== null) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** One line of a person, or nothing. */
export function selectLineOf(ctx: Context, person: Buffer, region: string, id: string): Promise<LedgerTable | undefined> {
  return own(ctx.tx)
    .selectFrom('privacy.ledger')
    .selectAll()
    .where('region', '=', region)
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
}

/** The lines that units wrote, the latest first. */
export function selectLinesOfUnits(ctx: Context, units: readonly string[], before: string | null, limit: number): Promise<LedgerTable[]> {
  let query = own(ctx.tx)
    .selectFrom('privacy.ledger')
    .selectAll()
    .where('unit_id', 'in', [...units]);
  if (before !== null) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

export async function insertObjection(ctx: Context, objection: ObjectionTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await own(ctx.tx)
    .insertInto('privacy.objection')
    .values(objection)
    .onConflict((conflict) => conflict.columns(['region', 'line_id', 'kind']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** What the person asked of lines, by line. */
export function selectObjectionsOf(ctx: Context, person: Buffer): Promise<ObjectionTable[]> {
  return own(ctx.tx)
    .selectFrom('privacy.objection')
    .selectAll()
    .where('person', '=', person)
    .orderBy('made_at', 'desc')
    .limit(200)
    .execute();
}

/** What is asked of units, the nearest deadline first. */
export function selectObjectionsOfUnits(ctx: Context, units: readonly string[], limit: number): Promise<ObjectionTable[]> {
  return own(ctx.tx)
    .selectFrom('privacy.objection')
    .selectAll()
    .where('unit_id', 'in', [...units])
    .where('state', '=', 'open')
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export function selectObjection(ctx: Context, region: string, id: string): Promise<ObjectionTable | undefined> {
  return own(ctx.tx).selectFrom('privacy.objection').selectAll().where('region', '=', region).where('id', '=', id).executeTakeFirst();
}

/** Gives false when it was answered before. */
export async function answerObjection(
  ctx: Context,
  { region, id }: ObjectionTable,
  answer: { state: 'explained' | 'upheld' | 'dismissed'; reply: string; by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await own(ctx.tx)
    .updateTable('privacy.objection')
    .set({ state: answer.state, reply: answer.reply, replied_at: ctx.now, replied_by: answer.by })
    .where('region', '=', region)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
