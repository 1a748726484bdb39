import { readType } from '../feel/read-type.ts';
import { ANY, type Type } from '../feel/type.ts';

/** `first`: a list like the first argument; `item`: an item of it; `lists`: a list of all their items; `value`: an entry of a context. */
export type ResultType = Type | 'first' | 'item' | 'lists' | 'value';

const byType: Record<string, string> = {
  number:
    'number; string length; count; sum; mean; product; median; stddev; decimal; floor; ceiling; round up; round down; round half up; round half down; modulo; sqrt; log; exp; day of year; week of year',
  string: 'string; substring; upper case; lower case; substring before; substring after; replace; string join; day of week; month of year',
  boolean:
    'not; contains; starts with; ends with; matches; list contains; all; any; odd; even; is; before; after; meets; met by; overlaps; overlaps before; overlaps after; finishes; finished by; includes; during; starts; started by; coincides',
  date: 'date; today',
  time: 'time',
  'date and time': 'date and time; now',
  'years and months duration': 'years and months duration',
  'list<string>': 'split',
  'list<number>': 'index of; mode',
  'list<Any>': 'flatten; get entries',
  context: 'context; context put; context merge',
  'range<Any>': 'range',
};

const special: Record<string, ResultType> = {
  sublist: 'first',
  append: 'lists',
  concatenate: 'lists',
  union: 'lists',
  'insert before': 'first',
  remove: 'first',
  'list replace': 'first',
  reverse: 'first',
  'distinct values': 'first',
  sort: 'first',
  min: 'item',
  max: 'item',
  abs: 'item',
  'get value': 'value',
};

/** What each built-in function gives, for the checker. */
export const resultTypes: ReadonlyMap<string, ResultType> = new Map([
  ...Object.entries(byType).flatMap(([type, names]) =>
    names.split('; ').map((name): [string, ResultType] => [name, readType(type) ?? ANY]),
  ),
  ...Object.entries(special),
]);
