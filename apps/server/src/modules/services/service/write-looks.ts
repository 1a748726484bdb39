import type { Context } from '#platform/context.ts';
import { insertLooks } from '../store/looks.ts';
import type { SeenBySource } from '../verify.ts';
import type { Plan } from './plan.ts';

/** Fields of a source that the items of a plan read. */
const fieldsOf = (plan: Plan, source: string): string[] => [
  ...new Set(
    plan.items.flatMap(({ form, materials }) => [
      ...(form?.fields ?? []).flatMap((field) => (field.source?.source === source ? field.source.field : [])),
      ...materials.flatMap((material) => (material.heldBy === source ? material.fields : [])),
    ]),
  ),
];

/** A line for every register that was looked into: purpose, ground and fields, in the unit of work that uses what was seen (docs/house.md, promise 6). */
export function writeLooks(ctx: Context, plan: Plan, seen: SeenBySource, about: string) {
  const looks = plan.asks
    .filter(({ source }) => seen.has(source))
    .map(({ source }) => ({
      source,
      fields: fieldsOf(plan, source),
      basis: plan.services.source(source)?.basis ?? '',
      purpose: plan.items.map(({ name }) => name).join('、'),
    }));
  if (looks.length > 0) insertLooks(ctx, { region: plan.region, personId: plan.applicant.personId, about, looks });
}
