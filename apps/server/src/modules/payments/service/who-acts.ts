import type { Context, House } from '#platform/context.ts';
import type { OrderActor } from '../store/orders.ts';

/** Who acts, as the record names him; a resident is named by his account alone. */
export function whoActs({ actor }: Context): OrderActor {
  if (actor.kind === 'officer') return { kind: 'officer', id: actor.accountId, name: actor.name };
  return { kind: actor.kind, id: actor.kind === 'resident' ? actor.accountId : null, name: null };
}

/** Admits to the orders of a person: a keyed hash that nobody can make without the key ring of the house. */
export const payerPass = ({ vault }: Pick<House, 'vault'>, personId: string): string =>
  vault.blindIndex(`payment.person:${personId}`).toString('hex');
