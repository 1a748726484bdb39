import { plainName } from '../feel/names.ts';
import type { Run, Value } from '../values/value.ts';

/** A step of evaluation, compiled once from the tree. */
export type Code = (frame: Frame, run: Run) => Value;

/** Values of one scope; a new binding makes a new frame, so that functions keep what they saw. */
export type Frame = { readonly values: Value[]; readonly up: Frame | null };

/** Names of one scope, known when compiling. In an `item` scope the fields of the item are in reach as well. */
export type Scope = { readonly slots: Map<string, number>; readonly up: Scope | null; readonly item: boolean };

export function makeScope(names: readonly string[], up: Scope | null, item = false): Scope {
  return { slots: new Map(names.map((name, index) => [plainName(name), index])), up, item };
}

export function makeFrame(values: Value[], up: Frame | null): Frame {
  return { values, up };
}

export type Found = { readonly hops: number; readonly slot: number };

/** Where a name is bound, and the item scopes on the way whose fields go before it. */
export function resolve(scope: Scope | null, name: string): { readonly items: readonly number[]; readonly found: Found | null } {
  const items: number[] = [];
  let hops = 0;
  for (let at = scope; at !== null; at = at.up) {
    const slot = at.slots.get(name);
    if (slot !== undefined) return { items, found: { hops, slot } };
    if (at.item) items.push(hops);
    hops += 1;
  }
  return { items, found: null };
}

export function frameAt(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let left = hops; left > 0 && at.up !== null; left -= 1) at = at.up;
  return at;
}

/** The slot of `?`; no name is spelt so. */
export const TESTED = '?';
