import type { SyntaxNode } from '@lezer/common';
import { finite } from '../values/number.ts';
import { readAtLiteral } from '../values/read-temporal.ts';
import type { Value } from '../values/value.ts';
import { plainName } from './names.ts';
import { readType } from './read-type.ts';
import { unescapeString } from './strings.ts';
import { child, childNodes, isExpression, placeOf, refuseErrors, type Syntax, textOf } from './syntax.ts';
import type { Entry, Expr, Loop, Param } from './tree.ts';
import type { Type } from './type.ts';

export type Built = { readonly expression: Expr | null; readonly negated: boolean; readonly tests: readonly Expr[] };

/** Turns the grammar's tree into ours. Refuses by `syntax.refuse` at the first error. */
export function build(top: SyntaxNode, syntax: Syntax): Built {
  refuseErrors(top, syntax);
  const children = childNodes(top);
  if (top.name !== 'UnaryTests') {
    const [only] = children;
    return { expression: only === undefined ? null : expression(only, syntax), negated: false, tests: [] };
  }
  const list = children.find((child) => child.name === 'PositiveUnaryTests');
  return { expression: null, negated: children[0]?.name === 'not', tests: list === undefined ? [] : testsOf(list, syntax) };
}

function partsOf(node: SyntaxNode, syntax: Syntax): Expr[] {
  return childNodes(node)
    .filter(isExpression)
    .map((child) => expression(child, syntax));
}

function only(node: SyntaxNode, index: number, parts: readonly Expr[], syntax: Syntax): Expr {
  return parts[index] ?? syntax.refuse('syntax', node.from, node.to);
}

type Builder = (node: SyntaxNode, syntax: Syntax) => Expr;

function literal(node: SyntaxNode, syntax: Syntax, value: Value): Expr {
  return { kind: 'literal', value, at: placeOf(node, syntax) };
}

function named(node: SyntaxNode, syntax: Syntax): Expr {
  // The grammar takes "?" for a name.
  if (textOf(node, syntax) === '?') return { kind: 'tested', at: placeOf(node, syntax) };
  return { kind: 'name', name: plainName(textOf(node, syntax)), at: placeOf(node, syntax) };
}

function through(node: SyntaxNode, syntax: Syntax): Expr {
  return only(node, 0, partsOf(node, syntax), syntax);
}

function number(node: SyntaxNode, syntax: Syntax): Expr {
  const value = finite(Number(textOf(node, syntax).replace(/\s/g, '')));
  return value === null ? syntax.refuse('number_too_large', node.from, node.to) : literal(node, syntax, value);
}

function arithmetic(node: SyntaxNode, syntax: Syntax): Expr {
  const at = placeOf(node, syntax);
  const parts = partsOf(node, syntax);
  const left = only(node, 0, parts, syntax);
  const sign = textOf(child(node, 'ArithOp', syntax), syntax);
  const right = parts[1];
  if (right === undefined) return sign === '-' ? { kind: 'negate', of: left, at } : syntax.refuse('syntax', node.from, node.to);
  if (sign === '+' || sign === '-' || sign === '*' || sign === '/') return { kind: 'arithmetic', operator: sign, left, right, at };
  return { kind: 'arithmetic', operator: '**', left, right, at };
}

function comparator(node: SyntaxNode, syntax: Syntax) {
  const sign = textOf(node, syntax);
  if (sign === '<' || sign === '<=' || sign === '>' || sign === '>=' || sign === '=' || sign === '!=') return sign;
  return syntax.refuse('syntax', node.from, node.to);
}

function comparison(node: SyntaxNode, syntax: Syntax): Expr {
  const at = placeOf(node, syntax);
  const operator = node.getChild('CompareOp');
  const parts = partsOf(node, syntax);
  const left = only(node, 0, parts, syntax);
  if (operator !== null) return { kind: 'compare', operator: comparator(operator, syntax), left, right: only(node, 1, parts, syntax), at };
  if (node.getChild('between') !== null)
    return { kind: 'between', of: left, low: only(node, 1, parts, syntax), high: only(node, 2, parts, syntax), at };
  const list = node.getChild('PositiveUnaryTests');
  return { kind: 'in', of: left, tests: list === null ? [only(node, 1, parts, syntax)] : testsOf(list, syntax), at };
}

