/** From an instant up to, not including, another one; ISO 8601. */
export type Period = { from: string; to: string };

const hour = 3_600_000;

/** How many milliseconds the clocks of a zone are ahead of UTC at an instant. */
function aheadAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - instant;
}

/** The instant at which the clocks of a zone show an hour of a day (`YYYY-MM-DD`); 24 is the end of the day. */
function instantOf(date: string, hours: number, zone: string): Date {
  const shown = Date.parse(`${date}T00:00:00Z`) + hours * hour;
  const guess = shown - aheadAt(shown, zone);
  return new Date(shown - aheadAt(guess, zone));
}

/** Some hours of a day of the city, by its own clocks: all of it, or from one hour up to another. */
export const periodOf = (date: string, zone: string, fromHour = 0, toHour = 24): Period => ({
  from: instantOf(date, fromHour, zone).toISOString(),
  to: instantOf(date, toHour, zone).toISOString(),
});

type PeriodWords = { since: (time: string) => string; before: (time: string) => string };

/**
 * A period as people say it, on the city's clocks: 11月25日 00:00–24:00. A midnight that ends it is 24:00 of the day before; the year stands only
 * where it is not the year of `now`. Without a beginning or an end the words say so.
 */
export function periodText(period: Partial<Period>, tag: string, zone: string, now: Date, words: PeriodWords): string {
  const english = tag === 'en';
  const yearOf = (at: Date) => new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(at);
  const day = (at: Date) =>
    new Intl.DateTimeFormat(english ? 'en-GB' : tag, {
      timeZone: zone,
      month: english ? 'short' : 'long',
      day: 'numeric',
      ...(yearOf(at) === yearOf(now) ? {} : { year: 'numeric' }),
    }).format(at);
  const time = (at: Date) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const [from, to] = [period.from, period.to].map((at) => (at === undefined ? undefined : new Date(at)));
  const said = (at: Date) => `${day(at)} ${time(at)}`;
  if (!from || !to) return from ? words.since(said(from)) : to ? words.before(said(to)) : '';
  const last = time(to) === '00:00' ? new Date(to.getTime() - 1) : to;
  const end = last === to ? time(to) : '24:00';
  return day(from) === day(last) ? `${said(from)}–${end}` : `${said(from)} – ${day(last)} ${end}`;
}
