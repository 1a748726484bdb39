import { DAY, SECOND } from './instant.ts';
import { plainNumber } from './number.ts';
import {
  type FeelContext,
  type FeelDate,
  type FeelList,
  type FeelRange,
  type FeelTime,
  isContext,
  isList,
  type Value,
  type Zone,
} from './value.ts';

const two = (value: number) => String(value).padStart(2, '0');

export function writeDate({ year, month, day }: FeelDate): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function writeZone(zone: Zone | null): string {
  if (zone === null) return '';
  if (typeof zone === 'string') return `@${zone}`;
  if (zone === 0) return 'Z';
  const size = Math.abs(zone);
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`;
}

function fraction(nano: number): string {
  return nano === 0 ? '' : `.${String(nano).padStart(9, '0').replace(/0+$/, '')}`;
}

export function writeTime({ hour, minute, second, nano, zone }: FeelTime): string {
  return `${two(hour)}:${two(minute)}:${two(second)}${fraction(nano)}${writeZone(zone)}`;
}

function writeDayTime(nanos: bigint): string {
  if (nanos === 0n) return 'PT0S';
  const size = nanos < 0n ? -nanos : nanos;
  const seconds = Number((size % DAY) / SECOND);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const second = `${seconds % 60}${fraction(Number(size % SECOND))}`;
  const time = [parts[0] ? `${parts[0]}H` : '', parts[1] ? `${parts[1]}M` : '', second === '0' ? '' : `${second}S`].join('');
  return `${nanos < 0n ? '-' : ''}P${size >= DAY ? `${size / DAY}D` : ''}${time === '' ? '' : `T${time}`}`;
}

function writeYearMonth(months: number): string {
  if (months === 0) return 'P0M';
  const size = Math.abs(months);
  const years = Math.floor(size / 12);
  return `${months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${size % 12 ? `${size % 12}M` : ''}`;
}

function writeRange(range: FeelRange): string {
  const low = range.startIncluded ? '[' : '(';
  const high = range.endIncluded ? ']' : ')';
  return `${low}${writeNested(range.start)}..${writeNested(range.end)}${high}`;
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function writeNested(value: Value): string {
  return typeof value === 'string' ? quote(value) : writeValue(value);
}

function writeContext(context: FeelContext): string {
  return `{${[...context].map(([name, value]) => `${/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : quote(name)}: ${writeNested(value)}`).join(', ')}}`;
}

function writeList(list: FeelList): string {
  return `[${list.map(writeNested).join(', ')}]`;
}

/** The text that FEEL's `string()` gives; strings inside lists and contexts are quoted. */
export function writeValue(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return writeList(value);
  if (isContext(value)) return writeContext(value);
  return writeTagged(value);
}

function writeTagged(value: Exclude<Value, null | number | string | boolean | FeelList | FeelContext>): string {
  switch (value.kind) {
    case 'date':
      return writeDate(value);
    case 'time':
      return writeTime(value);
    case 'date and time':
      return `${writeDate(value.date)}T${writeTime(value.time)}`;
    case 'days and time duration':
      return writeDayTime(value.nanos);
    case 'years and months duration':
      return writeYearMonth(value.months);
    case 'range':
      return writeRange(value);
    case 'function':
      return `function ${value.name}(${value.params.join(', ')})`;
  }
}
