/** Cents as yuan with two decimals, e.g. 1,234.50; whole numbers only, so nothing is rounded. */
export function yuanText(cents: number): string {
  const whole = String(Math.trunc(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${String(cents % 100).padStart(2, '0')}`;
}
