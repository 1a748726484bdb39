import type { Column, Kernel, Program } from './columns.ts';

/** A kernel's results for all rows: numbers and dates with NaN for null, texts by dictionary, truths as 0, 1 and 2. */
export type Result = {
  readonly kind: Kernel['kind'];
  readonly data: Float64Array | Uint16Array | Uint8Array;
  readonly dictionary: readonly (string | null)[] | null;
};

type Loop = (count: number, out: ArrayLike<number>, offset: number, ...columns: ArrayLike<number>[]) => void;

type Step = { readonly kernel: Kernel; readonly loop: Loop; readonly table: Lookup | null };

/** A decision over one column of few values, made once for each of them. */
type Lookup = { readonly column: string; readonly loop: Loop };

function isLoop(value: unknown): value is Loop {
  return typeof value === 'function';
}

/** A loop of its own for each kernel: one that all share would see columns of every kind and be slow for all. */
function compileLoop(params: readonly string[], source: string, ...outer: readonly unknown[]): Loop {
  const made: unknown = new Function(...outer.map((_, index) => `o${index}`), `return (${params.join(', ')}) => {${source}};`)(...outer);
  if (!isLoop(made)) throw new Error('a kernel is no function');
  return made;
}

function kernelLoop(kernel: Kernel): Loop {
  const columns = kernel.reads.flatMap(({ nulls }, index) => (nulls ? [`c${index}`, `n${index}`] : [`c${index}`]));
  return compileLoop(['count', 'out', 'offset', ...columns], kernel.source);
}

const LOOK_UP = 'for (let i = 0; i < count; i += 1) out[i] = o0[column[i + offset]];';

function emptyColumn(kind: Kernel['kind'], rows: number): Result['data'] {
  if (kind === 'string') return new Uint16Array(new SharedArrayBuffer(rows * 2));
  return kind === 'boolean' ? new Uint8Array(new SharedArrayBuffer(rows)) : new Float64Array(new SharedArrayBuffer(rows * 8));
}

export function emptyResults(program: Program, rows: number): Map<string, Result> {
  const wanted = program.kernels.filter((kernel) => program.wanted.includes(kernel.name));
  return new Map(wanted.map(({ name, kind, dictionary }) => [name, { kind, data: emptyColumn(kind, rows), dictionary }]));
}

/** Rows whose intermediate results stay in the cache of a core. */
const CHUNK = 512;
const LARGEST_LOOKUP = 65_536;

function isSmall(column: Column): boolean {
  return column.data instanceof Uint8Array || column.data instanceof Uint16Array;
}

/** The one input of few possible values that a kernel reads; null when it reads others. */
function smallInput(kernel: Kernel, columns: ReadonlyMap<string, Column>): { readonly name: string; readonly size: number } | null {
  const [only] = kernel.reads;
  if (kernel.reads.length !== 1 || only === undefined || only.decided || only.nulls) return null;
  const column = columns.get(only.name);
  if (column === undefined || !isSmall(column)) return null;
  return { name: only.name, size: column.data instanceof Uint8Array ? 256 : LARGEST_LOOKUP };
}

/** When a kernel reads one input of few possible values, runs it over those once. */
function lookupOf(kernel: Kernel, loop: Loop, columns: ReadonlyMap<string, Column>, rows: number): Lookup | null {
  const input = smallInput(kernel, columns);
  if (input === null || input.size > rows) return null;
  const values = kernel.small ? new Int16Array(input.size) : new Float64Array(input.size);
  loop(
    input.size,
    values,
    0,
    Uint16Array.from({ length: input.size }, (_, value) => value),
  );
  return { column: input.name, loop: compileLoop(['count', 'out', 'offset', 'column'], LOOK_UP, values) };
}

function dataOf(columns: ReadonlyMap<string, Column>, name: string): Column['data'] {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`there is no column "${name}"`);
  return column.data;
}

function argumentsOf(
  kernel: Kernel,
  columns: ReadonlyMap<string, Column>,
  scratch: ReadonlyMap<string, ArrayLike<number>>,
): ArrayLike<number>[] {
  return kernel.reads.flatMap(({ name, nulls, decided }) => {
    if (decided) return [scratch.get(name) ?? new Float64Array(0)];
    const column = columns.get(name);
    const flags = column !== undefined && 'nulls' in column ? column.nulls : undefined;
    return nulls && flags !== undefined ? [dataOf(columns, name), flags] : [dataOf(columns, name)];
  });
}

function scratchFor(kernel: Kernel): Float64Array | Int16Array | Uint16Array | Uint8Array {
  if (kernel.small) return new Int16Array(CHUNK);
  if (kernel.kind === 'string') return new Uint16Array(CHUNK);
  return kernel.kind === 'boolean' ? new Uint8Array(CHUNK) : new Float64Array(CHUNK);
}

/** Decides the rows from one to another (exclusive), chunk by chunk, into results that others fill beside it. */
export function runRange(
  program: Program,
  columns: ReadonlyMap<string, Column>,
  results: ReadonlyMap<string, Result>,
  from: number,
  to: number,
): void {
  const steps: Step[] = program.kernels.map((kernel) => {
    const loop = kernelLoop(kernel);
    return { kernel, loop, table: lookupOf(kernel, loop, columns, to - from) };
  });
  const scratch = new Map(program.kernels.map((kernel) => [kernel.name, scratchFor(kernel)]));
  const args = steps.map(({ kernel }) => argumentsOf(kernel, columns, scratch));
  for (let offset = from; offset < to; offset += CHUNK) {
    const count = Math.min(CHUNK, to - offset);
    for (const [index, { kernel, loop, table }] of steps.entries()) {
      const out = scratch.get(kernel.name);
      if (out === undefined) continue;
      if (table === null) loop(count, out, offset, ...(args[index] ?? []));
      else table.loop(count, out, offset, dataOf(columns, table.column));
      results.get(kernel.name)?.data.set(out.subarray(0, count), offset);
    }
  }
}
