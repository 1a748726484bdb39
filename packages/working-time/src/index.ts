export { basisBetween, type Calendar, defineCalendar } from './calendar.ts';
export type { Basis, CalendarDay, CalendarDefinition, SeasonHours } from './calendar-definition.ts';
export { type CalendarError, type CalendarErrorCode, isCalendarError } from './calendar-error.ts';
export { type Clock, type ClockReading, deadline, elapsed, type Pause, runClock, type WarningTimes, warnings } from './clock.ts';
export { formatLimit, type Limit, type LimitUnit, parseLimit } from './limit.ts';
