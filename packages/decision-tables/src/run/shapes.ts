import { convert, isInstance } from '../feel/conform.ts';
import { plainName } from '../feel/names.ts';
import type { Entry, Expr } from '../feel/tree.ts';
import { writeType } from '../feel/type.ts';
import { order } from '../values/compare.ts';
import { fail, type Run, type Value } from '../values/value.ts';
import { writeValue } from '../values/write.ts';
import { compile } from './compile.ts';
import { type Code, makeFrame, makeScope, type Scope } from './scope.ts';

/** Entries see those before them; a boxed context with a result gives that instead (DMN 1.5, 10.2.1.4). */
export function compileContext(node: Expr<'context'>, scope: Scope): Code {
  const entries = node.entries;
  const names = entries.map((entry) => plainName(entry.name));
  if (new Set(entries.map((entry) => entry.name)).size < entries.length)
    return (_, run) => fail(run, 'feel.entry_twice', 'a context names an entry twice');
  const codes = entries.map((entry, index) => compileEntry(entry, node.row ? [] : names.slice(0, index), scope));
  const result = node.result === null ? null : compile(node.result, makeScope(names, scope));
  return (frame, run) => {
    const values: Value[] = [];
    const inner = makeFrame(values, frame);
    for (const code of codes) values.push(code(inner, run));
    if (result !== null) return result(inner, run);
    return new Map(entries.map((entry, index) => [entry.name, values[index] ?? null]));
  };
}

/** A function may call itself by the name of its entry. */
function compileEntry(entry: Entry, before: readonly string[], scope: Scope): Code {
  const own = holdsFunction(entry.value) ? [plainName(entry.name)] : [];
  return compile(entry.value, makeScope([...before, ...own], scope));
}

function holdsFunction(node: Expr): boolean {
  return node.kind === 'function' || (node.kind === 'typed' && holdsFunction(node.of));
}

/** A range, whose ends must be of one kind and in order to mean anything; an end may be open. */
export function compileRange(node: Expr<'range'>, scope: Scope): Code {
  const low = node.low === null ? null : compile(node.low, scope);
  const high = node.high === null ? null : compile(node.high, scope);
  const { lowIncluded: startIncluded, highIncluded: endIncluded } = node;
  const open = low === null ? 'start' : high === null ? 'end' : null;
  return (frame, run) => {
    const start = low === null ? null : low(frame, run);
    const end = high === null ? null : high(frame, run);
    if (start !== null && end !== null && order(start, end) === null)
      return fail(run, 'feel.no_range', `no range from ${writeValue(start)} to ${writeValue(end)}`);
    return { kind: 'range', start, end, startIncluded, endIncluded, open };
  };
}

export function compileInstanceOf(node: Expr<'instanceOf'>, scope: Scope): Code {
  const of = compile(node.of, scope);
  const type = node.type;
  return (frame, run) => isInstance(of(frame, run), type);
}

/** Null with a note when the value does not conform (DMN 1.5, 10.3.2.9.4). */
export function fitted(value: Value, type: Parameters<typeof convert>[1], run: Run): Value {
  const converted = convert(value, type);
  return converted === undefined ? fail(run, 'feel.wrong_type', `${writeValue(value)} is no ${writeType(type)}`) : converted;
}

export function compileTyped(node: Expr<'typed'>, scope: Scope): Code {
  const of = compile(node.of, scope);
  const type = node.type;
  return (frame, run) => fitted(of(frame, run), type, run);
}
