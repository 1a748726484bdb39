import { lookUp } from '../feel/names.ts';
import type { Expr } from '../feel/tree.ts';
import { builtIn } from '../functions/index.ts';
import { fail, isContext, type Run, type Value } from '../values/value.ts';
import { type Code, type Found, type Frame, frameAt, resolve, type Scope, TESTED } from './scope.ts';

/** A variable: bound by a scope, a field of the item that a filter looks at, or a built-in function. */
export function compileName(node: Expr<'name'>, scope: Scope): Code {
  const { items, found } = resolve(scope, node.name);
  const outside = found === null ? compileUnbound(node.name) : compileBound(found);
  if (items.length === 0) return outside;
  return (frame, run) => {
    for (const hops of items) {
      const value = fieldOfItem(frameAt(frame, hops), node.name);
      if (value !== undefined) return value;
    }
    return outside(frame, run);
  };
}

/** Slot 0 of an item's frame is the item itself. */
function fieldOfItem(frame: Frame, name: string): Value | undefined {
  const item = frame.values[0] ?? null;
  return isContext(item) ? lookUp(item, name) : undefined;
}

function compileBound({ hops, slot }: Found): Code {
  if (hops === 0) return (frame) => frame.values[slot] ?? null;
  if (hops === 1) return (frame) => frame.up?.values[slot] ?? null;
  return (frame) => frameAt(frame, hops).values[slot] ?? null;
}

function compileUnbound(name: string): Code {
  const builtInFunction = builtIn(name);
  if (builtInFunction !== undefined) return () => builtInFunction;
  return (_, run: Run) => fail(run, 'feel.unknown_name', `nothing is named "${name}"`);
}

export function compileTested(_: Expr<'tested'>, scope: Scope): Code {
  const { found } = resolve(scope, TESTED);
  if (found === null) return (_frame, run) => fail(run, 'feel.nothing_tested', '"?" stands only in a test');
  return compileBound(found);
}
