const writers = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, string>();
const mostKept = 5000;

const hourMs = 3_600_000;

/** Minutes east of Greenwich as `+08:00`; zones change at whole or half hours, so one answer holds for a quarter of an hour. */
function offsetOf(at: Date, zone: string): string {
  const quarter = Math.floor(at.getTime() / (hourMs / 4));
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const writer = writers.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  writers.set(zone, writer);
  const part = writer.formatToParts(at).find(({ type }) => type === 'timeZoneName');
  const offset = part?.value.replace('GMT', '') || '+00:00';
  if (offsets.size > mostKept) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** An instant in the city's own time, whole seconds and offset: `2026-11-24T10:00:00+08:00` (W3C note on date and time, ISO 8601). */
export function writeTime(at: Date, zone: string): string {
  const offset = offsetOf(at, zone);
  const sign = offset.startsWith('-') ? -1 : 1;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const local = new Date(at.getTime() + sign * (hours * 60 + minutes) * 60_000);
  return `${local.toISOString().slice(0, 19)}${offset}`;
}

const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)? ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** `Z`, `+0800` and `+08:00` in the form that every reader of dates takes. */
const plainOffset = (offset: string) => (offset.toUpperCase() === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`);

const isSound = (at: Date) => !Number.isNaN(at.getTime()) && at.getUTCFullYear() > 1900 && at.getUTCFullYear() < 9000;

/**
 * Reads a date or an instant as the standard's callers write it; without an offset the city's own time is meant, and a date is its first moment.
 * A blank in place of `+` comes from addresses that were not escaped. Undefined when it is none.
 */
export function readTime(text: string, zone: string): Date | undefined {
  const [whole, date, time = '00:00', seconds = ':00', offset] = form.exec(text.trim().replace(/(:\d{2}) (\d{2}:?\d{2})$/, '$1+$2')) ?? [];
  if (whole === undefined) return undefined;
  const at = new Date(`${date}T${time}${seconds}${offset ? plainOffset(offset) : 'Z'}`);
  if (!isSound(at)) return undefined;
  return offset ? at : new Date(`${date}T${time}${seconds}${offsetOf(at, zone)}`);
}
