import { unescapeString } from '../feel/strings.ts';
import { order } from '../values/compare.ts';
import { parseNumber } from '../values/number.ts';
import { readAtLiteral, readDate, readDateTime, readDuration, readTime } from '../values/read-temporal.ts';
import type { Value } from '../values/value.ts';
import { writeValue } from '../values/write.ts';
import { type Signature, signature } from './signature.ts';

const GROUPINGS = new Set<string | null>([null, ' ', ',', '.']);
const DECIMALS = new Set<string | null>([null, ',', '.']);

function numberFrom(text: string, grouping: string | null, decimal: string | null): Value {
  if (!GROUPINGS.has(grouping) || !DECIMALS.has(decimal) || (grouping !== null && grouping === decimal)) return null;
  const bare = grouping === null ? text : text.replaceAll(grouping, '');
  if (decimal !== null && decimal !== '.' && bare.includes('.')) return null;
  return parseNumber(decimal === null ? bare : bare.replace(decimal, '.'));
}

const readers: Record<string, (text: string) => Value> = {
  date: readDate,
  'date and time': readDateTime,
  time: readTime,
  duration: readDuration,
};

/** An end of a range written as text: a number, a string, or a date and the like; no calculation. */
function readEnd(text: string): Value {
  const trimmed = text.trim();
  if (/^"(?:[^"\\]|\\.)*"$/.test(trimmed)) return unescapeString(trimmed);
  if (/^@"[^"]*"$/.test(trimmed)) return readAtLiteral(trimmed.slice(2, -1));
  const [, name = '', literal = '""'] = /^(date and time|date|time|duration)\s*\(\s*("[^"]*")\s*\)$/.exec(trimmed) ?? [];
  return readers[name]?.(unescapeString(literal)) ?? parseNumber(trimmed);
}

const RANGE = /^\s*([[(\]])([\s\S]*)\.\.([\s\S]*?)([\])[])\s*$/;

function rangeFrom(text: string): Value {
  const found = RANGE.exec(text);
  if (found === null) return null;
  const [, low, startText = '', endText = '', high] = found;
  const [start, end] = [readEnd(startText), readEnd(endText)];
  const sign = order(start, end);
  if (sign === null || sign > 0) return null;
  return { kind: 'range', start, end, startIncluded: low === '[', endIncluded: high === ']', open: null };
}

/** Conversion functions (DMN 1.5, 10.3.4.1) but for moments, and `not`. */
export const conversionFunctions: Record<string, readonly Signature[]> = {
  number: [
    signature(['from'], ['string'], ([text]) => parseNumber(text)),
    signature(['from'], ['number'], ([value]) => value),
    signature(['from', 'grouping separator', 'decimal separator'], ['string', 'string?', 'string?'], ([text, grouping, decimal]) =>
      numberFrom(text, grouping, decimal),
    ),
  ],
  string: [signature(['from'], ['any'], ([value]) => (value === null ? null : writeValue(value)))],
  range: [signature(['from'], ['string'], ([text]) => rangeFrom(text))],
  not: [signature(['negand'], ['boolean'], ([value]) => !value)],
};
