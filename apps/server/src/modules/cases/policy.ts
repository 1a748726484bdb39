import type { Actor, Appointment } from '#platform/context.ts';
import { coversArea, isWide } from '#platform/policy.ts';
import { type Party, parties } from './workflow.ts';

/** What the policy asks of a case: who has which part in it. */
export type Parts = {
  areaCode: string;
  deskUnit: string;
  leadUnit: string | null;
  involvedUnits: readonly string[];
  calledUnits: readonly string[];
  /** Accounts that withdrew or were told to: they have no part any more. */
  recused: readonly string[];
  /** The unit complained of; it learns nothing of the case from it (济南市12345市民服务热线条例 第三十二条). */
  accusedUnit: string | null;
  reporterId: string | null;
  /** The actor holds the query code of this case. */
  byPass: boolean;
  /** The call that is answered: its unit and its caller. */
  call?: { unit: string; callerUnit: string };
};

/** Which parties an actor is in a case, and by which of his posts. The reporter and the platform act without a post. */
export type Roles = ReadonlyMap<Party, Appointment | null>;

const isDesk = (held: Appointment, parts: Parts) => held.unitId === parts.deskUnit || coversArea(held, parts.areaCode);
const worksOn = (held: Appointment, parts: Parts) => held.unitId === parts.leadUnit || parts.calledUnits.includes(held.unitId);

type ByPost = Exclude<Party, 'reporter' | 'platform'>;

const fits: Record<ByPost, (held: Appointment, parts: Parts) => boolean> = {
  // A superior desk may do what the street desk may, in its area.
  desk: isDesk,
  // Nobody rules on what his own unit asks for.
  ruler: (held, parts) => isDesk(held, parts) && held.unitId !== parts.leadUnit,
  arbiter: (held, parts) => coversArea(held, parts.areaCode) && (isWide(held) || held.areaLevel === 'county') && !worksOn(held, parts),
  overseer: (held, parts) => coversArea(held, parts.areaCode),
  // Whoever worked on the case does not ask the reporter how it was.
  callback: (held, parts) => coversArea(held, parts.areaCode) && !worksOn(held, parts),
  lead: (held, parts) => held.unitId === parts.leadUnit,
  caller: (held, parts) =>
    parts.call ? held.unitId === parts.call.callerUnit : held.unitId === parts.leadUnit || held.unitId === parts.deskUnit,
  called: (held, parts) => held.unitId === parts.call?.unit,
  involved: (held, parts) => parts.involvedUnits.includes(held.unitId) || coversArea(held, parts.areaCode),
};

const byPost = Object.keys(fits) as ByPost[];

const isReporter = (actor: Actor, { reporterId, byPass }: Parts) =>
  (actor.kind === 'resident' && actor.accountId === reporterId) || (byPass && (actor.kind === 'guest' || actor.kind === 'resident'));

/** The parties of an actor. Who holds the query code, or reported with his account, is the reporter. */
export function rolesOf(actor: Actor, parts: Parts): Roles {
  const roles = new Map<Party, Appointment | null>();
  if (actor.kind === 'platform') roles.set('platform', null);
  if (isReporter(actor, parts)) roles.set('reporter', null);
  if (actor.kind !== 'officer' || parts.recused.includes(actor.accountId)) return roles;
  const posts = actor.appointments.filter((held) => held.unitId !== parts.accusedUnit);
  for (const party of byPost) {
    const held = posts.find((one) => one.permissions.includes(parties[party]) && fits[party](one, parts));
    if (held) roles.set(party, held);
  }
  return roles;
}

/** The desk may see who reported confidentially; handlers see only a reporter who gave the name openly. Nobody sees an anonymous one. */
export function mayOpenReporter(identity: 'named' | 'confidential' | 'anonymous', roles: Roles): boolean {
  if (identity === 'anonymous') return false;
  return roles.has('desk') || roles.has('callback') || (identity === 'named' && roles.has('lead'));
}
