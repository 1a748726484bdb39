/** Rows of modules; dark is `true`. */
export type Grid = readonly (readonly boolean[])[];

type Cell = boolean | undefined;
type Draft = Cell[][];

const alignments: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** The remainder of a BCH code: `value` shifted by the degree of `divisor`, divided by it. */
function bch(value: number, divisor: number, degree: number): number {
  let rest = value << degree;
  for (let bit = 31; bit >= degree; bit--) if ((rest >>> bit) & 1) rest ^= divisor << (bit - degree);
  return (value << degree) | rest;
}

function set(draft: Draft, row: number, column: number, dark: boolean) {
  const line = draft[row];
  if (line && column >= 0 && column < line.length) line[column] = dark;
}

/** Rings around a middle: a finder (reach 4, the last ring light) or an alignment pattern (reach 2). */
function ring(draft: Draft, row: number, column: number, reach: number) {
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const distance = Math.max(Math.abs(x), Math.abs(y));
      set(draft, row + y, column + x, reach === 2 ? distance !== 1 : distance !== 2 && distance !== 4);
    }
}

/** The middles of the alignment patterns: every crossing but the three that the finders take. */
function alignmentsOf(version: number): [row: number, column: number][] {
  const middles = alignments[version - 1] ?? [];
  const last = middles.at(-1);
  const isTaken = (row: number, column: number) => (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
  return middles.flatMap((row) => middles.filter((column) => !isTaken(row, column)).map((column): [number, number] => [row, column]));
}

/** What every code of a version has: finders, alignment, timing, the dark module, and room for format and version. */
function frame(version: number): Draft {
  const size = 17 + 4 * version;
  const draft: Draft = Array.from({ length: size }, () => new Array<Cell>(size).fill(undefined));
  for (let place = 0; place < size; place++) {
    set(draft, 6, place, place % 2 === 0);
    set(draft, place, 6, place % 2 === 0);
  }
  for (const [row, column] of alignmentsOf(version)) ring(draft, row, column, 2);
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    ring(draft, row, column, 4);
  drawFormat(draft, 0);
  if (version >= 7) drawVersion(draft, version);
  return draft;
}

/** Level M is 00; the mask follows; both are guarded and written twice. */
function drawFormat(draft: Draft, mask: number) {
  const size = draft.length;
  const bits = bch(mask, 0x537, 10) ^ 0x5412;
  for (let bit = 0; bit < 15; bit++) {
    const dark = ((bits >>> bit) & 1) === 1;
    set(draft, bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8, dark);
    set(draft, 8, bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit, dark);
  }
  set(draft, size - 8, 8, true);
}

function drawVersion(draft: Draft, version: number) {
  const size = draft.length;
  const bits = bch(version, 0x1f25, 12);
  for (let bit = 0; bit < 18; bit++) {
    const dark = ((bits >>> bit) & 1) === 1;
    const [near, far] = [Math.floor(bit / 3), size - 11 + (bit % 3)];
    set(draft, near, far, dark);
    set(draft, far, near, dark);
  }
}

/** The free places in the order of the standard: two columns at a time from the right, up and down in turn, past the timing column. */
function* path(draft: Draft): Generator<[row: number, column: number]> {
  const size = draft.length;
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++)
      for (const column of [right, right - 1]) {
        const row = up ? size - 1 - step : step;
        if (draft[row]?.[column] === undefined) yield [row, column];
      }
    up = !up;
  }
}

const runPenalty = (run: number) => (run >= 5 ? run - 2 : 0);
const likeFinder = [/10111010000/g, /00001011101/g];

function linePenalty(line: readonly boolean[]): number {
  const text = line.map(Number).join('');
  const runs = text.match(/0+|1+/g) ?? [];
  const alike = likeFinder.reduce((sum, form) => sum + [...text.matchAll(form)].length, 0);
  return runs.reduce((sum, run) => sum + runPenalty(run.length), 0) + 40 * alike;
}

function squarePenalty(grid: Grid): number {
  let penalty = 0;
  for (const [row, line] of grid.entries())
    for (const [column, dark] of line.entries()) {
      const below = grid[row + 1];
      if (below && column + 1 < line.length && [line[column + 1], below[column], below[column + 1]].every((other) => other === dark))
        penalty += 3;
    }
  return penalty;
}

/** How hard a masked code is to read, by the four rules of the standard; the least is taken. */
function penaltyOf(grid: Grid): number {
  const columns = grid.map((_, column) => grid.map((line) => line[column] === true));
  const dark = grid.flat().filter(Boolean).length;
  const share = (dark * 100) / grid.length ** 2;
  const lines = [...grid, ...columns].reduce((sum, line) => sum + linePenalty(line), 0);
  return lines + squarePenalty(grid) + 10 * Math.floor(Math.abs(share - 50) / 5);
}

/** Lays the codewords of a version into its grid under the mask that reads best. */
export function placeCode(version: number, words: readonly number[]): Grid {
  const places = [...path(frame(version))];
  const drawn = masks.map((mask, index) => {
    const draft = frame(version);
    drawFormat(draft, index);
    for (const [bit, [row, column]] of places.entries()) {
      const dark = (((words[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1;
      set(draft, row, column, dark !== mask(row, column));
    }
    const grid = draft.map((line) => line.map((cell) => cell === true));
    return { grid, penalty: penaltyOf(grid) };
  });
  return drawn.reduce((best, one) => (one.penalty < best.penalty ? one : best)).grid;
}
