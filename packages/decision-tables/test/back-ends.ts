import type { Column, Result, Row, Scalar, Value } from '../src/index.ts';
import { dateOfDays, epochDays } from '../src/values/days.ts';
import { asKind } from '../src/values/value.ts';
import { inputs } from './random-tables.ts';

/** A row as the generic evaluation takes it: days become dates. */
export function asContext(row: Row): Map<string, Value> {
  return new Map(
    Object.entries(row).map(([name, value]): [string, Value] => [
      name,
      name === 'd' && typeof value === 'number' ? dateOfDays(value) : value,
    ]),
  );
}

/** A value of the generic evaluation as the compiled back ends give it. */
export function asScalar(value: Value): Scalar {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  const date = asKind(value, 'date');
  if (date === null) throw new Error('no column holds such a value');
  return epochDays(date);
}

function columnOf(name: keyof typeof inputs, rows: readonly Row[]): Column {
  const values = rows.map((row) => row[name] ?? null);
  const kind = inputs[name];
  if (kind === 'boolean') return { kind, data: Uint8Array.from(values, (value) => (value === true ? 1 : value === false ? 0 : 2)) };
  if (kind === 'string') {
    const dictionary = [...new Set(values.map((value) => (typeof value === 'string' ? value : null)))];
    return { kind, dictionary, data: Uint8Array.from(values, (value) => dictionary.indexOf(typeof value === 'string' ? value : null)) };
  }
  const data = Float64Array.from(values, (value) => Number(value ?? 0));
  return { kind, data, nulls: Uint8Array.from(values, (value) => (value === null ? 1 : 0)) };
}

export function columnsOf(rows: readonly Row[]): Map<string, Column> {
  const names: readonly (keyof typeof inputs)[] = ['n', 'm', 's', 'b', 'd'];
  return new Map(names.map((name) => [name, columnOf(name, rows)]));
}

/** One result of a column as a scalar. */
export function resultAt(result: Result | undefined, row: number): Scalar {
  if (result === undefined) throw new Error('the column is missing');
  const stored = result.data[row] ?? Number.NaN;
  if (result.kind === 'string') return result.dictionary?.[stored] ?? null;
  if (result.kind === 'boolean') return stored === 2 ? null : stored === 1;
  return Number.isNaN(stored) ? null : stored;
}
