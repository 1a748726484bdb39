/** Another Open311 server, as it is reached: its address up to the version, its jurisdiction and our key there. */
export type PeerDoor = { address: string; jurisdiction: string | null; key: string | null };

export type PeerRequest = {
  /** The same for a repeated sending, so that a server that knows the header takes it once. */
  onceKey: string;
  serviceCode: string;
  description: string;
  title: string;
  lat: number | null;
  lon: number | null;
  address: string | null;
  /** Our own number, in the field where FixMyStreet puts its. */
  number: string;
  requestedAt: string;
};

export type PeerUpdateSent = {
  onceKey: string;
  requestId: string;
  updateId: string;
  at: string;
  /** In capitals, as the update extension wants it. */
  status: string;
  description: string;
};

/** An update as the peer tells it; `state` is its own word beside the status, where it has one. */
export type PeerUpdateRead = { id: string; requestId: string; status: string; state: string | null; description: string };

/** The way to another Open311 server. A `PeerRefused` is final; every other failure is worth another try. */
export type PeerGateway = {
  sendRequest: (door: PeerDoor, request: PeerRequest) => Promise<{ requestId: string | null; token: string | null }>;
  sendUpdate: (door: PeerDoor, update: PeerUpdateSent) => Promise<{ updateId: string | null }>;
  /** The request of a token, or null while the server has not given it an id. */
  findToken: (door: PeerDoor, token: string) => Promise<string | null>;
  fetchUpdates: (door: PeerDoor, from: string, to: string) => Promise<PeerUpdateRead[]>;
};

/** The peer has read what we sent and does not take it; sending it again changes nothing. */
export class PeerRefused extends Error {}
