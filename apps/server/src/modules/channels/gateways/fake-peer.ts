import { type PeerGateway, PeerRefused, type PeerRequest, type PeerUpdateRead, type PeerUpdateSent } from '../peer-door.ts';

/** Another city’s server in memory: remembers what it was sent, and can be down, refuse, or answer with tokens. */
export type FakePeer = PeerGateway & {
  requests: PeerRequest[];
  updates: PeerUpdateSent[];
  /** What it tells when asked for updates. */
  news: PeerUpdateRead[];
  attempts: number;
  state: 'up' | 'down' | 'refusing' | 'tokens';
};

export function fakePeer(): FakePeer {
  const guard = () => {
    peer.attempts += 1;
    if (peer.state === 'down') throw new Error('connect ECONNREFUSED');
    if (peer.state === 'refusing') throw new PeerRefused('400: service_code not found');
  };
  const peer: FakePeer = {
    requests: [],
    updates: [],
    news: [],
    attempts: 0,
    state: 'up',
    async sendRequest(_door, request) {
      guard();
      const known = peer.requests.findIndex(({ onceKey }) => onceKey === request.onceKey);
      if (known < 0) peer.requests.push(request);
      const id = `FMS-${(known < 0 ? peer.requests.length - 1 : known) + 1}`;
      return peer.state === 'tokens' ? { requestId: null, token: `t-${id}` } : { requestId: id, token: null };
    },
    async sendUpdate(_door, update) {
      guard();
      peer.updates.push(update);
      return { updateId: `U-${peer.updates.length}` };
    },
    async findToken(_door, token) {
      guard();
      return peer.state === 'tokens' ? null : token.slice(2);
    },
    async fetchUpdates() {
      guard();
      return peer.news;
    },
  };
  return peer;
}
