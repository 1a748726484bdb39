import type { Context } from '#platform/context.ts';
import { notFound } from '#platform/refusal.ts';
import { listFreshSeconds, listLivesSeconds } from '../limits.ts';
import { statusListType } from '../status-list.ts';
import { countLists, statusListOf } from '../store/statuses.ts';
import { statusAddress } from './issue-licence.ts';

/** A status list as a signed token (draft-ietf-oauth-status-list §5.1); refuses `status_list.unknown` for one that was not begun. */
export async function showStatusList(ctx: Context, list: number): Promise<string> {
  if (list >= (await countLists(ctx))) throw notFound('status_list');
  const iat = Math.floor(ctx.now.getTime() / 1000);
  return ctx.house.signer.signToken(statusListType, {
    sub: statusAddress(ctx, list),
    iat,
    exp: iat + listLivesSeconds,
    ttl: listFreshSeconds,
    status_list: await statusListOf(ctx.house, list),
  });
}
