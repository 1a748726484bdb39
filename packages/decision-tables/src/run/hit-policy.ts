import type { Aggregation, Table } from '../dmn/table.ts';
import { equal, order } from '../values/compare.ts';
import { plus } from '../values/number.ts';
import { fail, type Run, type Value } from '../values/value.ts';
import { compile } from './compile.ts';
import type { Code, Frame, Scope } from './scope.ts';

/** A rule that held, and what it puts out. */
export type Hit = { readonly rule: number; readonly outputs: readonly Value[] };

/** What the table gives for the rules that held. */
export type Settle = (hits: readonly Hit[], frame: Frame, run: Run) => Value;

function nameOf(table: Table, index: number): string {
  return table.outputs[index]?.name ?? `output ${index + 1}`;
}

/** One output is a value, several are a context of their names. */
function resultOf(table: Table, outputs: readonly Value[]): Value {
  if (table.outputs.length === 1) return outputs[0] ?? null;
  return new Map(table.outputs.map((_, index) => [nameOf(table, index), outputs[index] ?? null]));
}

function sameOutputs(left: Hit, right: Hit): boolean {
  return left.outputs.every((value, index) => equal(value, right.outputs[index] ?? null) === true);
}

const add = (left: Value, right: Value) => (typeof left === 'number' && typeof right === 'number' ? plus(left, right) : null);
const pick = (sign: number) => (left: Value, right: Value) => {
  const place = order(left, right);
  return place === null ? null : place === sign ? left : right;
};

const folds: Record<Exclude<Aggregation, 'COUNT'>, (left: Value, right: Value) => Value> = { SUM: add, MIN: pick(-1), MAX: pick(1) };

function aggregate(table: Table, aggregation: Aggregation, hits: readonly Hit[]): Value {
  if (aggregation === 'COUNT') return hits.length;
  const fold = folds[aggregation];
  const columns = table.outputs.map((_, index) => hits.map((hit) => hit.outputs[index] ?? null).reduce(fold));
  return resultOf(table, columns);
}

type Ranks = readonly (readonly Value[] | null)[];

/** Places in the lists of output values, first column first (DMN 1.5, 8.2.11): smaller is more important. */
function compareByPriority(ranks: Ranks, left: Hit, right: Hit): number {
  for (const [index, listed] of ranks.entries()) {
    if (listed === null) continue;
    const place = (hit: Hit) => {
      const at = listed.findIndex((value) => equal(value, hit.outputs[index] ?? null) === true);
      return at < 0 ? listed.length : at;
    };
    const difference = place(left) - place(right);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Policy = (table: Table, hits: readonly Hit[], ranks: Ranks, run: Run) => Value;

const first: Policy = (table, hits) => resultOf(table, hits[0]?.outputs ?? []);
const listed: Policy = (table, hits) => hits.map((hit) => resultOf(table, hit.outputs));
const byPriority = (hits: readonly Hit[], ranks: Ranks) => hits.toSorted((left, right) => compareByPriority(ranks, left, right));

const policies: Record<Table['hitPolicy'], Policy> = {
  FIRST: first,
  UNIQUE: (table, hits, ranks, run) =>
    hits.length > 1
      ? fail(run, 'table.not_unique', `${table.name}: ${hits.length} rules hold where only one may`)
      : first(table, hits, ranks, run),
  ANY: (table, hits, ranks, run) => {
    const [one] = hits;
    const agree = hits.every((hit) => one !== undefined && sameOutputs(one, hit));
    return agree ? first(table, hits, ranks, run) : fail(run, 'table.not_any', `${table.name}: rules hold that disagree`);
  },
  PRIORITY: (table, hits, ranks, run) => first(table, byPriority(hits, ranks), ranks, run),
  'OUTPUT ORDER': (table, hits, ranks, run) => listed(table, byPriority(hits, ranks), ranks, run),
  'RULE ORDER': listed,
  COLLECT: (table, hits, ranks, run) =>
    table.aggregation === null ? listed(table, hits, ranks, run) : aggregate(table, table.aggregation, hits),
};

/** Compiles the hit policy of a table (DMN 1.5, 8.2.11), with what it gives when no rule holds. */
export function settleHits(table: Table, scope: Scope): Settle {
  const rankCodes = table.outputs.map((column) => column.allowed?.map((value) => compile(value, scope)) ?? null);
  const fallbacks = table.outputs.map((column) => (column.fallback === null ? null : compile(column.fallback, scope)));
  const policy = policies[table.hitPolicy];
  return (hits, frame, run) => {
    if (hits.length === 0) return unmatched(table, fallbacks, frame, run);
    const ranks = rankCodes.map((codes) => codes?.map((code) => code(frame, run)) ?? null);
    return policy(table, hits, ranks, run);
  };
}

const NO_HIT: Partial<Record<Table['hitPolicy'], Value>> = { COLLECT: [], 'RULE ORDER': [], 'OUTPUT ORDER': [] };

function unmatched(table: Table, fallbacks: readonly (Code | null)[], frame: Frame, run: Run): Value {
  if (fallbacks.some((code) => code !== null)) {
    const value = resultOf(
      table,
      fallbacks.map((code) => code?.(frame, run) ?? null),
    );
    return isMany(table) ? [value] : value;
  }
  if (table.aggregation === 'COUNT') return 0;
  if (isMany(table)) return NO_HIT[table.hitPolicy] ?? null;
  return fail(run, 'table.no_rule', `${table.name}: no rule holds`);
}

function isMany(table: Table): boolean {
  return table.hitPolicy in NO_HIT && table.aggregation === null;
}
