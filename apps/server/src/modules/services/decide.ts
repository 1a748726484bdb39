import type { FieldCheck } from './verify.ts';

/** When a machine may say yes. Everything else goes to a person (docs/house.md, promise 5). Pure. */

/** Why an application is with a person. */
export type Cause =
  | { readonly code: 'item-by-person' }
  | { readonly code: 'no-rule' }
  | { readonly code: 'mismatch' | 'not-found' | 'unavailable' | 'changed'; readonly field: string; readonly source: string }
  | { readonly code: 'material-to-see' | 'material-later'; readonly material: string }
  | { readonly code: 'rule'; readonly reason: string };

export type MaterialGiven = { readonly id: string; readonly how: 'shown' | 'promised' | 'later' };

export type Judged = {
  readonly item: { readonly mode: 'instant' | 'promise' | 'person' | 'lookup'; readonly rule: string | null };
  readonly checks: readonly FieldCheck[];
  /** Sources whose record was another when it was looked at again just before the decision. */
  readonly changed: ReadonlySet<string>;
  readonly materials: readonly MaterialGiven[];
  /** What the rule gave; null where the item has none in force. */
  readonly ruled: { readonly outcome: unknown; readonly reason: unknown } | null;
};

export type Verdict = { readonly outcome: 'approve' | 'person'; readonly causes: readonly Cause[] };

const causesOfChecks = (checks: readonly FieldCheck[], changed: ReadonlySet<string>): Cause[] =>
  checks.flatMap(({ field, source, result }): Cause[] => {
    if (changed.has(source)) return [{ code: 'changed', field, source }];
    return result === 'match' ? [] : [{ code: result, field, source }];
  });

/** What is only shown or follows later is looked at by a person; what was pledged stands for itself, and is checked afterwards. */
const causesOfMaterials = (materials: readonly MaterialGiven[]): Cause[] =>
  materials.flatMap(({ id, how }): Cause[] =>
    how === 'promised' ? [] : [{ code: how === 'shown' ? 'material-to-see' : 'material-later', material: id }],
  );

function causesOfRule({ item, ruled }: Judged): Cause[] {
  if (item.mode === 'person') return [{ code: 'item-by-person' }];
  if (item.rule === null) return item.mode === 'lookup' ? [] : [{ code: 'no-rule' }];
  if (ruled === null) return [{ code: 'no-rule' }];
  return ruled.outcome === 'approve' ? [] : [{ code: 'rule', reason: String(ruled.reason) }];
}

/** Approves only where every field is confirmed, nothing changed meanwhile, nothing is left to look at and the rule says yes. */
export function judge(judged: Judged): Verdict {
  const causes = [...causesOfRule(judged), ...causesOfChecks(judged.checks, judged.changed), ...causesOfMaterials(judged.materials)];
  return { outcome: causes.length === 0 ? 'approve' : 'person', causes };
}
