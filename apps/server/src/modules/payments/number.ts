import { regionOfChecked, writeChecked } from '#platform/check-digit.ts';

/** The number of an order as people read it: county code, local day, running number of the city, check digit, e.g. 350102-20261125-00000123-4. */
export const writeOrderNumber = (region: string, day: string, running: number): string =>
  writeChecked(region, day.replaceAll('-', ''), String(running).padStart(8, '0'));

/** The county of a well-formed number, or null when a digit was mistyped. */
export const regionOfOrder = (number: string): string | null => regionOfChecked(number, /^(\d{6})-(\d{8})-(\d{8,10})-(\d)$/);

/** The key under which the gateway knows one round of an order: the number, and from the second round on the round, so that a retry of what failed for good is a payment of its own. */
export const keyOf = (number: string, round: number): string => (round === 1 ? number : `${number}-r${round}`);

/** The number and the round in a key, or undefined. */
export function readKey(key: string): { number: string; region: string; round: number } | undefined {
  const match = /^(\d{6}-\d{8}-\d{8,10}-\d)(?:-r([1-9]\d?))?$/.exec(key);
  const region = match?.[1] ? regionOfOrder(match[1]) : null;
  return match?.[1] && region !== null ? { number: match[1], region, round: Number(match[2] ?? 1) } : undefined;
}