function testsOf(list: SyntaxNode, syntax: Syntax): Expr[] {
  return partsOf(list, syntax);
}

/** `< 5`, `= 5`, `!= 5` where a value may stand: a range without one end, one point, or all but that point. */
function unaryTest(node: SyntaxNode, syntax: Syntax): Expr {
  const operator = node.getChild('CompareOp');
  if (operator === null) return through(node, syntax);
  const at = placeOf(node, syntax);
  const of = through(node, syntax);
  const sign = comparator(operator, syntax);
  if (sign === '!=' || sign === '=') return { kind: 'equals', negated: sign === '!=', to: of, at };
  const included = sign.endsWith('=');
  const below = sign === '<' || sign === '<=';
  return {
    kind: 'range',
    low: below ? null : of,
    high: below ? of : null,
    lowIncluded: !below && included,
    highIncluded: below && included,
    at,
  };
}

function interval(node: SyntaxNode, syntax: Syntax): Expr {
  const parts = partsOf(node, syntax);
  const [low, high] = [only(node, 0, parts, syntax), only(node, 1, parts, syntax)];
  const text = textOf(node, syntax);
  return { kind: 'range', low, high, lowIncluded: text.startsWith('['), highIncluded: text.endsWith(']'), at: placeOf(node, syntax) };
}

function path(node: SyntaxNode, syntax: Syntax): Expr {
  const parts = childNodes(node);
  const [of, last] = [parts[0], parts[parts.length - 1]];
  if (of === undefined || last === undefined || of === last) return syntax.refuse('syntax', node.from, node.to);
  return { kind: 'path', of: expression(of, syntax), name: plainName(textOf(last, syntax)), at: placeOf(node, syntax) };
}

function filter(node: SyntaxNode, syntax: Syntax): Expr {
  const parts = partsOf(node, syntax);
  return { kind: 'filter', of: only(node, 0, parts, syntax), test: only(node, 1, parts, syntax), at: placeOf(node, syntax) };
}

function argumentsOf(node: SyntaxNode, syntax: Syntax): { args: Expr[]; names: string[] | null } {
  const list = node.getChild('NamedParameters');
  if (list === null) {
    const positional = node.getChild('PositionalParameters');
    return { args: positional === null ? [] : partsOf(positional, syntax), names: null };
  }
  const parameters = list.getChildren('NamedParameter');
  return {
    args: parameters.map((parameter) => through(parameter, syntax)),
    names: parameters.map((parameter) => plainName(textOf(child(parameter, 'ParameterName', syntax), syntax))),
  };
}

function invocation(node: SyntaxNode, syntax: Syntax): Expr {
  const special = node.getChild('SpecialFunctionName');
  const [first] = childNodes(node);
  if (first === undefined) return syntax.refuse('syntax', node.from, node.to);
  const callee = special === null ? expression(first, syntax) : named(special, syntax);
  return { kind: 'call', callee, ...argumentsOf(node, syntax), at: placeOf(node, syntax) };
}

function dateTime(node: SyntaxNode, syntax: Syntax): Expr {
  const literalNode = node.getChild('AtLiteral');
  if (literalNode !== null) return atLiteral(literalNode, syntax);
  const callee = named(child(node, 'DateTimeConstructor', syntax), syntax);
  return { kind: 'call', callee, ...argumentsOf(node, syntax), at: placeOf(node, syntax) };
}

function atLiteral(node: SyntaxNode, syntax: Syntax): Expr {
  const value = readAtLiteral(unescapeString(textOf(child(node, 'StringLiteral', syntax), syntax)));
  return value === null ? syntax.refuse('not_temporal', node.from, node.to) : literal(node, syntax, value);
}

function loopsOf(node: SyntaxNode, syntax: Syntax): Loop[] {
  return child(node, 'InExpressions', syntax)
    .getChildren('InExpression')
    .map((one) => {
      const domain = child(one, 'IterationContext', syntax);
      const parts = partsOf(domain, syntax);
      const name = plainName(textOf(child(one, 'Name', syntax), syntax));
      return { name, of: only(domain, 0, parts, syntax), to: parts[1] ?? null };
    });
}

function lastPart(node: SyntaxNode, syntax: Syntax): Expr {
  const parts = childNodes(node).filter((one) => isExpression(one));
  const last = parts[parts.length - 1] ?? syntax.refuse('syntax', node.from, node.to);
  return expression(last, syntax);
}

