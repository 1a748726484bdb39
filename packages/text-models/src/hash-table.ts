/** An open-addressing table from a 32-bit hash to a number ≥ 0: flat arrays, so that a look-up makes nothing. */
export type HashTable = { readonly keys: Int32Array; readonly places: Int32Array };

const empty = -1;

export function makeTable(count: number): HashTable {
  let slots = 64;
  while (slots < count * 2) slots *= 2;
  return { keys: new Int32Array(slots), places: new Int32Array(slots).fill(empty) };
}

function slotOf({ keys, places }: HashTable, hash: number): number {
  const mask = keys.length - 1;
  const spread = Math.imul(hash, 0x9e3779b1) >>> 0;
  let slot = (spread ^ (spread >>> 15)) & mask;
  while (places[slot] !== empty && keys[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

export function putPlace(table: HashTable, hash: number, place: number): void {
  const slot = slotOf(table, hash);
  table.keys[slot] = hash;
  table.places[slot] = place;
}

/** The number under a hash, or -1. */
export const placeOf = (table: HashTable, hash: number): number => table.places[slotOf(table, hash)] as number;
