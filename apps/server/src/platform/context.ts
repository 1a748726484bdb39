import { randomUUID } from 'node:crypto';
import type { Cache } from './cached.ts';
import type { Database, Tx } from './database.ts';
import { trailOnce, transact } from './database.ts';
import type { Announcements } from './events.ts';
import type { Jobs } from './jobs.ts';
import type { Drafting } from './settings.ts';
import type { Signer } from './signing.ts';
import type { Vault } from './vault.ts';

/** A post held now: what it may do, for which unit, in which area and all below it. */
export type Appointment = { post: string; permissions: readonly string[]; unitId: string; areaCode: string; areaLevel: string };

/** Who acts. A guest has no account; the platform itself acts through timers. */
export type Actor =
  | { kind: 'guest' }
  | { kind: 'resident'; accountId: string; name: string }
  | { kind: 'officer'; accountId: string; name: string; appointments: readonly Appointment[] }
  | { kind: 'platform' };

/** What every errand receives first: the open transaction, the actor and the instant. Nothing else knows the time. */
export type Context = {
  tx: Tx;
  actor: Actor;
  now: Date;
  house: House;
  /** The pass that came with the request, as its hash; it admits a guest to one case. */
  pass?: string;
};

/** The long-lived parts that a unit of work needs: built once in app.ts. */
export type House = {
  database: Database;
  cache: Cache;
  announcements: Announcements;
  jobs: Jobs;
  vault: Vault;
  signer: Signer;
  demo: boolean;
  https: boolean;
  /** The public address; see Settings. */
  address: string | undefined;
  demoAccounts: readonly DemoAccount[];
  /** A city's own language model; see Settings. */
  drafting: Drafting | undefined;
};

/** Who may be played in demo mode; empty otherwise. */
export type DemoAccount = { login: string; password: string; name: string; postName: string; unitName: string };

/** City-wide: the actor's area is not confined to counties. */
const everywhere = '*';

/** County codes an actor may touch at the database's floor (row-level security); finer law is in each module's `visible…`. */
export function regionsOf(actor: Actor): string[] | typeof everywhere {
  if (actor.kind === 'platform') return everywhere;
  if (actor.kind !== 'officer') return [];
  const regions = new Set<string>();
  for (const held of actor.appointments) {
    if (held.areaLevel === 'city' || held.areaLevel === 'province') return everywhere;
    regions.add(held.areaCode.slice(0, 6));
  }
  return [...regions];
}

const plain = /^[0-9A-Za-z,*-]*$/;

/** A literal for SET LOCAL. Citus does not propagate set_config(), so the text form is used and only plain codes pass. */
function literal(value: string): string {
  if (!plain.test(value)) throw new Error('A context value may hold only digits, letters, commas and hyphens.');
  return `'${value}'`;
}

/** The opening text of a unit of work: role without ownership, and the facts that the policies read. */
export function beginText(actor: Actor, query?: string): string {
  const regions = regionsOf(actor);
  const person = actor.kind === 'resident' || actor.kind === 'officer' ? actor.accountId : '';
  const units = actor.kind === 'officer' ? actor.appointments.map((held) => held.unitId).join(',') : '';
  return [
    'BEGIN',
    'SET LOCAL ROLE banyan_app',
    ...(actor.kind === 'platform' ? [] : ['SET LOCAL statement_timeout = 15000', 'SET LOCAL lock_timeout = 5000']),
    `SET LOCAL app.regions = ${literal(regions === everywhere ? everywhere : regions.join(','))}`,
    `SET LOCAL app.person = ${literal(person)}`,
    `SET LOCAL app.units = ${literal(units)}`,
    `SET LOCAL app.pass = ${literal(query ?? '')}`,
  ].join('; ');
}

/** One unit of work: one transaction for one request or one job. `pass` admits a guest to the one case whose pass he holds. */
export function unitOfWork<T>(house: House, actor: Actor, now: Date, work: (ctx: Context) => Promise<T>, pass?: string): Promise<T> {
  return transact(house.database.pool, beginText(actor, pass), (tx) => work({ tx, actor, now, house, ...(pass ? { pass } : {}) }));
}

/** Admits the unit of work from here on to the rows whose pass it holds (letters and digits), in place of the pass it came with; without one, back to that. */
export function usePass(ctx: Context, pass: string = ctx.pass ?? ''): void {
  trailOnce(ctx.tx, `SET LOCAL app.pass = ${literal(pass)}`);
}

/** UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then random; sorts by birth. Node keeps a store of random bytes for `randomUUID`. */
export function newId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
