import type { Context } from '#platform/context.ts';
import { forbidden } from '#platform/refusal.ts';
import { type IdentityLevel, maskName } from '../policy.ts';

/** Who applies, and whose right it is: himself, or a principal who gave a mandate. */
export type Applicant = {
  readonly accountId: string;
  readonly personId: string;
  readonly level: IdentityLevel;
  readonly name: string;
  readonly maskedName: string;
  readonly mandateId: string | null;
};

/** The applicant behind the session. */
export async function applicantOf({ actor, house }: Context, mandateId: string | null): Promise<Applicant> {
  if (actor.kind !== 'resident') throw forbidden('access.other_kind', 'This is for residents only.');
  if (mandateId !== null) throw forbidden('application.mandate_missing', 'You hold no mandate of this kind.');
  return {
    accountId: actor.accountId,
    personId: actor.accountId,
    level: house.demo ? 'L3' : 'L1',
    name: actor.name,
    maskedName: maskName(actor.name),
    mandateId,
  };
}
