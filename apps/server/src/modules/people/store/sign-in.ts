import { sql } from 'kysely';
import type { Context, House } from '#platform/context.ts';
import * as limits from '../limits.ts';
import { forgetSessions, own } from './accounts.ts';

const before = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** A post held today, as the database gives it. */
export type Held = { post: string; permissions: string[]; unitId: string; areaCode: string; areaLevel: string };

export type SeenSession = { id: string; kind: 'officer' | 'resident'; name: string; seen_at: Date; expires_at: Date; held: Held[] };

/** The live session of a token with its account and today's appointments: one look by primary key, outside any unit of work. */
export async function selectSession(house: House, tokenHash: Buffer, now: Date): Promise<SeenSession | undefined> {
  const { rows } = await house.database.pool.query<SeenSession>({
    name: 'people.session',
    text: `
      select a.id, a.kind, a.name, s.seen_at, s.expires_at, coalesce(today.held, '[]') as held
      from people.session s
      join people.account a on a.id = s.account_id and a.status = 'active'
      left join lateral (
        select json_agg(json_build_object('post', p.code, 'permissions', p.permissions, 'unitId', h.unit_id, 'areaCode', h.area_code,
          'areaLevel', h.area_level) order by h.from_on, h.id) as held
        from people.appointment h
        join people.post p on p.code = h.post_code
        where h.account_id = a.id and a.kind = 'officer' and h.from_on <= $3 and (h.until_on is null or h.until_on >= $3)
      ) today on true
      where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > case a.kind when 'officer' then $4::timestamptz else $5::timestamptz end`,
    values: [tokenHash, now, limits.dayOf(now), before(now, limits.sessions.officer.idleMs), before(now, limits.sessions.resident.idleMs)],
  });
  return rows[0];
}

/** Writes down that the session was used, unless another request has done so since. */
export async function touchSession(house: House, tokenHash: Buffer, now: Date) {
  await house.database.pool.query({
    name: 'people.seen',
    text: 'update people.session set seen_at = $2 where token_hash = $1 and seen_at <= $3',
    values: [tokenHash, now, before(now, limits.seenEveryMs)],
  });
}

/** Counts one more attempt at a login; the count before is forgotten after the closing time. Nothing when the login is closed. */
export async function countAttempt(ctx: Context, loginIndex: Buffer): Promise<number | undefined> {
  const { rows } = await sql<{ failed_count: number }>`
    insert into people.login_attempt as t (login_index, failed_count, last_at) values (${loginIndex}, 1, ${ctx.now})
    on conflict (login_index) do update
      set failed_count = case when t.last_at <= ${before(ctx.now, limits.login.closedMs)} then 1 else t.failed_count + 1 end, last_at = excluded.last_at
      where t.failed_count < ${limits.login.failures} or t.last_at <= ${before(ctx.now, limits.login.closedMs)}
    returning failed_count`.execute(ctx.tx);
  return rows[0]?.failed_count;
}

export async function selectLastAttempt(ctx: Context, loginIndex: Buffer): Promise<Date | undefined> {
  const row = await own(ctx).selectFrom('people.login_attempt').select('last_at').where('login_index', '=', loginIndex).executeTakeFirst();
  return row?.last_at;
}

export async function deleteAttempts(ctx: Context, loginIndex: Buffer) {
  await own(ctx).deleteFrom('people.login_attempt').where('login_index', '=', loginIndex).execute();
}

export type NewCode = { phoneIndex: Buffer; codeHash: Buffer };

