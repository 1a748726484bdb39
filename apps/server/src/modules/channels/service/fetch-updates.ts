import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { Refusal } from '#platform/refusal.ts';
import { type Held, holdCase, playStep, redact } from '../../cases/index.ts';
import { placesOf } from '../../places/index.ts';
import { causedBy } from '../cause.ts';
import type { PeerGateway, PeerUpdateRead } from '../peer-door.ts';
import { effectOfUpdate, pauseMs, readUpdateStatus, saysDone } from '../policy.ts';
import { markFetched, markFetchFailed, type Peer, takeDuePeers } from '../store/peers.ts';
import { insertPeerUpdate, isOurs, selectPeerCase } from '../store/pushes.ts';
import { writeTime } from '../write-time.ts';
import { doorOf } from './send-pushes.ts';

const platform: Actor = { kind: 'platform' };
const everyMs = 60_000;
const leaseMs = 120_000;
/** Servers’ clocks differ, and a server may write an update after its own time: the last quarter of an hour is asked for again. */
const overlapMs = 900_000;

/**
 * What a peer’s word does: that its part is done is the lead unit’s report, which the desk checks and the reporter judges like any other;
 * everything else is a remark. Gives the step, or nothing where the case is over.
 */
async function play(ctx: Context, peer: Peer, held: Held, update: PeerUpdateRead): Promise<string | null> {
  const status = readUpdateStatus(update.status);
  const words = redact(update.description) || (status ?? update.status);
  const note = `【${peer.name}】${words}`.slice(0, 2000);
  const sent = causedBy(ctx, { peerId: peer.id });
  const isInHand = held.file.state === 'dispatched' || held.file.state === 'handling';
  const isFree = held.calls.every(({ state }) => state === 'finished' || state === 'withdrawn');
  if (saysDone(status, update.state) && isInHand && isFree) {
    const signed = held.file.state === 'dispatched' ? await playStep(sent, held, 'sign', {}, 'lead') : held;
    await playStep(sent, signed, 'finish', { reply: words, note }, 'lead');
    return 'finish';
  }
  if (effectOfUpdate(undefined, held.file.state) !== 'note') return null;
  await playStep(sent, held, 'note', { note }, 'involved');
  return 'note';
}

/** Takes in one update once: what we sent there ourselves, what is not about a case of ours and what was taken in before is passed by. */
async function take(ctx: Context, peer: Peer, update: PeerUpdateRead): Promise<boolean> {
  const found = await selectPeerCase(ctx, peer.id, update.requestId);
  if (!found || (await isOurs(ctx, found.region, peer.id, found.case_id, update.id))) return false;
  const held = await holdCase(ctx, found.region, found.case_id, true);
  if (!held) return false;
  const row = { region: found.region, peerId: peer.id, theirId: update.id, caseId: found.case_id, status: update.status.slice(0, 60) };
  if (!(await insertPeerUpdate(ctx, { ...row, done: 'taken' }))) return false;
  await play(ctx, peer, held, update);
  return true;
}

/** An update that the law of the loop does not let through must not hold up those behind it: it stays noted without a step. */
async function takeOrNote(house: House, now: Date, peer: Peer, update: PeerUpdateRead): Promise<boolean> {
  try {
    return await unitOfWork(house, platform, now, (ctx) => take(ctx, peer, update));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unitOfWork(house, platform, now, async (ctx) => {
      const found = await selectPeerCase(ctx, peer.id, update.requestId);
      if (!found) return false;
      return insertPeerUpdate(ctx, {
        region: found.region,
        peerId: peer.id,
        theirId: update.id,
        caseId: found.case_id,
        status: update.status.slice(0, 60),
        done: null,
      });
    });
  }
}

async function fetchFrom(house: House, now: Date, peer: Peer, gateway: PeerGateway): Promise<number> {
  try {
    const { zone } = (await placesOf(house)).city;
    const updates = await gateway.fetchUpdates(
      doorOf(house, peer),
      writeTime(new Date(peer.fetched_to.getTime() - overlapMs), zone),
      writeTime(now, zone),
    );
    let taken = 0;
    for (const update of updates) if (await takeOrNote(house, now, peer, update)) taken += 1;
    await unitOfWork(house, platform, now, (ctx) => markFetched(ctx, peer.id, now, new Date(now.getTime() + everyMs)));
    return taken;
  } catch (error) {
    const next = new Date(now.getTime() + pauseMs(peer.fetch_failures + 1));
    await unitOfWork(house, platform, now, (ctx) => markFetchFailed(ctx, peer.id, next, String(error).slice(0, 400)));
    return 0;
  }
}

/** Asks every peer that is due for what happened there; after a failure from where it was left. Gives how many updates were taken in. */
export async function fetchUpdates(house: House, now: Date, gateway: PeerGateway): Promise<number> {
  const peers = await unitOfWork(house, platform, now, (ctx) => takeDuePeers(ctx, new Date(now.getTime() + leaseMs)));
  const taken = await Promise.all(peers.map((peer) => fetchFrom(house, now, peer, gateway)));
  return taken.reduce((sum, one) => sum + one, 0);
}
