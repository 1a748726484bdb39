import { builtInType, type Type } from '../feel/type.ts';
import { MIDNIGHT_UTC, makeDateTime } from '../values/instant.ts';
import {
  asKind,
  burn,
  type DayTimeDuration,
  type FeelContext,
  type FeelDate,
  type FeelDateTime,
  type FeelFunction,
  type FeelList,
  type FeelRange,
  type FeelTime,
  fail,
  isContext,
  isList,
  type Run,
  type Value,
  type YearMonthDuration,
} from '../values/value.ts';

type Accepted = {
  any: Value;
  number: number;
  string: string;
  boolean: boolean;
  list: FeelList;
  context: FeelContext;
  function: FeelFunction;
  range: FeelRange;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  'date or time': FeelDate | FeelTime | FeelDateTime;
  'a date': FeelDate | FeelDateTime;
  duration: DayTimeDuration | YearMonthDuration;
  'days and time duration': DayTimeDuration;
};

type Base = keyof Accepted;
/** What a parameter takes: `?` may be missing or null. */
export type ParamKind = Base | `${Base}?`;
type Given<K extends ParamKind> = K extends `${infer B}?`
  ? B extends Base
    ? Accepted[B] | null
    : never
  : K extends Base
    ? Accepted[K]
    : never;
type Args<P extends readonly ParamKind[]> = { [I in keyof P]: Given<P[I]> };

const single = (value: Value) => (isList(value) && value.length === 1 ? (value[0] ?? null) : value);

type Take = { [K in Base]: (value: Value) => Accepted[K] | undefined };

const take: Take = {
  any: (value) => value,
  number: (value) => (typeof value === 'number' ? value : undefined),
  string: (value) => (typeof value === 'string' ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  list: (value) => (value === null ? undefined : isList(value) ? value : [value]),
  context: (value) => (isContext(value) ? value : undefined),
  function: (value) => asKind(value, 'function') ?? undefined,
  range: (value) => asKind(value, 'range') ?? undefined,
  date: (value) => asKind(value, 'date') ?? undefined,
  time: (value) => asKind(value, 'time') ?? undefined,
  'date and time': takeDateTime,
  'date or time': (value) => asKind(value, 'date') ?? asKind(value, 'time') ?? asKind(value, 'date and time') ?? undefined,
  'a date': (value) => asKind(value, 'date') ?? asKind(value, 'date and time') ?? undefined,
  duration: (value) => asKind(value, 'days and time duration') ?? asKind(value, 'years and months duration') ?? undefined,
  'days and time duration': (value) => asKind(value, 'days and time duration') ?? undefined,
};

function takeDateTime(value: Value): FeelDateTime | undefined {
  const date = asKind(value, 'date');
  return date === null ? (asKind(value, 'date and time') ?? undefined) : makeDateTime(date, MIDNIGHT_UTC);
}

function baseOf(kind: ParamKind): { readonly base: Base; readonly optional: boolean } {
  for (const base of bases) {
    if (kind === base) return { base, optional: false };
    if (kind === `${base}?`) return { base, optional: true };
  }
  return { base: 'any', optional: false };
}

function isBase(name: string): name is Base {
  return Object.hasOwn(take, name);
}

const bases = Object.keys(take).filter(isBase);

/** The value as the parameter takes it; undefined when it does not. A list of one stands for its item (DMN 1.5, 10.3.2.9.4). */
function accept(kind: ParamKind, value: Value | undefined): Value | undefined {
  const { base, optional } = baseOf(kind);
  if (value === undefined || value === null) return optional ? null : value === null && base === 'any' ? null : undefined;
  const taken = take[base](value);
  return taken !== undefined || base === 'list' ? taken : take[base](single(value));
}

function areArgs<P extends readonly ParamKind[]>(values: unknown, kinds: P): values is Args<P> {
  return Array.isArray(values) && values.length === kinds.length && !values.includes(undefined);
}

/** One way to call a built-in function. */
export type Signature = {
  readonly params: readonly string[];
  readonly kinds: readonly ParamKind[];
  /** The last parameter takes all further arguments as one list. */
  readonly rest: boolean;
  readonly apply: (values: readonly (Value | undefined)[], run: Run) => Value | undefined;
};

/** Describes one way to call a function; its body is only reached with values of these kinds. */
export function signature<const P extends readonly ParamKind[]>(
  params: readonly string[],
  kinds: P,
  body: (args: Args<P>, run: Run) => Value,
  rest = false,
): Signature {
  return {
    params,
    kinds,
    rest,
    apply: (values, run) => {
      const taken = kinds.map((kind, index) => accept(kind, values[index]));
      return areArgs(taken, kinds) ? body(taken, run) : undefined;
    },
  };
}

function spreadRest({ params, rest }: Signature, args: readonly Value[]): readonly Value[] {
  if (!rest || args.length < params.length) return args;
  const at = params.length - 1;
  const [first] = args.slice(at);
  // One null is a list that is missing, not a list of one null.
  if (params.length === 1 && args.length === 1) return [first ?? null];
  return [...args.slice(0, at), args.slice(at)];
}

/** What a function makes takes steps by its size, so that doubling a list over and over comes to an end. */
function paidFor(value: Value, run: Run): Value {
  if (isList(value)) burn(run, value.length);
  else if (typeof value === 'string') burn(run, value.length >> 4);
  return value;
}

/** The type of a parameter that takes only one; null where it takes several. */
function declared(kind: ParamKind): Type | null {
  const { base } = baseOf(kind);
  return base === 'any' || base === 'list' ? null : (builtInType(base) ?? null);
}

/** Makes the function of a name from its signatures; the first that takes the arguments is called. */
export function builtInFunction(name: string, signatures: readonly Signature[], result: Type | null): FeelFunction {
  const refuse = (run: Run) => fail(run, 'feel.wrong_arguments', `${name} does not take these arguments`);
  return {
    kind: 'function',
    name,
    params: signatures[0]?.params ?? [],
    types: { params: signatures[0]?.kinds.map(declared) ?? [], result },
    call: (args, run) => {
      for (const one of signatures) {
        const spread = spreadRest(one, args);
        if (spread.length > one.params.length) continue;
        const value = one.apply(spread, run);
        if (value !== undefined) return paidFor(value, run);
      }
      return refuse(run);
    },
    callNamed: (given, run) => {
      for (const one of signatures) {
        if ([...given.keys()].some((key) => !one.params.includes(key))) continue;
        const value = one.apply(
          one.params.map((param) => given.get(param)),
          run,
        );
        if (value !== undefined) return paidFor(value, run);
      }
      return refuse(run);
    },
  };
}
