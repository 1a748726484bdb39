import { type Ask, get } from '@banyan/api-client';

/** The burden meter as the API tells it. Days are `YYYY-MM-DD`, months `YYYY-MM`. */

export type Burden = {
  /** Fillings that fall due in the month, and those of them that were sent in. */
  asked: number;
  filled: number;
  /** Minutes spent on those sent in, and what the rest will usually take. */
  minutes: number;
  expected: number;
};
export type Ceiling = { value: number; basis: string; source: string; status: string };
export type Ceilings = { forms: Ceiling; minutes: Ceiling };
export type UnitBurden = Burden & { unit: string; name: string; nameEn: string; forms: number };
export type MonthBurden = { month: string; asked: number; filled: number; minutes: number };
export type BurdenTotals = Burden & {
  month: string;
  area: string;
  name: string;
  nameEn: string;
  offices: { street: number; community: number };
  formsInForce: number;
  units: UnitBurden[];
  /** Twelve months, the last is the asked one. */
  trend: MonthBurden[];
  ceilings: Ceilings;
  mostAsked: number;
  overForms: number;
};
export type OfficeLevel = 'street' | 'community';
export type OfficeBurden = Burden & { code: string; name: string; nameEn: string; passes: ('forms' | 'minutes')[] };
export type BurdenList = {
  month: string;
  level: OfficeLevel;
  areas: { code: string; name: string; nameEn: string }[];
  /** The heaviest first, no more than were asked for. */
  offices: OfficeBurden[];
  counted: number;
  over: number;
  ceilings: Ceilings;
};
export type AskedForm = Burden & {
  id: string;
  title: string;
  unit: string;
  unitName: string;
  unitNameEn: string;
  basis: { law: string; article: string };
  frequency: string;
  validUntil: string | null;
};
export type BurdenForms = { month: string; area: string; name: string; nameEn: string; forms: AskedForm[] };

type Where = { area?: string; month?: string };
export const getBurden = (query: Where, ask?: Ask) => get<BurdenTotals>('/burden', { query, ...ask });
export const getOfficeBurdens = (query: Where & { level: OfficeLevel; limit: number }, ask?: Ask) =>
  get<BurdenList>('/burden/offices', { query, ...ask });
export const getBurdenForms = (query: { area: string; month?: string }, ask?: Ask) => get<BurdenForms>('/burden/forms', { query, ...ask });
