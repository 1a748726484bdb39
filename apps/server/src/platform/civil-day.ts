const writers = new Map<string, Intl.DateTimeFormat>();

/** The civil day of an instant in a time zone (IANA), `YYYY-MM-DD`. Making a writer costs more than a hundred days written, so each zone's is kept. */
export function dayIn(zone: string, at: Date): string {
  const writer = writers.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  writers.set(zone, writer);
  return writer.format(at);
}
