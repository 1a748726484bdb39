import type { AreaSeen } from './seen.ts';
import { type Point, quantile } from './tally.ts';

/** Which exports in one file are of one place. Pure. */

export type Box = { south: number; north: number; west: number; east: number };

/** The middle 90 % of points in each direction, at least some hundred metres wide; undefined for fewer than three points. */
export function middleBox(points: readonly Point[]): Box | undefined {
  if (points.length < 3) return undefined;
  const [south, north] = middleOf(points.map((point) => point.lat));
  const [west, east] = middleOf(points.map((point) => point.lon));
  return { south, north, west, east };
}

const leastDegrees = 0.002;

function middleOf(values: number[]): [number, number] {
  values.sort((a, b) => a - b);
  const [low, high] = [quantile(values, 0.05), quantile(values, 0.95)];
  const missing = Math.max(leastDegrees - (high - low), 0) / 2;
  return [low - missing, high + missing];
}

const sizeOf = ({ south, north, west, east }: Box) => Math.max(north - south, 0) * Math.max(east - west, 0);

/** Shares of the smaller and of the larger box that both cover. */
export function overlapOf(one: Box, other: Box): { ofSmaller: number; ofLarger: number } {
  const both = sizeOf({
    south: Math.max(one.south, other.south),
    north: Math.min(one.north, other.north),
    west: Math.max(one.west, other.west),
    east: Math.min(one.east, other.east),
  });
  const sizes = [sizeOf(one), sizeOf(other)];
  return { ofSmaller: both / Math.min(...sizes), ofLarger: both / Math.max(...sizes) };
}

const partsOf = (name: string) => name.split(/[\s_\-./,:;()]+/).filter((part) => part !== '');
const separators = /[\s_\-./,:;()]+$/;

/** What the names of exports have in common: whole parts from the front, else from the back, else at least two leading letters; undefined when nothing. */
export function commonName(names: readonly string[]): string | undefined {
  const [first = '', ...others] = names;
  if (others.length === 0) return first;
  const lists = names.map(partsOf);
  const front = sharedParts(lists);
  if (front > 0) return headOf(first, front);
  const back = sharedParts(lists.map((parts) => parts.toReversed()));
  if (back > 0) return partsOf(first).slice(-back).join(' ');
  let letters = 0;
  while (letters < first.length && others.every((name) => name.charAt(letters).toLowerCase() === first.charAt(letters).toLowerCase()))
    letters += 1;
  const head = first.slice(0, letters).replace(/\d+$/, '').replace(separators, '');
  return [...head].length >= 2 ? head : undefined;
}

function sharedParts(lists: readonly string[][]): number {
  const [first = [], ...others] = lists;
  const differs = first.findIndex(
    (part, place) => /^\d+$/.test(part) || others.some((parts) => parts[place]?.toLowerCase() !== part.toLowerCase()),
  );
  return differs === -1 ? first.length : differs;
}

/** The first parts of a name with the separators between them. */
function headOf(name: string, parts: number): string {
  const wanted = partsOf(name).slice(0, parts);
  let end = 0;
  for (const part of wanted) end = name.indexOf(part, end) + part.length;
  return name.slice(0, end).replace(separators, '');
}

const leastShared = 2;

export type Likeness = 'same' | 'apart' | 'unclear';

/**
 * Two exports are of one place when their middle boxes cover each other by more than half; when only the smaller lies in the larger, their names must
 * agree too, else it stays unclear. Without points more than half of the districts must be the same.
 */
export function likeness(one: Exported, other: Exported): Likeness {
  if (one.box && other.box) {
    const { ofSmaller, ofLarger } = overlapOf(one.box, other.box);
    if (ofLarger > 0.5) return 'same';
    if (ofSmaller <= 0.5) return 'apart';
    return commonName([one.name, other.name]) === undefined ? 'unclear' : 'same';
  }
  // Towns have an East each; several names in common are needed.
  const shared = one.districts.intersection(other.districts).size;
  return shared >= leastShared && shared > 0.5 * Math.max(one.districts.size, other.districts.size) ? 'same' : 'apart';
}

export type Exported = { key: string; name: string; rows: number; box: Box | undefined; districts: ReadonlySet<string>; area: AreaSeen };
export type Group = { name: string; exports: Exported[] };

/** Exports of one place together, the one with the most rows first; `unclear` are the pairs that only a person can tell. */
export function groupExports(exports: readonly Exported[]): { groups: Group[]; unclear: [string, string][] } {
  const groups: Exported[][] = [];
  const unclear: [string, string][] = [];
  for (const one of exports.toSorted((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1))) {
    const fitting = groups.filter((group) => group.some((other) => likeness(one, other) === 'same'));
    for (const other of groups.flat())
      if (likeness(one, other) === 'unclear' && !fitting.some((group) => group.includes(other))) unclear.push([other.name, one.name]);
    for (const group of fitting) groups.splice(groups.indexOf(group), 1);
    groups.push([...fitting.flat(), one]);
  }
  return {
    groups: groups.map((list) => ({ name: commonName(list.map(({ name }) => name)) ?? list[0]?.name ?? '', exports: list })),
    unclear,
  };
}
