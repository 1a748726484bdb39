import type { Module } from '#platform/module.ts';

/** Licences and certificates: signed, verifiable, and taken back where the law says so. */
export const licences: Module = { name: 'licences' };

export { type Issued, issueLicence, type LicenceOrder } from './service/issue-licence.ts';
export { reinstateLicence, reissueLicence, revokeLicence, suspendLicence } from './service/move-licence.ts';
export { type LicenceOf, selectLicencesOf } from './service/view-licences.ts';
export { type LicenceKind, writeKinds as loadLicenceKinds } from './store/kinds.ts';
