export type Spot = { x: number; y: number };

const round = (value: number) => Math.round(value * 100) / 100;

/** Tangents of Fritsch and Carlson (1980), so that a curve through counts never dips below them. */
function tangentsOf(spots: readonly Spot[]): number[] {
  const slopes = spots.slice(1).map((spot, index) => {
    const before = spots[index] as Spot;
    return (spot.y - before.y) / (spot.x - before.x);
  });
  return spots.map((_spot, index) => {
    const before = slopes[index - 1];
    const after = slopes[index];
    if (before === undefined || after === undefined) return after ?? before ?? 0;
    if (before * after <= 0) return 0;
    return (2 * before * after) / (before + after);
  });
}

/** A monotone cubic through the spots, as path text. One spot or none draws nothing. */
export function smoothPath(spots: readonly Spot[]): string {
  const [first] = spots;
  if (!first || spots.length < 2) return '';
  const tangents = tangentsOf(spots);
  let text = `M${round(first.x)} ${round(first.y)}`;
  for (let index = 1; index < spots.length; index += 1) {
    const from = spots[index - 1] as Spot;
    const to = spots[index] as Spot;
    const third = (to.x - from.x) / 3;
    text += `C${round(from.x + third)} ${round(from.y + third * (tangents[index - 1] ?? 0))} ${round(to.x - third)} ${round(to.y - third * (tangents[index] ?? 0))} ${round(to.x)} ${round(to.y)}`;
  }
  return text;
}

/** A top for an axis that holds `largest`, with round steps: 4 steps of 1, 2, 5 × 10ⁿ. */
export function axisOf(largest: number): { top: number; step: number } {
  const rough = Math.max(1, largest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough && Number.isInteger(candidate)) ?? 10 * power,
  );
  return { top: step * Math.max(1, Math.ceil(largest / step)), step };
}
