import { type Expr, type Loop, mentions } from '../feel/tree.ts';
import { dateOfDays, epochDays } from '../values/days.ts';
import { asKind, burn, type FeelList, fail, isList, type Run, type Value } from '../values/value.ts';
import { compile } from './compile.ts';
import { type Code, type Frame, makeFrame, makeScope, type Scope } from './scope.ts';

type Domain = (frame: Frame, run: Run) => FeelList | null;

const LONGEST_DOMAIN = 1_000_000;

function countFromTo(from: number, to: number, at: (value: number) => Value, run: Run): FeelList | null {
  const count = Math.abs(to - from) + 1;
  if (!Number.isInteger(from) || !Number.isInteger(to)) return fail(run, 'feel.no_domain', 'a loop counts whole numbers');
  if (count > LONGEST_DOMAIN) burn(run, Number.POSITIVE_INFINITY);
  burn(run, count);
  const sign = from <= to ? 1 : -1;
  return Array.from({ length: count }, (_, index) => at(from + sign * index));
}

/** Numbers or dates from one end to the other, downward when the first is greater (DMN 1.5, 10.3.2.14). */
function spread(from: Value, to: Value, run: Run): FeelList | null {
  if (typeof from === 'number' && typeof to === 'number') return countFromTo(from, to, (value) => value, run);
  const [first, last] = [asKind(from, 'date'), asKind(to, 'date')];
  if (first !== null && last !== null) return countFromTo(epochDays(first), epochDays(last), dateOfDays, run);
  return fail(run, 'feel.no_domain', 'a loop runs over a list, whole numbers or dates');
}

function spreadRange(range: Value, run: Run): FeelList | null {
  const ends = asKind(range, 'range');
  if (ends === null) return null;
  const list = spread(ends.start, ends.end, run);
  return list?.slice(ends.startIncluded ? 0 : 1, ends.endIncluded ? list.length : -1) ?? null;
}

function compileDomain(loop: Loop, scope: Scope): Domain {
  const of = compile(loop.of, scope);
  const to = loop.to === null ? null : compile(loop.to, scope);
  return (frame, run) => {
    const value = of(frame, run);
    if (to !== null) return spread(value, to(frame, run), run);
    if (isList(value)) return value;
    if (value === null) return fail(run, 'feel.no_domain', 'a loop runs over a list, and there is none');
    return asKind(value, 'range') === null ? [value] : spreadRange(value, run);
  };
}

type Visit = (frame: Frame) => boolean;

/** Visits every combination until a visit says stop; false when a domain is no list. */
type Walk = (frame: Frame, run: Run, visit: Visit) => boolean;

function compileWalk(loops: readonly Loop[], scope: Scope): { readonly walk: Walk; readonly scope: Scope } {
  const [loop, ...rest] = loops;
  if (loop === undefined) return { walk: (frame, _, visit) => visit(frame), scope };
  const domain = compileDomain(loop, scope);
  const inner = compileWalk(rest, makeScope([loop.name], scope));
  const walk: Walk = (frame, run, visit) => {
    const list = domain(frame, run);
    if (list === null) return false;
    for (const item of list) {
      burn(run);
      if (!inner.walk(makeFrame([item], frame), run, visit)) return false;
    }
    return true;
  };
  return { walk, scope: inner.scope };
}

export function compileFor(node: Expr<'for'>, scope: Scope): Code {
  const outer = makeScope(['partial'], scope);
  const { walk, scope: inner } = compileWalk(node.loops, outer);
  const body = compile(node.body, inner);
  const partial = mentions(node.body, 'partial');
  return (frame, run) => {
    const results: Value[] = [];
    const top = makeFrame([[]], frame);
    const whole = walk(top, run, (at) => {
      if (partial) {
        top.values[0] = results.slice();
        burn(run, results.length >> 6);
      }
      results.push(body(at, run));
      return true;
    });
    return whole ? results : null;
  };
}

export function compileQuantified(node: Expr<'quantified'>, scope: Scope): Code {
  const { walk, scope: inner } = compileWalk(node.loops, scope);
  const test = compile(node.test, inner);
  const decisive = !node.every;
  return (frame, run) => {
    let verdict: boolean | null = node.every;
    let decided = false;
    const whole = walk(frame, run, (at) => {
      const value = test(at, run);
      if (value === decisive) decided = true;
      else if (value === null) verdict = null;
      else if (typeof value !== 'boolean') return false;
      return true;
    });
    if (!whole) return null;
    return decided ? decisive : verdict;
  };
}