function context(node: SyntaxNode, syntax: Syntax): Expr {
  const entries: Entry[] = node.getChildren('ContextEntry').map((entry) => {
    const key = child(entry, 'Key', syntax);
    const text = key.getChild('StringLiteral');
    return {
      name: text === null ? plainKey(textOf(key, syntax)) : unescapeString(textOf(text, syntax)),
      value: through(entry, syntax),
    };
  });
  return { kind: 'context', entries, result: null, row: false, at: placeOf(node, syntax) };
}

function plainKey(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function typeOf(node: SyntaxNode, syntax: Syntax): Type {
  const written = syntax.hidden.get(node.from) ?? textOf(node, syntax);
  return readType(written, syntax.types) ?? syntax.refuse('unknown_type', node.from, node.to);
}

function functionDefinition(node: SyntaxNode, syntax: Syntax): Expr {
  const params: Param[] = child(node, 'FormalParameters', syntax)
    .getChildren('FormalParameter')
    .map((parameter) => {
      const type = parameter.getChild('Type');
      const name = plainName(textOf(child(parameter, 'ParameterName', syntax), syntax));
      return { name, type: type === null ? null : typeOf(type, syntax) };
    });
  const body = through(child(node, 'FunctionBody', syntax), syntax);
  const at = placeOf(node, syntax);
  if (node.getChild('external') !== null) return { kind: 'external', params, mapping: body, at };
  return { kind: 'function', params, body, result: null, at };
}

const builders: Record<string, Builder> = {
  null: (node, syntax) => literal(node, syntax, null),
  '?': (node, syntax) => ({ kind: 'tested', at: placeOf(node, syntax) }),
  NumericLiteral: number,
  StringLiteral: (node, syntax) => literal(node, syntax, unescapeString(textOf(node, syntax))),
  BooleanLiteral: (node, syntax) => literal(node, syntax, textOf(node, syntax) === 'true'),
  DateTimeLiteral: dateTime,
  AtLiteral: atLiteral,
  VariableName: named,
  ParenthesizedExpression: through,
  PositiveUnaryTest: through,
  SimplePositiveUnaryTest: unaryTest,
  Interval: interval,
  ArithmeticExpression: arithmetic,
  Comparison: comparison,
  Disjunction: (node, syntax) => logic(node, syntax, 'or'),
  Conjunction: (node, syntax) => logic(node, syntax, 'and'),
  PathExpression: path,
  FilterExpression: filter,
  FunctionInvocation: invocation,
  FunctionDefinition: functionDefinition,
  List: (node, syntax) => ({ kind: 'list', items: partsOf(node, syntax), at: placeOf(node, syntax) }),
  Context: context,
  IfExpression: (node, syntax) => {
    const parts = partsOf(node, syntax);
    const [test, yes, no] = [only(node, 0, parts, syntax), only(node, 1, parts, syntax), only(node, 2, parts, syntax)];
    return { kind: 'if', test, yes, no, at: placeOf(node, syntax) };
  },
  ForExpression: (node, syntax) => ({
    kind: 'for',
    loops: loopsOf(node, syntax),
    body: lastPart(node, syntax),
    at: placeOf(node, syntax),
  }),
  QuantifiedExpression: (node, syntax) => ({
    kind: 'quantified',
    every: node.getChild('every') !== null,
    loops: loopsOf(node, syntax),
    test: lastPart(node, syntax),
    at: placeOf(node, syntax),
  }),
  InstanceOfExpression: (node, syntax) => ({
    kind: 'instanceOf',
    of: through(node, syntax),
    type: typeOf(child(node, 'Type', syntax), syntax),
    at: placeOf(node, syntax),
  }),
};

function logic(node: SyntaxNode, syntax: Syntax, operator: 'and' | 'or'): Expr {
  const parts = partsOf(node, syntax);
  return { kind: 'logic', operator, left: only(node, 0, parts, syntax), right: only(node, 1, parts, syntax), at: placeOf(node, syntax) };
}

function expression(node: SyntaxNode, syntax: Syntax): Expr {
  const builder = Object.hasOwn(builders, node.name) ? builders[node.name] : undefined;
  return builder === undefined ? syntax.refuse('syntax', node.from, node.to) : builder(node, syntax);
}
