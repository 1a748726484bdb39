import { checkDigit } from '#platform/check-digit.ts';

/** The number of an application as people read it: S, county code, local day, running number of the city, check digit, e.g. S350102-20261125-00000123-4. */
export function writeApplicationNumber(region: string, day: string, running: number): string {
  const [date, count] = [day.replaceAll('-', ''), String(running).padStart(8, '0')];
  return `S${region}-${date}-${count}-${checkDigit(region + date + count)}`;
}
