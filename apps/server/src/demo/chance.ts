/** A small seeded generator (mulberry32), so that every demo day is the same day. */
export type Chance = {
  /** A number in [0, 1). */
  next: () => number;
  pick: <T>(list: readonly T[]) => T;
  /** True with this probability. */
  happens: (probability: number) => boolean;
  /** A whole number from `least` to `most`. */
  between: (least: number, most: number) => number;
};

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    pick: (list) => list[between(0, list.length - 1)] as (typeof list)[number],
  };
}
