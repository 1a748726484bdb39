import type { Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';

/** Who looked at whose data, for what and on which ground; what a person may ask of that. */
export const privacy: Module = { name: 'privacy', routes, rounds };

export { contents as seeableFields } from './activities.ts';
export { requireAuthorisation } from './service/consent.ts';
export { type Look, recordLook } from './service/record-look.ts';
export { sequenceLines } from './service/sequence.ts';
export { listHeads } from './service/show-tree.ts';
export { type KeptHead, type LedgerCheck, type LedgerFault, verifyLedger } from './service/verify-ledger.ts';
