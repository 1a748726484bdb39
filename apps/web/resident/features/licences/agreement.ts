import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Licence, OwnLicence, Verified } from './licence-calls.ts';

/** Compiles only while what the server gives is what the pages read. */
export type Agreed = [
  Fits<Answer<'listMyLicences'>, { licences: Licence[] }>,
  Fits<Answer<'showMyLicence'>, OwnLicence>,
  Fits<Answer<'verifyLicence'>, Verified>,
];
