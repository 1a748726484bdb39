import type { Tests } from '../dmn/table.ts';
import { type Expr, usesTested } from '../feel/tree.ts';
import { plainType, type Type, writeType } from '../feel/type.ts';
import { comparable, isUnknown } from './join.ts';
import { type Names, report } from './scope.ts';
import { typeOf } from './type-of.ts';

/** Checks that a test can ever hold for a value of that type. */
export function checkTest(test: Expr, tested: Type, names: Names): void {
  const inside = { ...names, tested };
  if (test.kind === 'list') {
    for (const item of test.items) checkTest(item, tested, names);
    return;
  }
  const type = typeOf(test, inside);
  const plain = plainType(type);
  if (usesTested(test)) {
    if (plain.kind !== 'boolean' && !isUnknown(plain)) report(names, 'feel.not_boolean', test.at, { type: writeType(type) });
    return;
  }
  const named = plain.kind === 'list' || plain.kind === 'range' ? plain.of : plain;
  if (fits(tested, named) || fits(tested, plain)) return;
  report(names, 'feel.test_type', test.at, { tested: writeType(tested), test: writeType(named) });
}

function fits(tested: Type, named: Type): boolean {
  const plain = plainType(tested);
  return comparable(plain, named) || (plain.kind === 'list' && comparable(plain.of, named));
}

export function checkCell(cell: Tests, tested: Type, names: Names): void {
  for (const test of cell.tests) checkTest(test, tested, names);
}
