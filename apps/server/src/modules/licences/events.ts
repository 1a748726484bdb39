import type { LicenceAction, LicenceState } from './workflow.ts';

/** What the module announces; each is heard inside the unit of work that made it true. */
export type LicenceMoved = {
  region: string;
  id: string;
  number: string;
  kind: string;
  /** Name of the kind, in both languages. */
  name: string;
  nameEn: string;
  personId: string | null;
  action: LicenceAction | 'issue';
  to: LicenceState;
  reason: string | null;
};

export type LicenceExpiring = Pick<LicenceMoved, 'region' | 'id' | 'number' | 'kind' | 'name' | 'nameEn' | 'personId'> & {
  /** Its last day, `YYYY-MM-DD`. */
  until: string;
};

declare module '#platform/events.ts' {
  interface Facts {
    'licence.moved': LicenceMoved;
    'licence.expiring': LicenceExpiring;
  }
}
