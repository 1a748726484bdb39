import type { Context } from '#platform/context.ts';
import { recordLook } from '../../privacy/index.ts';
import type { SeenBySource } from '../verify.ts';
import type { Plan } from './plan.ts';
import { unitOf } from './settle.ts';

/** Which application it was for; none yet where a form is being prepared. */
type About = { kind: 'application' | 'preparation'; id: string | null; number?: string | undefined };

/**
 * The line of the registers that were looked into, in the unit of work that uses what was seen (docs/house.md, promise 6): the person reads in his ledger which
 * unit looked at what, and for what. The grounds are those by which each register may be used.
 */
export async function writeLooks(ctx: Context, plan: Plan, seen: SeenBySource, about: About): Promise<void> {
  const asked = plan.asks.flatMap(({ source }) => (seen.has(source) ? (plan.services.source(source) ?? []) : []));
  const [first] = plan.items;
  if (asked.length === 0 || !first) return;
  await recordLook(ctx, {
    region: plan.region,
    personId: plan.applicant.personId,
    purpose: about.kind === 'preparation' ? 'prefill-form' : 'decide-service',
    fields: [...new Set(asked.map(({ seenAs }) => seenAs))],
    basis: [...new Set(asked.map(({ basis }) => basis))].join('；'),
    about,
    unitId: unitOf(plan.places, first.leadUnit, plan.asking.area),
    byMachine: true,
  });
}
