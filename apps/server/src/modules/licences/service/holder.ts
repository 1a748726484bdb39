import type { Context } from '#platform/context.ts';
import { notSignedIn } from '#platform/refusal.ts';

/** The person whose licences a resident sees: his own. */
export async function holderOf({ actor }: Context): Promise<string> {
  if (actor.kind !== 'resident') throw notSignedIn();
  return actor.accountId;
}
