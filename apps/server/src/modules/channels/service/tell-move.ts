import { type Context, newId } from '#platform/context.ts';
import type { CaseMoved } from '../../cases/index.ts';
import { placesOf } from '../../places/index.ts';
import { causeOf } from '../cause.ts';
import { updateStatusOf } from '../policy.ts';
import { type Peer, peersOf } from '../store/peers.ts';
import { insertPush } from '../store/pushes.ts';
import { insertUpdate } from '../store/updates.ts';

/** Whether a peer answers for this matter in this area. */
async function answersFor(ctx: Context, peer: Peer, moved: CaseMoved): Promise<boolean> {
  const code = moved.matterCode;
  if (code === null || !(code in peer.services || '*' in peer.services)) return false;
  return (await placesOf(ctx.house)).covers(peer.area_code, moved.areaCode);
}

/** A told step of a case is noted for whoever asks by Open311, and waits to be sent to the peers that answer for it; all in the transaction that moved it. */
export async function tellMove(ctx: Context, moved: CaseMoved) {
  if (updateStatusOf(moved.action, moved.to) === undefined) return;
  const cause = causeOf(ctx);
  insertUpdate(ctx, {
    region: moved.region,
    id: cause.updateId ?? newId(ctx.now),
    caseId: moved.id,
    action: moved.action,
    state: moved.to,
    clientId: cause.clientId ?? null,
    peerId: cause.peerId ?? null,
  });
  for (const peer of await peersOf(ctx.house)) {
    if (peer.id === cause.peerId || !(await answersFor(ctx, peer, moved))) continue;
    const row = { region: moved.region, peerId: peer.id, caseId: moved.id };
    if (moved.action === 'dispatch') insertPush(ctx, { ...row, kind: 'request', action: null, state: moved.to });
    else insertPush(ctx, { ...row, kind: 'update', action: moved.action, state: moved.to });
  }
}
