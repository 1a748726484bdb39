import type { Context, House } from '#platform/context.ts';
import { notFound, unprocessable } from '#platform/refusal.ts';
import { readRule } from '../read-rule.ts';
import { type Decided, decide, type RuleInput, type RuleModel } from '../rule-model.ts';
import { cacheName, type DatedVersion, selectDatedVersions } from '../store/in-force.ts';
import type { Values } from '../tables.ts';

/** A rule in force on a day: decides by itself, without the database. */
export type RuleInForce = {
  readonly ruleId: string;
  readonly version: number;
  readonly inputs: readonly RuleInput[];
  /** Decides with the reasons. Never throws: what no rule answers gives `{ outcome: 'person', reason: 'undecided' }`. */
  readonly decide: (inputs: Values) => Decided;
};

/** Models by their content: they never change, so that a process keeps them whatever is published. */
const models = new Map<string, Promise<RuleModel>>();
const mostModels = 500;

/** The model of a version, read once a process; the content was checked before it came into force. */
export function modelOf(version: { hash: string; xml: string }): Promise<RuleModel> {
  const known = models.get(version.hash);
  if (known) return known;
  const made = readRule(version.xml).then(({ rule }) => {
    if (rule === null) throw new Error('A rule in force cannot be read.');
    return rule;
  });
  made.catch(() => models.delete(version.hash));
  if (models.size >= mostModels) models.clear();
  models.set(version.hash, made);
  return made;
}

const datedVersions = (house: House) =>
  house.cache.get(cacheName, async () => Map.groupBy(await selectDatedVersions(house), ({ ruleId }) => ruleId));

const holdsOn = ({ fromOn, toOn }: DatedVersion, on: string) => fromOn <= on && (toOn === null || on <= toOn);

/** The version of each rule that decides on a day (`YYYY-MM-DD`), by rule; of two that hold, the one that began later. */
export async function versionsInForce(house: House, on: string): Promise<ReadonlyMap<string, DatedVersion>> {
  const inForce = new Map<string, DatedVersion>();
  for (const [ruleId, versions] of await datedVersions(house)) {
    const found = versions.find((version) => holdsOn(version, on));
    if (found) inForce.set(ruleId, found);
  }
  return inForce;
}

/**
 * The rule that decides on a day (`YYYY-MM-DD`), compiled once a process. Refuses with `rule.unknown` when there is no such rule, and with
 * `rule.none_in_force` when no version of it holds on that day.
 */
export async function ruleInForce(ctx: Pick<Context, 'house'>, ruleId: string, on: string): Promise<RuleInForce> {
  const versions = (await datedVersions(ctx.house)).get(ruleId);
  if (versions === undefined) throw notFound('rule');
  const found = versions.find((version) => holdsOn(version, on));
  if (found === undefined) throw unprocessable('rule.none_in_force', `No version of this rule is in force on ${on}.`, { rule: ruleId, on });
  const rule = await modelOf(found);
  return { ruleId, version: found.number, inputs: rule.inputs, decide: (inputs) => decide(rule, inputs) };
}
