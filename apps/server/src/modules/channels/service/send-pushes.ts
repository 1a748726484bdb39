import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { viewCase } from '../../cases/index.ts';
import { placesOf } from '../../places/index.ts';
import { type PeerDoor, type PeerGateway, PeerRefused } from '../peer-door.ts';
import { givesUpAfterMs, pauseMs, updateStatusOf } from '../policy.ts';
import { holdPeer, type Peer, releasePeer, selectPeers, selectSendFailures } from '../store/peers.ts';
import {
  leasePush,
  markFailed,
  markSent,
  type Push,
  selectDuePushes,
  selectFiler,
  selectPeerRequest,
  upsertPeerRequest,
} from '../store/pushes.ts';
import { stepOf } from '../words.ts';
import { writeTime } from '../write-time.ts';

const platform: Actor = { kind: 'platform' };
const batch = 100;
const leaseMs = 120_000;

export const doorOf = (house: House, peer: Peer): PeerDoor => ({
  address: peer.address,
  jurisdiction: peer.jurisdiction,
  key: peer.key_sealed ? house.vault.open(peer.key_sealed) : null,
});

type Known = Awaited<ReturnType<typeof selectPeerRequest>>;
type Letter = { push: Push; peer: Peer; known: Known; view: Awaited<ReturnType<typeof viewCase>>; zone: string };

/** What came of a sending: ids that the peer gave, or why nothing had to be sent. */
type Sent = { requestId?: string | null; token?: string | null; theirId: string | null; note: string | null };

/** Takes one sending and reads what is to be sent; a case that may not leave, or came from there, is noted and left. */
async function open(ctx: Context, push: Push, peer: Peer): Promise<Letter | 'idle' | undefined> {
  if (!(await leasePush(ctx, push, new Date(ctx.now.getTime() + leaseMs)))) return undefined;
  const view = await viewCase(ctx, push.region, push.case_id);
  const known = await selectPeerRequest(ctx, push.region, push.peer_id, push.case_id);
  const idle = await reasonToStay(ctx, push, peer, known, view.reporter.identity);
  if (idle !== undefined) {
    await markSent(ctx, push, null, idle);
    return 'idle';
  }
  return { push, peer, known, view, zone: (await placesOf(ctx.house)).city.zone };
}

async function reasonToStay(ctx: Context, push: Push, peer: Peer, known: Known, identity: string): Promise<string | undefined> {
  if (identity === 'confidential') return 'confidential: stays here';
  if (push.kind === 'update' && !known) return 'never sent there';
  if (push.kind === 'request' && known) return 'sent before';
  return peer.client_id !== null && (await selectFiler(ctx, push.region, push.case_id)) === peer.client_id ? 'came from there' : undefined;
}

const onceKey = ({ region, peer_id, case_id, place }: Push) => `banyan-${region}-${peer_id}-${case_id}-${place}`;

/** `=` says that the codes are the same there. */
function serviceThere({ peer, view }: Letter): string {
  const code = view.matter?.code ?? '';
  const there = peer.services[code] ?? peer.services['*'];
  if (there === undefined) throw new PeerRefused('no service code for this matter');
  return there === '=' ? code : there;
}

async function sendRequest(house: House, letter: Letter, gateway: PeerGateway): Promise<Sent> {
  const { push, peer, view, zone } = letter;
  const { lat, lon } = view.point ?? { lat: null, lon: null };
  const made = await gateway.sendRequest(doorOf(house, peer), {
    onceKey: onceKey(push),
    serviceCode: serviceThere(letter),
    title: view.title,
    description: view.content.slice(0, 4000),
    lat,
    lon,
    address: view.address ?? view.areaName,
    number: view.number,
    requestedAt: writeTime(new Date(view.reportedAt), zone),
  });
  return { ...made, theirId: made.requestId, note: null };
}

