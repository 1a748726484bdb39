import { NotCompiled, scalarKind } from '../compiled/emitted.ts';
import { dependencies } from '../compiled/row.ts';
import { type Decision, elementNamed, type Model } from '../dmn/model.ts';
import { plainName } from '../feel/names.ts';
import type { Expr } from '../feel/tree.ts';
import type { Type } from '../feel/type.ts';
import { quoteName, restrictSql, type Sql, type SqlNames, toSql } from './expression.ts';
import { tableSql } from './table.ts';

export type Population = {
  /** The table or view as it stands in FROM, quoted by the caller. */
  readonly from: string;
  /** Columns to give back beside the decisions, such as the key. */
  readonly keys: readonly string[];
  /** The column of each input, where it has another name. */
  readonly columns?: Readonly<Record<string, string>>;
};

function logicSql(node: Expr, names: SqlNames): Sql {
  if (node.kind === 'table') return tableSql(node.table, names);
  if (node.kind === 'typed' && node.of.kind === 'table') return restrictSql(tableSql(node.of.table, names), node.type, names);
  return toSql(node, names);
}

type Layers = { from: string; readonly names: Map<string, Sql>; readonly types: Map<string, Type>; readonly done: Map<string, string> };

/** Inputs are read once, restricted to what their types allow; whole numbers stay whole only when the column's type says so. */
function inputLayer(model: Model, population: Population, keys: readonly string[], inputs: ReadonlySet<string>): Layers {
  const names = new Map<string, Sql>();
  const types = new Map<string, Type>();
  const selected: string[] = keys.map((key, index) => `${quoteName(key)} AS k${index}`);
  for (const element of model.own) {
    if (element.kind !== 'input' || !inputs.has(element.key)) continue;
    const column = quoteName(population.columns?.[element.name] ?? element.name);
    const kind = scalarKind(element.type);
    const read: Sql = { kind, sql: kind === 'number' ? `${column}::numeric` : column, whole: false };
    const alias = `x${names.size}`;
    const value = restrictSql(read, element.type, { names, types, tested: null });
    selected.push(`${value.sql} AS ${alias}`);
    names.set(plainName(element.name), { ...read, sql: alias });
    types.set(plainName(element.name), element.type);
  }
  return { from: `SELECT ${selected.join(', ')} FROM ${population.from}`, names, types, done: new Map() };
}

/** One layer for each decision; OFFSET 0 keeps the planner from writing a decision out wherever it is used. */
function addLayer(layers: Layers, decision: Decision): void {
  const value = logicSql(decision.logic, { names: layers.names, types: layers.types, tested: null });
  const alias = `d${layers.done.size}`;
  layers.from = `SELECT l.*, ${value.sql} AS ${alias} FROM (${layers.from} OFFSET 0) l`;
  layers.names.set(plainName(decision.name), { ...value, sql: alias });
  layers.types.set(plainName(decision.name), decision.type);
  layers.done.set(decision.name, alias);
}

/**
 * One SELECT that makes decisions for every row of a table, in PostgreSQL's SQL; a column for each, named like it. Null when a
 * decision lies outside of what is compiled. The text holds nothing of the model but quoted names and literals.
 */
export function populationSql(model: Model, wanted: readonly string[], population: Population): string | null {
  try {
    const found = wanted.map((name) => elementNamed(model, name, ['decision'])).filter((element) => element?.kind === 'decision');
    if (found.length < wanted.length) return null;
    const ordered = [...new Set(found.flatMap((decision) => dependencies(model, decision)))];
    const inputs = new Set(ordered.flatMap((decision) => decision.requires.map((required) => required.key)));
    const layers = inputLayer(model, population, population.keys, inputs);
    for (const decision of ordered) addLayer(layers, decision);
    const keys = population.keys.map((key, index) => `k${index} AS ${quoteName(key)}`);
    const results = wanted.map((name) => `${layers.done.get(name) ?? 'NULL'} AS ${quoteName(name)}`);
    return `SELECT ${[...keys, ...results].join(', ')} FROM (${layers.from} OFFSET 0) r`;
  } catch (error) {
    if (error instanceof NotCompiled) return null;
    throw error;
  }
}
