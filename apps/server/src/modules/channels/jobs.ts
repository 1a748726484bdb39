import type { Round } from '#platform/module.ts';
import { open311Peer } from './gateways/open311-peer.ts';
import { fetchUpdates } from './service/fetch-updates.ts';
import { sendPushes } from './service/send-pushes.ts';

/** What goes to other Open311 servers and what comes from them; sendings are rows with the time at which they are due. */
export const rounds: readonly Round[] = [
  { name: 'channels.send', everyMs: 2000, run: (house, now) => sendPushes(house, now, open311Peer) },
  { name: 'channels.fetch', everyMs: 10_000, run: (house, now) => fetchUpdates(house, now, open311Peer) },
];
