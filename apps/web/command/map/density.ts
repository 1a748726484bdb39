/** Steps of the density ramp; `--hex-1` to `--hex-6` of the tokens. */
export const stepCount = 6;

/**
 * The step 1..6 of a count on a logarithmic ramp between 1 and the largest count: with plain steps the core of a city
 * would be the only thing one sees. A map whose fullest cell holds few reports stays pale: up to 6 every report is one step.
 */
export function stepOf(count: number, largest: number): number {
  if (count <= 1) return 1;
  if (largest <= stepCount) return Math.min(stepCount, count);
  const step = 1 + Math.floor((Math.log(count) / Math.log(largest)) * (stepCount - 1) + 1e-9);
  return Math.min(stepCount, Math.max(1, step));
}

/** What the legend writes under the ramp: the least, the middle of the logarithmic scale, the largest. */
export function legendTicks(largest: number): number[] {
  if (largest <= 1) return [1];
  if (largest <= stepCount) return [1, largest];
  return [1, Math.max(2, Math.round(Math.sqrt(largest))), largest];
}
