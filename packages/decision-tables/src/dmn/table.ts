import type { Expr } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';

export const hitPolicies = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
export type HitPolicy = (typeof hitPolicies)[number];

export const aggregations = ['SUM', 'MIN', 'MAX', 'COUNT'] as const;
export type Aggregation = (typeof aggregations)[number];

/** What a cell of the condition side demands: any of the tests, or none of them. No tests: the dash. */
export type Tests = { readonly negated: boolean; readonly tests: readonly Expr[]; readonly text: string; readonly cell: string };

export type InputColumn = {
  readonly label: string;
  readonly text: string;
  readonly expression: Expr;
  readonly type: Type;
  /** What the column says may come in; null when it says nothing. */
  readonly allowed: Tests | null;
};

export type OutputColumn = {
  readonly label: string;
  readonly name: string | null;
  readonly type: Type;
  /** Listed values from the highest priority to the lowest. */
  readonly allowed: readonly Expr[] | null;
  readonly fallback: Expr | null;
};

export type Rule = {
  readonly id: string;
  readonly conditions: readonly Tests[];
  readonly outputs: readonly Expr[];
  readonly annotations: readonly string[];
};

/** A decision table (DMN 1.5, clause 8). */
export type Table = {
  readonly id: string;
  readonly cell: string;
  readonly name: string;
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly annotationNames: readonly string[];
  readonly rules: readonly Rule[];
};
