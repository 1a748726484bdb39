import type { Context } from '#platform/context.ts';
import { notFound } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import type { DeadSendings, PeerList, SendingKey } from '../schema.ts';
import { selectPeerStates } from '../store/peers.ts';
import { revivePush, selectDeadPushes } from '../store/pushes.ts';

const mostDead = 200;
const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The servers that cases are sent to, and how that goes. */
export async function listPeers(ctx: Context): Promise<PeerList> {
  const places = await placesOf(ctx.house);
  return (await selectPeerStates(ctx)).map((peer) => ({
    name: peer.name,
    address: peer.address,
    area: peer.area_code,
    areaName: places.areaName(peer.area_code),
    stoppedAt: iso(peer.stopped_at),
    fetchedTo: peer.fetched_to.toISOString(),
    fetchError: peer.fetch_error,
    waiting: peer.waiting,
    dead: peer.dead,
    oldestAt: iso(peer.oldest),
  }));
}

/** Sendings that wait for a person, the latest first. */
export const listDeadSendings = async (ctx: Context): Promise<DeadSendings> =>
  (await selectDeadPushes(ctx, mostDead)).map((push) => ({
    peer: push.peer_id,
    peerName: push.peer_name,
    region: push.region,
    caseId: push.case_id,
    place: push.place,
    kind: push.kind,
    attempts: push.attempts,
    error: push.error,
    deadAt: iso(push.dead_at),
  }));

/** Sends a dead one again, and those of its case behind it. */
export async function resend(ctx: Context, { region, peer, caseId, place }: SendingKey): Promise<{ waiting: boolean }> {
  if (!(await revivePush(ctx, { region, peer_id: peer, case_id: caseId, place }))) throw notFound('sending');
  return { waiting: true };
}