async function sendUpdate(house: House, { push, peer, known, zone }: Letter, gateway: PeerGateway): Promise<Sent> {
  const door = doorOf(house, peer);
  const requestId = known?.their_id ?? (known?.token ? await gateway.findToken(door, known.token) : null);
  if (requestId === null) throw new NotYet('The peer has not yet given the request an id.');
  const action = push.action ?? '';
  const { updateId } = await gateway.sendUpdate(door, {
    onceKey: onceKey(push),
    requestId,
    updateId: `${push.case_id}-${push.place}`,
    at: writeTime(push.at, zone),
    status: (updateStatusOf(action, push.state) ?? 'open').toUpperCase(),
    description: stepOf(action, 'zh'),
  });
  return { requestId, theirId: updateId, note: null };
}

async function close(house: House, now: Date, { push }: Letter, sent: Sent) {
  await unitOfWork(house, platform, now, async (ctx) => {
    if (sent.requestId !== undefined)
      await upsertPeerRequest(ctx, {
        region: push.region,
        peerId: push.peer_id,
        caseId: push.case_id,
        theirId: sent.requestId,
        token: sent.token ?? null,
      });
    await markSent(ctx, push, sent.theirId, sent.note);
    await releasePeer(ctx, push.peer_id);
  });
}

const sentence = (error: unknown) => {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return [message ?? String(error), cause?.message].filter(Boolean).join(': ').slice(0, 400);
};

/** The peer is well but has not given the request an id yet: only this case waits. */
class NotYet extends Error {}

const isFinal = (error: unknown, push: Push, now: Date) =>
  error instanceof PeerRefused || now.getTime() - push.at.getTime() > givesUpAfterMs;

/** A refusal waits for a person at once, a failure is tried again until three days are over. Gives whether the peer itself is at fault, and is left alone. */
async function fail(house: House, now: Date, push: Push, error: unknown): Promise<boolean> {
  const later = (failures: number) => new Date(now.getTime() + pauseMs(failures));
  return unitOfWork(house, platform, now, async (ctx) => {
    const isOver = isFinal(error, push, now);
    await markFailed(ctx, push, sentence(error), isOver ? null : later(push.attempts + 1));
    if (isOver || error instanceof NotYet) return false;
    await holdPeer(ctx, push.peer_id, later((await selectSendFailures(ctx, push.peer_id)) + 1));
    return true;
  });
}

/** Sends to one peer in turn; the first failure that is the peer’s own ends the turn, so that it is asked once a pause. */
async function sendTo(house: House, now: Date, peer: Peer, pushes: readonly Push[], gateway: PeerGateway): Promise<number> {
  let done = 0;
  for (const push of pushes) {
    const letter = await unitOfWork(house, platform, now, (ctx) => open(ctx, push, peer));
    if (letter === 'idle') done += 1;
    if (!letter || letter === 'idle') continue;
    try {
      await close(house, now, letter, await (push.kind === 'request' ? sendRequest : sendUpdate)(house, letter, gateway));
      done += 1;
    } catch (error) {
      if (await fail(house, now, push, error)) break;
    }
  }
  return done;
}

/** Sends what is due, peers beside each other and each in order. Gives how many are done with, so that a full turn is followed at once. */
export async function sendPushes(house: House, now: Date, gateway: PeerGateway): Promise<number> {
  const { due, peers } = await unitOfWork(house, platform, now, async (ctx) => ({
    due: await selectDuePushes(ctx, batch),
    // Read anew: what was just changed by the operator holds for the next sending.
    peers: new Map((await selectPeers(ctx.tx)).map((peer) => [peer.id, peer])),
  }));
  const turns = [...Map.groupBy(due, ({ peer_id }) => peer_id)].map(([id, pushes]) => {
    const peer = peers.get(id);
    return peer ? sendTo(house, now, peer, pushes, gateway) : 0;
  });
  return (await Promise.all(turns)).reduce((sum, one) => sum + one, 0);
}
