import type { Appointment, Context } from '#platform/context.ts';
import type { Actor } from '../store/forms.ts';

/** Who acts, and for which unit, as the record names him. */
export function whoActs({ actor }: Context, held: Appointment | null): Actor {
  if (actor.kind === 'officer') return { kind: 'officer', id: actor.accountId, name: actor.name, unitId: held?.unitId ?? null };
  return { kind: actor.kind, id: null, name: null, unitId: null };
}
