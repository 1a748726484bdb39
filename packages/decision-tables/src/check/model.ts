import type { Decision, DrgElement, Knowledge, Model } from '../dmn/model.ts';
import { variablesOf } from '../dmn/read-model.ts';
import type { Table } from '../dmn/table.ts';
import { childrenOf, type Expr } from '../feel/tree.ts';
import { ANY, type Type } from '../feel/type.ts';
import { analyseTable } from './analyse.ts';
import { ModelRefused, type Problem } from './problem.ts';
import { makeNames, withNames } from './scope.ts';
import { typeOf } from './type-of.ts';

function namesFor(model: Model, element: Decision | Knowledge, report: (found: Problem) => void) {
  const variables = variablesOf(element.requires, (key): Type => model.elements.get(key)?.type ?? ANY);
  const names = makeNames(variables, report);
  return element.kind === 'knowledge' ? withNames(names, [[element.name, element.type]]) : names;
}

function tablesIn(node: Expr): Table[] {
  return node.kind === 'table' ? [node.table] : childrenOf(node).flatMap(tablesIn);
}

function hasLogic(element: DrgElement): element is Decision | Knowledge {
  return element.kind === 'decision' || element.kind === 'knowledge';
}

/**
 * Everything that is wrong with a model, with the address of the cell: its form, unknown names, types that cannot be right, and
 * what the rules of each table leave open, decide twice or never reach. Nothing here is an error of the program.
 */
export function checkModel(model: Model): Problem[] {
  const problems: Problem[] = [...model.problems];
  for (const element of model.own) {
    if (!hasLogic(element)) continue;
    typeOf(
      element.logic,
      namesFor(model, element, (found) => problems.push(found)),
    );
    for (const table of tablesIn(element.logic)) problems.push(...analyseTable(table));
  }
  const seen = new Set<string>();
  return problems.filter((one) => {
    const key = JSON.stringify(one);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

/** Throws `ModelRefused` with every problem when a model must not be published; gives the warnings otherwise. */
export function assertPublishable(model: Model): Problem[] {
  const problems = checkModel(model);
  if (problems.some((one) => one.severity === 'error')) throw new ModelRefused(problems);
  return problems;
}
