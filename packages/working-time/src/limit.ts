import { calendarError } from './calendar-error.ts';

/** `hours` natural hours, `working-hours` 工作时, `working-days` 工作日, `days` natural days 自然日. */
export type LimitUnit = 'hours' | 'working-hours' | 'working-days' | 'days';

export type Limit = { readonly value: number; readonly unit: LimitUnit };

const HOUR = 3_600_000;
const SMALLEST_HOURS = 1 / 60;
const LARGEST = 1_000_000;
const UNIT_OF = new Map<string, LimitUnit>([
  ['h', 'hours'],
  ['wh', 'working-hours'],
  ['wd', 'working-days'],
  ['d', 'days'],
]);
const SIGN_OF: Record<LimitUnit, string> = { hours: 'h', 'working-hours': 'wh', 'working-days': 'wd', days: 'd' };

/** Reads `2h`, `0.5wh`, `5wd` or `7d`. Refuses anything else with `limit.invalid`. */
export function parseLimit(text: string): Limit {
  const [, number, sign] = /^((?:0|[1-9]\d*)(?:\.\d+)?)(h|wh|wd|d)$/.exec(text) ?? [];
  const unit = UNIT_OF.get(sign ?? '');
  if (unit === undefined) throw calendarError('limit.invalid', `limit "${text}": write a number and h, wh, wd or d, such as 2wh`);
  const limit = { value: Number(number), unit };
  limitAmount(limit);
  return limit;
}

/** Writes a limit in the form that `parseLimit` reads. */
export function formatLimit(limit: Limit): string {
  limitAmount(limit);
  return `${limit.value}${SIGN_OF[limit.unit]}`;
}

/** Days are counted whole, hours in milliseconds. */
export function countsDays(unit: LimitUnit): boolean {
  return unit === 'days' || unit === 'working-days';
}

/** The limit as a whole number: days, or milliseconds for the two kinds of hours. Refuses with `limit.invalid`. */
export function limitAmount({ value, unit }: Limit): number {
  if (!Object.hasOwn(SIGN_OF, unit)) throw calendarError('limit.invalid', `limit unit "${unit}" is not known`);
  if (countsDays(unit)) {
    if (Number.isInteger(value) && value >= 1 && value <= LARGEST) return value;
    throw calendarError('limit.invalid', `limit of ${value} ${unit}: days are whole, at least 1 and at most ${LARGEST}`);
  }
  if (value >= SMALLEST_HOURS && value <= LARGEST) return Math.round(value * HOUR);
  throw calendarError('limit.invalid', `limit of ${value} ${unit}: at least a minute and at most ${LARGEST} hours`);
}

/** The inverse of `limitAmount`. */
export function limitOf(amount: number, unit: LimitUnit): Limit {
  return { value: countsDays(unit) ? amount : amount / HOUR, unit };
}
