import { elementNamed, type Model } from './dmn/model.ts';
import type { Table } from './dmn/table.ts';
import { type Graph, makeGraph, openSession, valueAt } from './run/graph.ts';
import {
  asKind,
  type FeelContext,
  fail,
  type Note,
  newRun,
  OutOfFuel,
  type Run,
  type TableTrace,
  type Value,
  type Zone,
} from './values/value.ts';

export type EvaluateOptions = {
  /** The instant of the decision, in milliseconds since 1970; without it `now()` and `today()` are null. */
  readonly nowMs?: number;
  readonly zone?: Zone;
  /** Steps after which the evaluation is stopped. */
  readonly fuel?: number;
  /** Whether to keep which rules held; costs about half of the speed. */
  readonly explain?: boolean;
};

/** One rule that held: its place and id in the table, what each condition saw, and the note that stands beside it. */
export type HeldRule = {
  readonly number: number;
  readonly id: string;
  readonly conditions: readonly { readonly label: string; readonly value: Value; readonly test: string; readonly cell: string }[];
  readonly annotations: readonly string[];
};

export type TableReason = {
  readonly table: string;
  readonly hitPolicy: string;
  readonly rules: readonly HeldRule[];
  readonly value: Value;
};

export type Reason = {
  readonly decision: string;
  readonly question: string | null;
  readonly value: Value;
  readonly tables: readonly TableReason[];
};

export type Outcome = {
  readonly value: Value;
  /** Decisions in the order they were made, when an explanation was asked for. */
  readonly reasons: readonly Reason[];
  /** Why something became null on the way. */
  readonly notes: readonly Note[];
  /** True when the evaluation was stopped for taking too long; the value is null then. */
  readonly stopped: boolean;
};

const graphs = new WeakMap<Model, Graph>();

function graphOf(model: Model): Graph {
  const known = graphs.get(model);
  if (known !== undefined) return known;
  const graph = makeGraph(model);
  graphs.set(model, graph);
  return graph;
}

function heldRule(table: Table, index: number, inputs: readonly Value[]): HeldRule {
  const rule = table.rules[index];
  const conditions = (rule?.conditions ?? []).flatMap((cell, column) => {
    if (cell.tests.length === 0) return [];
    return [{ label: table.inputs[column]?.label ?? '', value: inputs[column] ?? null, test: cell.text, cell: cell.cell }];
  });
  return { number: index + 1, id: rule?.id ?? '', conditions, annotations: rule?.annotations ?? [] };
}

/** Puts a trace into words that a person can follow; only done when somebody looks. */
export function tableReason({ table, inputs, matched, value }: TableTrace): TableReason {
  return { table: table.name, hitPolicy: table.hitPolicy, rules: matched.map((index) => heldRule(table, index, inputs)), value };
}

function guarded(run: Run, evaluate: () => Value): { value: Value; stopped: boolean } {
  try {
    return { value: evaluate(), stopped: false };
  } catch (error) {
    // A stack overflow is an evaluation that would run for ever, too.
    if (error instanceof OutOfFuel || error instanceof RangeError)
      return { value: fail(run, 'decision.too_long', error.message), stopped: true };
    throw error;
  }
}

/**
 * Makes a decision, or calls a decision service or a knowledge model by name with values by the names of its parameters.
 * Explains on request which rules held and why. An unknown name gives null with a note.
 */
export function evaluate(model: Model, name: string, inputs: FeelContext, options: EvaluateOptions = {}): Outcome {
  const run = newRun({ nowMs: options.nowMs, zone: options.zone, fuel: options.fuel, trace: options.explain });
  const reasons: Reason[] = [];
  const element = elementNamed(model, name, ['decision', 'service', 'knowledge', 'input']);
  if (element === null)
    return { value: fail(run, 'model.no_decision', `nothing is named "${name}"`), reasons, notes: run.notes, stopped: false };
  const trace = run.trace;
  const session = openSession(graphOf(model), inputs, run, (decision, value, before) => {
    if (trace === null) return;
    const tables = trace.splice(before).map(tableReason);
    reasons.push({ decision: decision.name, question: decision.question, value, tables });
  });
  const { value, stopped } = guarded(run, () => {
    const made = valueAt(session, element.key);
    const callable = element.kind === 'service' || element.kind === 'knowledge' ? asKind(made, 'function') : null;
    return callable === null ? made : callable.call(argumentsFor(callable.params, inputs), run);
  });
  return { value, reasons, notes: run.notes, stopped };
}

function argumentsFor(params: readonly string[], inputs: FeelContext): Value[] {
  return params.map((param) => inputs.get(param) ?? null);
}
