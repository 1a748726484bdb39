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

/** Queues what the peers in charge are to hear: the request when it is dispatched, an update at every later step, and never what one said itself. */
async function tellPeers(ctx: Context, moved: CaseMoved, from: string | undefined) {
  // Before it is dispatched nobody else has it in hand.
  if (moved.leadUnit === null) return;
  const isDispatch = moved.to === 'dispatched' && moved.from !== 'dispatched';
  for (const peer of await peersOf(ctx.house)) {
    if (peer.id === from || !(await answersFor(ctx, peer, moved))) continue;
    const row = { region: moved.region, peerId: peer.id, caseId: moved.id, state: moved.to };
    insertPush(ctx, isDispatch ? { ...row, kind: 'request', action: null } : { ...row, kind: 'update', action: moved.action });
  }
}

/** A told step of a case is noted for whoever asks by Open311, and waits to be sent to the peers that answer for it; all in the transaction that moved it. */
export async function tellMove(ctx: Context, moved: CaseMoved) {
  if (updateStatusOf(moved.action, moved.to) === undefined) return;
  const { updateId = newId(ctx.now), clientId = null, peerId } = causeOf(ctx);
  insertUpdate(ctx, {
    region: moved.region,
    id: updateId,
    caseId: moved.id,
    action: moved.action,
    state: moved.to,
    clientId,
    peerId: peerId ?? null,
  });
  await tellPeers(ctx, moved, peerId);
}
