import { convert } from '../feel/conform.ts';
import { plainName } from '../feel/names.ts';
import type { Expr, Param } from '../feel/tree.ts';
import { ANY } from '../feel/type.ts';
import { externalFunction } from '../functions/external.ts';
import { asKind, burn, type FeelFunction, fail, isContext, OutOfFuel, type Run, type Value } from '../values/value.ts';
import { compile } from './compile.ts';
import { type Code, makeFrame, makeScope, type Scope } from './scope.ts';
import { fitted } from './shapes.ts';

export function compileCall(node: Expr<'call'>, scope: Scope): Code {
  const callee = compile(node.callee, scope);
  const args = node.args.map((arg) => compile(arg, scope));
  const names = node.names;
  return (frame, run) => {
    burn(run);
    const called = asKind(callee(frame, run), 'function');
    if (called === null) return fail(run, 'feel.no_function', 'what is called is no function');
    const values = args.map((arg) => arg(frame, run));
    return names === null ? called.call(values, run) : callByName(called, names, values, run);
  };
}

function callByName(called: FeelFunction, names: readonly string[], values: readonly Value[], run: Run): Value {
  const given = new Map(names.map((name, index) => [name, values[index] ?? null]));
  if (given.size < names.length) return fail(run, 'feel.wrong_arguments', `${called.name}: a parameter is named twice`);
  if (called.callNamed !== undefined) return called.callNamed(given, run);
  const params = called.params.map(plainName);
  const stranger = names.find((name) => !params.includes(name));
  if (stranger !== undefined || given.size < params.length)
    return fail(run, 'feel.wrong_arguments', `${called.name}: ${stranger ?? 'a parameter is missing'}`);
  return called.call(
    params.map((param) => given.get(param) ?? null),
    run,
  );
}

/** Fits arguments to the declared types; null when one does not conform or their number is wrong. */
function fitArguments(name: string, params: readonly Param[], args: readonly Value[], run: Run): Value[] | null {
  if (args.length !== params.length)
    return fail(run, 'feel.wrong_arguments', `${name} takes ${params.length} arguments and was given ${args.length}`);
  const fittedArgs: Value[] = [];
  for (const [index, param] of params.entries()) {
    const converted = convert(args[index] ?? null, param.type ?? ANY);
    if (converted === undefined) return fail(run, 'feel.wrong_type', `${name}: ${param.name} is of another type`);
    fittedArgs.push(converted);
  }
  return fittedArgs;
}

/** A function over what it saw where it was defined; its body is evaluated under the caller's limits. */
export function makeFunction(
  name: string,
  params: readonly Param[],
  result: Expr<'function'>['result'],
  body: (args: Value[], run: Run) => Value,
): FeelFunction {
  return {
    kind: 'function',
    name,
    params: params.map((param) => param.name),
    types: { params: params.map((param) => param.type), result: result?.kind === 'any' ? null : result },
    call: (args, run) => {
      const fittedArgs = fitArguments(name, params, args, run);
      if (fittedArgs === null) return null;
      burn(run);
      if (run.depth <= 0) throw new OutOfFuel(`${name} calls itself too deeply`);
      run.depth -= 1;
      const value = body(fittedArgs, run);
      run.depth += 1;
      return result === null ? value : fitted(value, result, run);
    },
  };
}

export function compileFunction(node: Expr<'function'>, scope: Scope): Code {
  const body = compile(
    node.body,
    makeScope(
      node.params.map((param) => param.name),
      scope,
    ),
  );
  return (frame) => makeFunction('function', node.params, node.result, (args, run) => body(makeFrame(args, frame), run));
}

/** A function of another language: only the pure arithmetic that `externalFunction` knows is ever called. */
export function compileExternal(node: Expr<'external'>, scope: Scope): Code {
  const mapping = compile(node.mapping, scope);
  return (frame, run) => {
    const written = mapping(frame, run);
    const java = isContext(written) ? (written.get('java') ?? null) : null;
    const known = isContext(java) ? externalFunction(java.get('class') ?? null, java.get('method signature') ?? null) : null;
    return makeFunction('external', node.params, null, (args, inner) =>
      known === null ? fail(inner, 'feel.external', 'functions of other languages are not called') : known(args),
    );
  };
}
