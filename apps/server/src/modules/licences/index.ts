import './events.ts';
import type { Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';

/** Licences and certificates: signed, verifiable, and taken back where the law says so. */
export const licences: Module = { name: 'licences', routes, rounds };

export { checkLicence, checkStatus, type LicenceCheck, type Status, standingBy } from './check-licence.ts';
export type { LicenceExpiring, LicenceMoved } from './events.ts';
export { type Issued, issueLicence, type LicenceOrder } from './service/issue-licence.ts';
export { reinstateLicence, reissueLicence, revokeLicence, suspendLicence } from './service/move-licence.ts';
export { remindHolders } from './service/remind-holders.ts';
export { type LicenceOf, selectLicencesOf } from './service/view-licences.ts';
export { type LicenceKind, writeKinds as loadLicenceKinds } from './store/kinds.ts';
