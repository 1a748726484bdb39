import { checkDigit, regionOfChecked, writeChecked } from '#platform/check-digit.ts';

export { checkDigit };

/** A case number as people read it: county code, local date, running number, check digit, e.g. 350102-20261123-000123-4. */
export const writeNumber = (region: string, on: string, running: number): string =>
  writeChecked(region, on.replaceAll('-', ''), String(running).padStart(6, '0'));

/** The county of a well-formed number, or null when a digit was mistyped. */
export const regionOfNumber = (number: string): string | null => regionOfChecked(number, /^(\d{6})-(\d{8})-(\d{6,9})-(\d)$/);
