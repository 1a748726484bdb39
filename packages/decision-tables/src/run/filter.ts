import { lookUp } from '../feel/names.ts';
import type { Expr } from '../feel/tree.ts';
import { component } from '../values/components.ts';
import { burn, type FeelList, fail, isContext, isList, type Run, type Value } from '../values/value.ts';
import { compile } from './compile.ts';
import { type Code, type Frame, makeFrame, makeScope, type Scope } from './scope.ts';

function step(value: Value, name: string, run: Run): Value {
  if (isContext(value)) {
    const field = lookUp(value, name);
    return field === undefined ? fail(run, 'feel.no_field', `no entry "${name}"`) : field;
  }
  if (isList(value)) {
    burn(run, value.length);
    return value.map((item) => step(item, name, run));
  }
  const part = component(value, name);
  return part === undefined ? fail(run, 'feel.no_field', `no property "${name}"`) : part;
}

/** `a.b`; over a list it takes the entry of every item (DMN 1.5, 10.3.2.5). */
export function compilePath(node: Expr<'path'>, scope: Scope): Code {
  const of = compile(node.of, scope);
  const name = node.name;
  return (frame, run) => step(of(frame, run), name, run);
}

function pick(list: FeelList, index: number, run: Run): Value {
  const whole = Math.trunc(index);
  const item = whole > 0 ? list[whole - 1] : list[list.length + whole];
  return item === undefined || whole === 0 ? fail(run, 'feel.no_item', `no item ${index} in a list of ${list.length}`) : item;
}

/** `list[test]` keeps items, `list[number]` takes one (DMN 1.5, 10.3.2.5); a single value is a list of one. */
export function compileFilter(node: Expr<'filter'>, scope: Scope): Code {
  const of = compile(node.of, scope);
  const test = compile(node.test, makeScope(['item'], scope, true));
  return (frame, run) => {
    const source = of(frame, run);
    const list = isList(source) ? source : source === null ? [] : [source];
    burn(run, list.length);
    const first = test(makeFrame([list[0] ?? null], frame), run);
    if (typeof first === 'number') return pick(list, first, run);
    if (first !== null && typeof first !== 'boolean') return fail(run, 'feel.no_filter', 'a filter is a test or a number');
    return keep(list, first, test, frame, run);
  };
}

function keep(list: FeelList, first: Value, test: Code, frame: Frame, run: Run): Value {
  const kept: Value[] = [];
  for (const [index, item] of list.entries()) {
    const verdict = index === 0 ? first : test(makeFrame([item], frame), run);
    if (verdict !== null && typeof verdict !== 'boolean') return fail(run, 'feel.no_filter', 'a filter is a test or a number');
    if (verdict === true) kept.push(item);
  }
  return kept;
}
