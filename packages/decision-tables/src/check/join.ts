import { conformsTo } from '../feel/conform.ts';
import { ANY, plainType, type Type } from '../feel/type.ts';

/** The type of a value that has one of these types. */
export function join(types: readonly Type[]): Type {
  const known = types.filter((type) => type.kind !== 'null');
  const [first, ...rest] = known;
  if (first === undefined) return types.length > 0 ? { kind: 'null' } : ANY;
  return rest.every((type) => conformsTo(type, first) && conformsTo(first, type)) ? first : ANY;
}

export function itemOf(type: Type): Type {
  const plain = plainType(type);
  return plain.kind === 'list' || plain.kind === 'range' ? plain.of : plain;
}

/** Whether a value of the one type can ever be equal to, or ordered with, a value of the other. */
export function comparable(left: Type, right: Type): boolean {
  const [a, b] = [plainType(left), plainType(right)];
  return isUnknown(a) || isUnknown(b) || a.kind === b.kind;
}

export function isUnknown(type: Type): boolean {
  const { kind } = plainType(type);
  return kind === 'any' || kind === 'null';
}
