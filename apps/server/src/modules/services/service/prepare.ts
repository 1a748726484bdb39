import type { Plain } from '@banyan/decision-tables';
import type { Context } from '#platform/context.ts';
import type { Item } from '../pack/service-pack.ts';
import type { Seen, SeenBySource } from '../verify.ts';
import { factsOf } from './decide-plan.ts';
import type { Plan } from './plan.ts';
import { writeLooks } from './write-looks.ts';

type Held = { value: Plain; source: string; sourceName: string; sourceNameEn: string; asOf: string };

function heldBy(plan: Plan, source: string, field: string, seen: Seen | undefined): Held | null {
  if (seen?.state !== 'held') return null;
  const value = seen.fields[field] ?? null;
  return value === null ? null : { value, source, ...namesOf(plan, source), asOf: seen.asOf };
}

function namesOf(plan: Plan, source: string): { sourceName: string; sourceNameEn: string } {
  const from = plan.services.source(source);
  return { sourceName: from?.name ?? source, sourceNameEn: from?.nameEn ?? source };
}

function prepareItem(plan: Plan, item: Item, seen: SeenBySource) {
  const { situation, next, needed } = factsOf(plan, item, seen);
  return {
    item: item.id,
    name: item.name,
    nameEn: item.nameEn,
    situation,
    next,
    fields: (item.form?.fields ?? []).map(({ source, ...field }) => ({
      ...field,
      type: field.type,
      choices: choicesOf(item, field.name),
      source: source?.source ?? null,
      held: source ? heldBy(plan, source.source, source.field, seen.get(source.source)) : null,
    })),
    materials: needed.map(({ id, name, nameEn, heldBy: by, tolerant, promise, basis }) => ({
      id,
      name,
      nameEn,
      heldBy: by,
      heldByName: by === null ? null : (plan.services.source(by)?.name ?? by),
      tolerant,
      promise,
      basis,
    })),
  };
}

function choicesOf(item: Item, name: string): string[] {
  const properties: unknown = item.form?.schema.properties;
  if (typeof properties !== 'object' || properties === null || !(name in properties)) return [];
  const { enum: choices } = (properties as Record<string, { enum?: unknown }>)[name] ?? {};
  return Array.isArray(choices) ? choices.filter((one): one is string => typeof one === 'string') : [];
}

/** What is asked of this applicant: the next question, the fields with what the city holds of them and since when, the materials. Leaves a line for each register. */
export async function prepareApplication(ctx: Context, plan: Plan, seen: SeenBySource) {
  await writeLooks(ctx, plan, seen, { kind: 'preparation', id: null });
  const sources = [...plan.silent, ...seen].map(([id, one]) => {
    const source = plan.services.source(id);
    return {
      id,
      name: source?.name ?? id,
      nameEn: source?.nameEn ?? id,
      basis: source?.basis ?? '',
      state: one.state === 'silent' ? one.why : one.state,
      asOf: one.state === 'held' ? one.asOf : null,
    };
  });
  return { for: plan.applicant.maskedName, items: plan.items.map((item) => prepareItem(plan, item, seen)), sources };
}