/** Puts a new code in the place of the old one unless it comes too soon or is one too many today; says whether it did. One statement decides. */
export async function upsertCode(ctx: Context, { phoneIndex, codeHash }: NewCode): Promise<boolean> {
  const today = limits.dayOf(ctx.now);
  const expiresAt = new Date(ctx.now.getTime() + limits.code.lastsMs);
  const { rows } = await sql`
    insert into people.one_time_code as c (phone_index, code_hash, made_at, expires_at, tries, used_at, sent_on, sent_count)
    values (${phoneIndex}, ${codeHash}, ${ctx.now}, ${expiresAt}, 0, null, ${today}, 1)
    on conflict (phone_index) do update
      set code_hash = excluded.code_hash, made_at = excluded.made_at, expires_at = excluded.expires_at, tries = 0, used_at = null,
        sent_on = excluded.sent_on, sent_count = case when c.sent_on = excluded.sent_on then c.sent_count + 1 else 1 end
      where c.made_at <= ${before(ctx.now, limits.code.everyMs)} and (c.sent_on <> excluded.sent_on or c.sent_count < ${limits.code.aDay})
    returning 1`.execute(ctx.tx);
  return rows.length === 1;
}

/** When the last code was made, and how many were sent today. */
export async function selectCode(ctx: Context, phoneIndex: Buffer): Promise<{ made_at: Date; sent_today: number } | undefined> {
  const { rows } = await sql<{ made_at: Date; sent_today: number }>`
    select made_at, case when sent_on = ${limits.dayOf(ctx.now)} then sent_count else 0 end as sent_today
    from people.one_time_code where phone_index = ${phoneIndex}`.execute(ctx.tx);
  return rows[0];
}

/** Counts a try and, when it is right, uses the code up, in one statement: of two at once only one is right. Nothing when no code is live. */
export async function tryCode(ctx: Context, phoneIndex: Buffer, codeHash: Buffer): Promise<{ right: boolean; tries: number } | undefined> {
  const { rows } = await sql<{ right: boolean; tries: number }>`
    update people.one_time_code set tries = tries + 1, used_at = case when code_hash = ${codeHash} then ${ctx.now}::timestamptz end
    where phone_index = ${phoneIndex} and used_at is null and expires_at > ${ctx.now} and tries < ${limits.code.tries}
    returning used_at is not null as "right", tries`.execute(ctx.tx);
  return rows[0];
}

export type NewSession = { token_hash: Buffer; account_id: string; expires_at: Date; agent: string };

export async function insertSession(ctx: Context, session: NewSession) {
  await own(ctx)
    .insertInto('people.session')
    .values({ ...session, created_at: ctx.now, seen_at: ctx.now })
    .execute();
}

export async function deleteSession(ctx: Context, tokenHash: Buffer) {
  await own(ctx).deleteFrom('people.session').where('token_hash', '=', tokenHash).execute();
  forgetSessions(ctx);
}

/** Ends one session of the account, or all; says how many ended. */
export async function deleteSessionsOf(ctx: Context, accountId: string, tokenHash?: Buffer): Promise<number> {
  const all = own(ctx).deleteFrom('people.session').where('account_id', '=', accountId);
  const { numDeletedRows } = await (tokenHash ? all.where('token_hash', '=', tokenHash) : all).executeTakeFirst();
  forgetSessions(ctx);
  return Number(numDeletedRows);
}

/** The live sessions of the account, the last used first; a person who has more than fifty sees the fifty newest. */
export const selectSessionsOf = (ctx: Context, accountId: string, idleMs: number) =>
  own(ctx)
    .selectFrom('people.session')
    .select(['token_hash', 'created_at', 'seen_at', 'expires_at', 'agent'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', ctx.now)
    .where('seen_at', '>', before(ctx.now, idleMs))
    .orderBy('seen_at', 'desc')
    .orderBy('token_hash')
    .limit(50)
    .execute();

/** Removes what has lost its meaning; says how many rows went. */
export async function deleteStale(ctx: Context): Promise<number> {
  const old = before(ctx.now, limits.keptMs);
  const sessions = await own(ctx).deleteFrom('people.session').where('expires_at', '<=', ctx.now).executeTakeFirst();
  const codes = await own(ctx).deleteFrom('people.one_time_code').where('made_at', '<=', old).executeTakeFirst();
  const attempts = await own(ctx).deleteFrom('people.login_attempt').where('last_at', '<=', old).executeTakeFirst();
  return Number(sessions.numDeletedRows + codes.numDeletedRows + attempts.numDeletedRows);
}
