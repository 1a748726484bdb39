import type { Context } from '#platform/context.ts';
import type { LicenceActor } from '../store/licences.ts';

/** Who acts, as the record names him; a resident is named by his account alone. */
export function whoActs({ actor }: Context): LicenceActor {
  if (actor.kind === 'officer') return { kind: 'officer', id: actor.accountId, name: actor.name };
  return { kind: actor.kind, id: actor.kind === 'resident' ? actor.accountId : null, name: null };
}
