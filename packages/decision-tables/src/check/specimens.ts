import { plainType, type Type } from '../feel/type.ts';
import { MIDNIGHT_UTC } from '../values/instant.ts';
import { dayTime } from '../values/read-temporal.ts';
import type { FeelDate, Value } from '../values/value.ts';

const DAY: FeelDate = { kind: 'date', year: 2000, month: 1, day: 1 };

export const specimens: Record<string, Value> = {
  number: 1,
  string: 'a',
  boolean: true,
  date: DAY,
  time: MIDNIGHT_UTC,
  'date and time': { kind: 'date and time', date: DAY, time: MIDNIGHT_UTC },
  'days and time duration': dayTime(1n),
  'years and months duration': { kind: 'years and months duration', months: 1 },
  list: [],
  context: new Map(),
  range: { kind: 'range', start: 1, end: 2, startIncluded: true, endIncluded: true, open: null },
};

/** Some value of a type, to ask the arithmetic itself what it makes of the kind; null where the type is unknown. */
export function specimen(type: Type): Value {
  return specimens[plainType(type).kind] ?? null;
}
