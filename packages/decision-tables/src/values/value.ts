import type { Table } from '../dmn/table.ts';
import type { Type } from '../feel/type.ts';

/** What a FEEL expression gives (DMN 1.5, 10.3.2.1). Values never change once made. */
export type Value =
  | null
  | number
  | string
  | boolean
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DayTimeDuration
  | YearMonthDuration
  | FeelRange
  | FeelFunction
  | FeelList
  | FeelContext;

export type FeelList = readonly Value[];
/** Entries in their order; a Map, so that no name can collide with what every object has. */
export type FeelContext = ReadonlyMap<string, Value>;
/** Seconds east of UTC, or the name of a zone in the IANA data. */
export type Zone = number | string;
export type FeelDate = { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number };
export type FeelTime = {
  readonly kind: 'time';
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nano: number;
  readonly zone: Zone | null;
};
export type FeelDateTime = { readonly kind: 'date and time'; readonly date: FeelDate; readonly time: FeelTime };
export type DayTimeDuration = { readonly kind: 'days and time duration'; readonly nanos: bigint };
export type YearMonthDuration = { readonly kind: 'years and months duration'; readonly months: number };
/** The `open` end has no bound, as in `< 5`; of any other end that is null nobody knows where it lies. */
export type FeelRange = {
  readonly kind: 'range';
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  readonly open: 'start' | 'end' | null;
};
export type FeelFunction = {
  readonly kind: 'function';
  readonly name: string;
  readonly params: readonly string[];
  /** Declared types, where they are declared. */
  readonly types?: { readonly params: readonly (Type | null)[]; readonly result: Type | null };
  readonly call: (args: readonly Value[], run: Run) => Value;
  /** A built-in function chooses among signatures by the names given. */
  readonly callNamed?: (args: ReadonlyMap<string, Value>, run: Run) => Value;
};

/** What an evaluation carries with it. `nowMs` is the instant of the decision and `zone` where it falls; the law has no clock. */
export type Run = {
  readonly nowMs: number | null;
  readonly zone: Zone;
  /** Steps that are left before the evaluation is stopped. */
  fuel: number;
  /** How deep functions may still call each other. */
  depth: number;
  /** Why a value became null; the caller decides whether that matters. */
  readonly notes: Note[];
  /** Where tables write what they did; null when nobody asks. */
  readonly trace: TableTrace[] | null;
};

/** What one evaluation of a table saw: the values of its inputs and the rules that held, by index. */
export type TableTrace = {
  readonly table: Table;
  readonly inputs: readonly Value[];
  readonly matched: readonly number[];
  readonly value: Value;
};

export type Note = { readonly code: string; readonly text: string };

export type Kind =
  | 'null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

export function isList(value: Value): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: Value): value is FeelContext {
  return value instanceof Map;
}

type Tagged = Exclude<Value, null | number | string | boolean | FeelList | FeelContext>;

function isTagged(value: Value): value is Tagged {
  return typeof value === 'object' && value !== null && !isList(value) && !isContext(value);
}

export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (isTagged(value)) return value.kind;
  if (isList(value)) return 'list';
  if (isContext(value)) return 'context';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'string' : 'boolean';
}

type OfKind<K extends Tagged['kind']> = Extract<Tagged, { kind: K }>;

/** The value when it is of that tagged kind, else null. */
export function asKind<K extends Tagged['kind']>(value: Value | undefined, kind: K): OfKind<K> | null {
  if (value === undefined || !isTagged(value)) return null;
  return hasKind(value, kind) ? value : null;
}

function hasKind<K extends Tagged['kind']>(value: Tagged, kind: K): value is OfKind<K> {
  return value.kind === kind;
}

/** Null with a note of the reason: FEEL has no exceptions (DMN 1.5, 10.3.2.13), but nobody should have to guess. */
export function fail(run: Run, code: string, text: string): null {
  if (run.notes.length < 100) run.notes.push({ code, text });
  return null;
}

/** The error that ends an evaluation which would run for ever; everything else is a value. */
export class OutOfFuel extends Error {
  override name = 'OutOfFuel';
  readonly code = 'decision.too_long';
}

/** Takes steps from what is left; throws `OutOfFuel` when nothing is. */
export function burn(run: Run, steps = 1): void {
  run.fuel -= steps;
  if (run.fuel < 0) throw new OutOfFuel('the decision takes more steps than are allowed');
}

export const DEFAULT_FUEL = 5_000_000;
export const DEFAULT_DEPTH = 200;

export function newRun(options: { nowMs?: number; zone?: Zone; fuel?: number; trace?: boolean } = {}): Run {
  return {
    nowMs: options.nowMs ?? null,
    zone: options.zone ?? 0,
    fuel: options.fuel ?? DEFAULT_FUEL,
    depth: DEFAULT_DEPTH,
    notes: [],
    trace: options.trace ? [] : null,
  };
}
