import { checkDigit } from '#platform/check-digit.ts';

export { checkDigit };

/** A case number as people read it: county code, local date, running number, check digit, e.g. 350102-20261123-000123-4. */
export function writeNumber(region: string, on: string, running: number): string {
  const date = on.replaceAll('-', '');
  const count = String(running).padStart(6, '0');
  return `${region}-${date}-${count}-${checkDigit(region + date + count)}`;
}

/** The county of a well-formed number, or null when a digit was mistyped. */
export function regionOfNumber(number: string): string | null {
  const match = /^(\d{6})-(\d{8})-(\d{6,9})-(\d)$/.exec(number);
  if (!match) return null;
  const [, region, date, count, check] = match as unknown as [string, string, string, string, string];
  return checkDigit(region + date + count) === Number(check) ? region : null;
}
