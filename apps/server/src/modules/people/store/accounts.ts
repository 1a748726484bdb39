import { sql } from 'kysely';
import { tellChanged } from '#platform/cached.ts';
import type { Context } from '#platform/context.ts';
import { dayOf } from '../limits.ts';
import type { AccountTable, PeopleTables, PostTable } from '../tables.ts';

/** What the processes remember of live sessions; whoever ends a session, suspends an account or changes a post says so in the same transaction. */
export const seenSessions = 'people.sessions';
export const forgetSessions = (ctx: Context) => tellChanged(ctx, seenSessions);

export const own = (ctx: Context) => ctx.tx.withTables<PeopleTables>();

export type Account = Pick<AccountTable, 'id' | 'kind' | 'name'> & { status: 'active' | 'suspended' };

export const selectPassword = (ctx: Context, login: string) =>
  own(ctx).selectFrom('people.account').select(['id', 'password_hash']).where('login', '=', login).executeTakeFirst();

/** The account, held against a suspension until this unit of work ends. */
export const lockAccount = (ctx: Context, id: string): Promise<Account | undefined> =>
  own(ctx).selectFrom('people.account').select(['id', 'kind', 'name', 'status']).where('id', '=', id).forShare().executeTakeFirst();

export const selectAccount = (ctx: Context, id: string) =>
  own(ctx).selectFrom('people.account').select(['id', 'kind', 'name', 'phone_sealed']).where('id', '=', id).executeTakeFirst();

export const selectNames = (ctx: Context, ids: readonly string[]) =>
  own(ctx).selectFrom('people.account').select(['id', 'name']).where('id', 'in', ids).execute();

export type NewAccount = Pick<AccountTable, 'id' | 'kind' | 'login' | 'password_hash' | 'name' | 'phone_sealed' | 'phone_index'>;

/** The resident of this phone, made on his first visit. */
export async function upsertResident(ctx: Context, resident: NewAccount & { phone_index: Buffer }): Promise<Account> {
  await own(ctx)
    .insertInto('people.account')
    .values({ ...resident, created_at: ctx.now })
    // The kind is written out: with a parameter the generic plan, used from the sixth time on, no longer finds the partial index.
    .onConflict((on) => on.column('phone_index').where(sql<boolean>`kind = 'resident'`).doNothing())
    .execute();
  return own(ctx)
    .selectFrom('people.account')
    .select(['id', 'kind', 'name', 'status'])
    .where('phone_index', '=', resident.phone_index)
    .where(sql<boolean>`kind = 'resident'`)
    .forShare()
    .executeTakeFirstOrThrow();
}

/** The officer of this login, made when new; a known one gets the name and keeps his password. */
export async function upsertOfficer(ctx: Context, officer: NewAccount & { login: string }): Promise<string> {
  const row = await own(ctx)
    .insertInto('people.account')
    .values({ ...officer, created_at: ctx.now })
    .onConflict((on) => on.column('login').doUpdateSet({ name: officer.name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function updateName(ctx: Context, accountId: string, name: string) {
  await own(ctx).updateTable('people.account').set({ name }).where('id', '=', accountId).execute();
  forgetSessions(ctx);
}

/** Says whether there is such an account. */
export async function updateStatus(ctx: Context, accountId: string, status: 'active' | 'suspended'): Promise<boolean> {
  const { numUpdatedRows } = await own(ctx).updateTable('people.account').set({ status }).where('id', '=', accountId).executeTakeFirst();
  forgetSessions(ctx);
  return numUpdatedRows > 0n;
}

export async function upsertPost(ctx: Context, post: PostTable) {
  const { code, ...rest } = post;
  await own(ctx)
    .insertInto('people.post')
    .values(post)
    .onConflict((on) => on.column('code').doUpdateSet(rest))
    .execute();
  forgetSessions(ctx);
}

export type NewAppointment = {
  id: string;
  account_id: string;
  post_code: string;
  unit_id: string;
  area_code: string;
  area_level: string;
  from_on: string;
  until_on: string | null;
};

/** Renews the appointment to the same post, unit and area that reaches into the new one's days; says whether there was one. */
export async function updateAppointment(ctx: Context, held: NewAppointment): Promise<boolean> {
  const { numUpdatedRows } = await own(ctx)
    .updateTable('people.appointment')
    .set({ area_level: held.area_level, until_on: held.until_on })
    .where('account_id', '=', held.account_id)
    .where('post_code', '=', held.post_code)
    .where('unit_id', '=', held.unit_id)
    .where('area_code', '=', held.area_code)
    .where(sql<boolean>`from_on <= ${held.from_on}::date and (until_on is null or until_on >= ${held.from_on}::date)`)
    .executeTakeFirst();
  forgetSessions(ctx);
  return numUpdatedRows > 0n;
}

export async function insertAppointment(ctx: Context, held: NewAppointment) {
  await own(ctx)
    .insertInto('people.appointment')
    .values(held)
    .onConflict((on) => on.doNothing())
    .execute();
  forgetSessions(ctx);
}

const heldToday = (ctx: Context) =>
  own(ctx)
    .selectFrom('people.appointment as h')
    .innerJoin('people.post as p', 'p.code', 'h.post_code')
    .where(sql<boolean>`h.from_on <= ${dayOf(ctx.now)}::date and (h.until_on is null or h.until_on >= ${dayOf(ctx.now)}::date)`);

/** What an officer holds today, the oldest post first. */
export const selectHeld = (ctx: Context, accountId: string) =>
  heldToday(ctx)
    .where('h.account_id', '=', accountId)
    .select(['p.code', 'p.name', 'p.name_en', 'p.permissions', 'h.unit_id', 'h.area_code'])
    .orderBy('h.from_on')
    .orderBy('h.id')
    .execute();

/** Active accounts that hold a post with the permission in the unit today. */
export const selectOfficersOf = (ctx: Context, unitId: string, permission: string) =>
  heldToday(ctx)
    .innerJoin('people.account as a', 'a.id', 'h.account_id')
    .where('h.unit_id', '=', unitId)
    .where('a.status', '=', 'active')
    .where(sql<boolean>`${permission} = any (p.permissions)`)
    .select('a.id')
    .distinct()
    .orderBy('a.id')
    .execute();
