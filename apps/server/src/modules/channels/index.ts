import type { Flow, Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';
import { tellMove } from './service/tell-move.ts';

export { readChannels } from './pack/read-channels.ts';
export { connectPeer, disconnectPeer, endKey, makeKey, type PeerInput } from './service/keep-channels.ts';
export { type ChannelsOfPack, writeChannels as loadChannels } from './store/catalogue.ts';

/** Other doors to the same loop. */
export const channels: Module = { name: 'channels', routes, rounds };

/** When a case moves, whoever follows it by Open311 can read the step, and the peers that answer for it are sent it. */
export const movedCaseIsShown: Flow = (house) => house.announcements.on('case.moved', tellMove);
