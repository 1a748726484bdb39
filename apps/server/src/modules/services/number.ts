import { writeChecked } from '#platform/check-digit.ts';

/** The number of an application as people read it: S, county code, local day, running number of the city, check digit, e.g. S350102-20261125-00000123-4. */
export const writeApplicationNumber = (region: string, day: string, running: number): string =>
  `S${writeChecked(region, day.replaceAll('-', ''), String(running).padStart(8, '0'))}`;
