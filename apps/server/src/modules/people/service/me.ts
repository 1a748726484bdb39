import type { Actor, Context } from '#platform/context.ts';
import { notFound, notSignedIn } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import { maskPhone } from '../policy.ts';
import type { Guest, Me } from '../schema.ts';
import { selectAccount, selectHeld } from '../store/accounts.ts';

/** The account of who acts; a guest or the platform is refused. */
export function accountOf(actor: Actor): string {
  if (actor.kind === 'resident' || actor.kind === 'officer') return actor.accountId;
  throw notSignedIn();
}

/** The person behind the session as he sees himself, or a guest. */
export async function me(ctx: Context): Promise<Me | Guest> {
  return ctx.actor.kind === 'guest' ? { kind: 'guest' } : describe(ctx, accountOf(ctx.actor));
}

/** One account in full: only for its own person. */
export async function describe(ctx: Context, accountId: string): Promise<Me> {
  const account = await selectAccount(ctx, accountId);
  if (!account) throw notFound('account');
  const { id, kind, name, phone_sealed } = account;
  const person = { kind, accountId: id, name, ...(phone_sealed ? { phoneMasked: maskPhone(ctx.house.vault.open(phone_sealed)) } : {}) };
  if (kind === 'resident') return person;
  const held = await selectHeld(ctx, accountId);
  const places = await placesOf(ctx);
  return {
    ...person,
    appointments: held.map((post) => ({
      post: post.code,
      postName: post.name,
      postNameEn: post.name_en,
      unitId: post.unit_id,
      unitName: places.unitName(post.unit_id),
      areaCode: post.area_code,
      areaName: places.areaName(post.area_code) || post.area_code,
      permissions: post.permissions,
    })),
  };
}
