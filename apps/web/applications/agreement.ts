import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Application, Applied, Joint, Page, Prepared, Service, ServiceView } from './application-calls.ts';

/** Compiles only while what the server gives is what the pages read. */
export type Agreed = [
  Fits<Answer<'listServices'>, { services: Service[]; joints: Joint[]; next: string | null }>,
  Fits<Answer<'showService'>, ServiceView>,
  Fits<Answer<'prepareApplication'>, Prepared>,
  Fits<Answer<'applyForService', 201>, Applied>,
  Fits<Answer<'listOwnApplications'>, Page>,
  Fits<Answer<'listApplicationQueue'>, Page>,
  Fits<Answer<'listApplicationAudit'>, Page>,
  Fits<Answer<'showApplication'>, Application>,
  Fits<Answer<'actOnApplication'>, Application>,
];
