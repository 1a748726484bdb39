import type { Plain } from '@banyan/decision-tables';
import { dayIn } from '#platform/civil-day.ts';
import { unprocessable } from '#platform/refusal.ts';
import { ruleInForce } from '../../rules/index.ts';
import { type Judged, judge, type MaterialGiven, type Verdict } from '../decide.ts';
import { type Facts, guide, neededMaterials, ruleInputsOf } from '../pack/facts.ts';
import type { Item, Material } from '../pack/service-pack.ts';
import type { KeptDecision } from '../tables.ts';
import { checkFields, type FieldCheck, type SeenBySource, valuesOf } from '../verify.ts';
import { type Lack, lacksOfForm } from './check-form.ts';
import type { Plan } from './plan.ts';

/** What was found out for one item, ready to be written. */
export type Draft = {
  readonly item: Item;
  readonly situation: string | null;
  readonly answers: Record<string, string>;
  readonly claims: Readonly<Record<string, Plain>>;
  readonly values: Record<string, Plain>;
  readonly materials: readonly MaterialGiven[];
  readonly checks: readonly FieldCheck[];
  readonly decision: KeptDecision | null;
  readonly judge: (changed: ReadonlySet<string>) => Verdict;
};

const pick = <T>(record: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(names.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])));

/** What the city knows of the item's fields, and what of them is needed. */
export function factsOf({ asking, applicant, silent, now, places }: Plan, item: Item, seen: SeenBySource) {
  const fields = item.form?.fields ?? [];
  const all: SeenBySource = new Map([...silent, ...seen]);
  const claims = pick(
    asking.form,
    fields.map(({ name }) => name),
  );
  const values = valuesOf(fields, claims, all);
  const answers = pick(
    asking.answers,
    item.questions.map(({ id }) => id),
  );
  const { situation, next } = guide(item.questions, answers);
  const facts: Facts = { form: values, answers, situation, on: dayIn(places.city.zone, now) };
  const withoutSubject = new Set([...silent].flatMap(([id, one]) => (one.state === 'silent' && one.why === 'no-subject' ? [id] : [])));
  // A register that cannot be asked because the form names nothing to look up says nothing of truth: the rule decides what an empty value means.
  const checks = checkFields(fields, claims, all).filter(({ source, field }) => !withoutSubject.has(source) || claims[field] !== undefined);
  const needed = neededMaterials(item, facts).filter((one) => !(applicant.mandateId !== null && one.id === 'proxy-letter'));
  return { claims, values, answers, situation, next, facts, checks, needed };
}

/** A material that a source holds is not asked for; what it holds is checked with its fields. */
const isAsked = ({ heldBy }: Material) => heldBy === null;

function lacksOfMaterials(needed: readonly Material[], given: readonly MaterialGiven[]): Lack[] {
  const byId = new Map(needed.map((one) => [one.id, one]));
  const lacks = needed
    .filter((one) => isAsked(one) && !given.some(({ id }) => id === one.id))
    .map((one): Lack => ({ kind: 'material', id: one.id, problem: 'missing' }));
  for (const { id, how } of given) {
    const one = byId.get(id);
    if (one && how === 'promised' && !one.promise) lacks.push({ kind: 'material', id, problem: 'not-by-promise' });
    if (one && how === 'later' && !one.tolerant) lacks.push({ kind: 'material', id, problem: 'not-later' });
  }
  return lacks;
}

async function ruleOn({ house, now, places }: Plan, item: Item, facts: Facts): Promise<KeptDecision | null> {
  if (item.rule === null) return null;
  const rule = await ruleInForce({ house }, item.rule, dayIn(places.city.zone, now));
  const { inputs, outputs, fired } = rule.decide(ruleInputsOf(item, facts));
  return { ruleId: rule.ruleId, version: rule.version, inputs, outputs, fired };
}

async function draftOf(
  plan: Plan,
  item: Item,
  seen: SeenBySource,
  given: readonly MaterialGiven[],
): Promise<{ draft: Draft; lacks: Lack[] }> {
  const { claims, values, answers, situation, next, facts, checks, needed } = factsOf(plan, item, seen);
  const materials = given.filter(({ id }) => needed.some((one) => one.id === id && isAsked(one)));
  const lacks = [
    ...(next === null ? [] : [{ kind: 'question', id: next, problem: 'missing' } as const]),
    ...lacksOfForm(item, values),
    ...lacksOfMaterials(needed, given),
  ];
  const decision = lacks.length > 0 ? null : await ruleOn(plan, item, facts);
  const judged: Omit<Judged, 'changed'> = {
    item,
    checks,
    materials,
    ruled: decision && { outcome: decision.outputs.outcome, reason: decision.outputs.reason },
  };
  return {
    draft: { item, situation, answers, claims, values, materials, checks, decision, judge: (changed) => judge({ ...judged, changed }) },
    lacks,
  };
}

/** Decides each item of an application from what was seen. Refuses `application.incomplete` with everything that is missing, at once. */
export async function decidePlan(plan: Plan, seen: SeenBySource, given: readonly MaterialGiven[]): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const lacks: Lack[] = [];
  for (const item of plan.items) {
    const one = await draftOf(plan, item, seen, given);
    drafts.push(one.draft);
    lacks.push(...one.lacks);
  }
  const known = new Set(plan.items.flatMap(({ form }) => (form?.fields ?? []).map(({ name }) => name)));
  for (const id of Object.keys(plan.asking.form)) if (!known.has(id)) lacks.push({ kind: 'field', id, problem: 'unknown' });
  if (lacks.length > 0) throw unprocessable('application.incomplete', 'Something is missing or wrong; this is all of it.', { lacks });
  return drafts;
}
