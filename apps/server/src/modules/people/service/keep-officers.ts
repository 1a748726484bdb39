import { type Context, newId } from '#platform/context.ts';
import { notFound, unprocessable } from '#platform/refusal.ts';
import type { Area } from '../../places/index.ts';
import { dayOf } from '../limits.ts';
import { readLogin, readName } from '../policy.ts';
import {
  insertAppointment,
  selectAccount,
  selectNames,
  selectOfficersOf,
  updateAppointment,
  updateStatus,
  upsertOfficer,
  upsertPost,
} from '../store/accounts.ts';
import { deleteSessionsOf, deleteStale } from '../store/sign-in.ts';
import { phoneFrom } from './sign-in-by-code.ts';

export type Post = { code: string; name: string; nameEn: string; permissions: readonly string[] };

/** Adds a post, or renews the one of this code. Refuses a permission that is not of the form `noun.verb`. */
export async function addPost(ctx: Context, post: Post) {
  const odd = post.permissions.find((permission) => !/^[a-z]+\.[a-z-]+$/.test(permission));
  if (odd !== undefined)
    throw unprocessable('post.permission_malformed', `The post ${post.code} grants "${odd}", which is not of the form noun.verb.`);
  await upsertPost(ctx, { code: post.code, name: post.name, name_en: post.nameEn, permissions: [...new Set(post.permissions)] });
}

/** `passwordHash` comes from `hashPassword`, made outside the unit of work; without one the officer cannot sign in yet. */
export type NewOfficer = { login: string; name: string; passwordHash?: string; phone?: string };

/** Adds an officer and gives the account's id; a login that is known keeps account and password and takes the name. */
export async function addOfficer(ctx: Context, officer: NewOfficer): Promise<string> {
  const login = readLogin(officer.login);
  const name = readName(officer.name);
  if (!name || !/^[\p{L}\p{N}._@-]{1,64}$/u.test(login))
    throw unprocessable('officer.malformed', `"${officer.login}" is not a login, or its officer has no proper name.`);
  const phone = officer.phone === undefined ? undefined : phoneFrom(officer.phone);
  return upsertOfficer(ctx, {
    id: newId(ctx.now),
    kind: 'officer',
    login,
    password_hash: officer.passwordHash ?? null,
    name,
    phone_sealed: phone ? ctx.house.vault.seal(phone) : null,
    phone_index: phone ? ctx.house.vault.blindIndex(phone) : null,
  });
}

/** Days are `YYYY-MM-DD`; without `fromOn` it begins today, without `untilOn` (the last day) it has no end. */
export type NewHeld = {
  accountId: string;
  post: string;
  unit: { id: string };
  area: Pick<Area, 'code' | 'level'>;
  fromOn?: string;
  untilOn?: string;
};

/** Appoints an officer to a post in a unit and an area; done twice it is one appointment. It counts from the holder's next request on. */
export async function appoint(ctx: Context, held: NewHeld) {
  const row = {
    id: newId(ctx.now),
    account_id: held.accountId,
    post_code: held.post,
    unit_id: held.unit.id,
    area_code: held.area.code,
    area_level: held.area.level,
    from_on: held.fromOn ?? dayOf(ctx.now),
    until_on: held.untilOn ?? null,
  };
  if (!(await updateAppointment(ctx, row))) await insertAppointment(ctx, row);
}

/** Suspends an account and ends its sessions; it is out with its next request. */
export async function suspendAccount(ctx: Context, accountId: string) {
  if (!(await updateStatus(ctx, accountId, 'suspended'))) throw notFound('account');
  await deleteSessionsOf(ctx, accountId);
}

export async function restoreAccount(ctx: Context, accountId: string) {
  if (!(await updateStatus(ctx, accountId, 'active'))) throw notFound('account');
}

/** Names by account id, for lines that say who acted; unknown ids are left out. */
export async function namesOf(ctx: Context, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  return new Map((await selectNames(ctx, accountIds)).map(({ id, name }) => [id, name]));
}

/** The phone of an account in E.164 form, for sending it a message; never for showing it. */
export async function phoneOf(ctx: Context, accountId: string): Promise<string | undefined> {
  const account = await selectAccount(ctx, accountId);
  return account?.phone_sealed ? ctx.house.vault.open(account.phone_sealed) : undefined;
}

/** Account ids of the active officers whose post in the unit grants the permission today. */
export async function officersOf(ctx: Context, unitId: string, permission: string): Promise<string[]> {
  return (await selectOfficersOf(ctx, unitId, permission)).map(({ id }) => id);
}

/** Removes ended sessions, spent codes and forgotten attempts; says how many rows went. */
export const removeStale = (ctx: Context): Promise<number> => deleteStale(ctx);
