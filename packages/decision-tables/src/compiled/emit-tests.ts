import type { Tests } from '../dmn/table.ts';
import { type Expr, usesTested } from '../feel/tree.ts';
import { emit, truthful } from './emit.ts';
import { compared, equalTo } from './emit-compare.ts';
import { ALWAYS, both, type Emitted, type EmittedTruth, type Emitter, either, NULL, negated, notCompiled } from './emitted.ts';

function inRange(node: Expr<'range'>, value: Emitted, emitter: Emitter): EmittedTruth {
  const low = node.low === null ? null : emit(node.low, emitter);
  const high = node.high === null ? null : emit(node.high, emitter);
  if (low === NULL || high === NULL) return notCompiled('an end of a range is null');
  const parts: EmittedTruth[] = [];
  if (low !== null) parts.push(compared(node.lowIncluded ? '>=' : '>', value, low));
  if (high !== null) parts.push(compared(node.highIncluded ? '<=' : '<', value, high));
  return both(parts);
}

/** One positive test of a value (DMN 1.5, 7.3.2). */
export function emitTest(node: Expr, value: Emitted, emitter: Emitter): EmittedTruth {
  if (node.kind === 'range') return inRange(node, value, emitter);
  if (node.kind === 'equals') {
    const same = equalTo(value, emit(node.to, emitter));
    return node.negated ? negated(same) : same;
  }
  if (node.kind === 'list') {
    if (node.items.some(usesTested)) return notCompiled('a list of tests with "?"');
    // In a list a test either holds or does not.
    const { yes } = either(node.items.map((item) => emitTest(item, value, emitter)));
    return { kind: 'boolean', yes, no: `!(${yes})` };
  }
  if (usesTested(node)) return truthful(emit(node, { ...emitter, tested: value }));
  const named = emit(node, emitter);
  if (named.kind === 'boolean' && node.kind !== 'literal') return notCompiled('a truth as a test');
  return equalTo(value, named);
}

/** What a cell demands of its column's value. */
export function emitCell(cell: Tests, value: Emitted, emitter: Emitter): EmittedTruth {
  if (cell.tests.length === 0) return ALWAYS;
  const any = either(cell.tests.map((test) => emitTest(test, value, emitter)));
  return cell.negated ? negated(any) : any;
}
