export type CalendarErrorCode = 'calendar.invalid' | 'calendar.out_of_range' | 'limit.invalid' | 'clock.invalid';

export type CalendarError = Error & { readonly code: CalendarErrorCode };

/** The only error this package throws; `code` is stable, the message names the faulty entry. */
export function calendarError(code: CalendarErrorCode, message: string): CalendarError {
  return Object.assign(new Error(message), { name: 'CalendarError', code });
}

/** Tells a refusal of this package from any other error. */
export function isCalendarError(error: unknown): error is CalendarError {
  return error instanceof Error && error.name === 'CalendarError';
}
