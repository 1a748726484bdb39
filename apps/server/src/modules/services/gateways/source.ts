import type { Plain } from '@banyan/decision-tables';
import type { House } from '#platform/context.ts';
import type { Seen } from '../verify.ts';

/** One question to a register: what it holds about a subject. `subject` null where the applicant names none. */
export type Asked = { readonly source: string; readonly subject: string };

/** What a register holds, and a mark that changes exactly when the record does. */
export type Held = { readonly fields: Readonly<Record<string, Plain>>; readonly asOf: Date; readonly mark: string };

/** The way to the registers of the city. Answers in the order of the questions; null where there is no record; rejects when it is down. */
export type SourceGateway = { readonly fetch: (house: House, asked: readonly Asked[]) => Promise<(Held | null)[]> };

const patienceMs = 3000;

/** As fetch, and whatever is down or does not answer within three seconds is silent: the application goes to a person with what is known. */
export async function fetchPatiently(gateway: SourceGateway, house: House, asked: readonly Asked[]): Promise<Seen[]> {
  const silent = asked.map((): Seen => ({ state: 'silent', why: 'down' }));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Seen[]>((resolve) => {
    timer = setTimeout(() => resolve(silent), patienceMs);
  });
  const answer = gateway.fetch(house, asked).then(
    (held) => asked.map((_, place) => seenOf(held[place] ?? null)),
    () => silent,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

const seenOf = (held: Held | null): Seen =>
  held ? { state: 'held', fields: held.fields, asOf: held.asOf.toISOString(), mark: held.mark } : { state: 'absent' };
