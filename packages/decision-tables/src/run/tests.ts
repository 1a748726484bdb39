import { type Expr, usesTested } from '../feel/tree.ts';
import { and, compare, equal, meets, not, or, type Truth } from '../values/compare.ts';
import { fail, type Value } from '../values/value.ts';
import { compile } from './compile.ts';
import { type Code, type Frame, makeFrame, makeScope, type Scope, TESTED } from './scope.ts';

const truth = (value: Value): Truth => (typeof value === 'boolean' ? value : null);

export function compileBetween(node: Expr<'between'>, scope: Scope): Code {
  const [of, low, high] = [compile(node.of, scope), compile(node.low, scope), compile(node.high, scope)];
  return (frame, run) => {
    const value = of(frame, run);
    return and(compare('>=', value, low(frame, run)), compare('<=', value, high(frame, run)));
  };
}

export function compileLogic(node: Expr<'logic'>, scope: Scope): Code {
  const [left, right] = [compile(node.left, scope), compile(node.right, scope)];
  const join = node.operator === 'and' ? and : or;
  const decided = node.operator === 'or';
  return (frame, run) => {
    const first = truth(left(frame, run));
    return first === decided ? first : join(first, truth(right(frame, run)));
  };
}

/** A test that is taken for a value: the range of the one point, but nothing for all the others. */
export function compileEquals(node: Expr<'equals'>, scope: Scope): Code {
  const to = compile(node.to, scope);
  if (node.negated) return (_, run) => fail(run, 'feel.no_value', 'a test with "!=" is no value');
  return (frame, run) => {
    const end = to(frame, run);
    return { kind: 'range', start: end, end, startIncluded: true, endIncluded: true, open: null };
  };
}

export type TestCode = (value: Value, frame: Frame, run: Parameters<Code>[1]) => Truth;

/**
 * One positive test of a value (DMN 1.5, 7.3.2): an expression with `?` is itself the verdict; otherwise the value must be equal to
 * what it names, lie in the range, or be in the list.
 */
export function compileTest(node: Expr, scope: Scope): TestCode {
  if (node.kind === 'equals') {
    const to = compile(node.to, scope);
    return node.negated ? (value, frame, run) => not(equal(value, to(frame, run))) : (value, frame, run) => equal(value, to(frame, run));
  }
  if (node.kind === 'list') return compileTestList(node, scope);
  if (usesTested(node)) {
    const test = compile(node, makeScope([TESTED], scope));
    return (value, frame, run) => truth(test(makeFrame([value], frame), run));
  }
  const named = compile(node, scope);
  return (value, frame, run) => {
    const against = named(frame, run);
    if (against === true && value !== null && typeof value !== 'boolean' && node.kind !== 'literal') return true;
    return meets(value, against);
  };
}

/** A list written out may hold tests; any of them will do. */
function compileTestList(node: Expr<'list'>, scope: Scope): TestCode {
  const tests = node.items.map((item) => compileTest(item, scope));
  const whole = usesTested(node) || node.items.some((item) => item.kind === 'equals') ? null : compile(node, scope);
  return (value, frame, run) => {
    const found = tests.some((test) => test(value, frame, run) === true);
    return found || whole === null ? found : meets(value, whole(frame, run));
  };
}

/** Values of two kinds are simply not among each other; only beside a range or a test of `?` the answer may be unknown. */
function verdictOf(verdict: Truth, test: Expr | undefined): Truth {
  const plain = test?.kind === 'literal' || test?.kind === 'context';
  return plain ? verdict === true : verdict;
}

export function compileIn(node: Expr<'in'>, scope: Scope): Code {
  const of = compile(node.of, scope);
  const tests = node.tests.map((test) => compileTest(test, scope));
  return (frame, run) => {
    const value = of(frame, run);
    return tests.reduce<Truth>(
      (found, test, at) => (found === true ? true : or(found, verdictOf(test(value, frame, run), node.tests[at]))),
      false,
    );
  };
}
