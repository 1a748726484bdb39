import type { Actor, Appointment } from '#platform/context.ts';
import { type Party, parties } from './workflow.ts';

/** What the policy asks of a case: who has which part in it. */
export type Parts = {
  areaCode: string;
  deskUnit: string;
  leadUnit: string | null;
  involvedUnits: readonly string[];
  reporterId: string | null;
  /** The actor holds the query code of this case. */
  byPass: boolean;
  /** The call that is answered: its unit and its caller. */
  call?: { unit: string; callerUnit: string };
};

/** Which parties an actor is in a case, and by which of his posts. The reporter and the platform act without a post. */
export type Roles = ReadonlyMap<Party, Appointment | null>;

const covers = (held: Appointment, areaCode: string) =>
  held.areaLevel === 'city' || held.areaLevel === 'province' || areaCode.startsWith(held.areaCode);

const fits: Record<'desk' | 'lead' | 'caller' | 'called' | 'involved', (held: Appointment, parts: Parts) => boolean> = {
  // A superior desk may do what the street desk may, in its area.
  desk: (held, parts) => held.unitId === parts.deskUnit || covers(held, parts.areaCode),
  lead: (held, parts) => held.unitId === parts.leadUnit,
  caller: (held, parts) =>
    parts.call ? held.unitId === parts.call.callerUnit : held.unitId === parts.leadUnit || held.unitId === parts.deskUnit,
  called: (held, parts) => held.unitId === parts.call?.unit,
  involved: (held, parts) => parts.involvedUnits.includes(held.unitId) || covers(held, parts.areaCode),
};

/** The parties of an actor. Who holds the query code, or reported with his account, is the reporter. */
export function rolesOf(actor: Actor, parts: Parts): Roles {
  const roles = new Map<Party, Appointment | null>();
  if (actor.kind === 'platform') roles.set('platform', null);
  const isReporter = actor.kind === 'resident' && actor.accountId === parts.reporterId;
  if (isReporter || (parts.byPass && (actor.kind === 'guest' || actor.kind === 'resident'))) roles.set('reporter', null);
  if (actor.kind !== 'officer') return roles;
  for (const party of ['desk', 'lead', 'caller', 'called', 'involved'] as const) {
    const held = actor.appointments.find((one) => one.permissions.includes(parties[party]) && fits[party](one, parts));
    if (held) roles.set(party, held);
  }
  return roles;
}

/** The desk may see who reported confidentially; handlers see only a reporter who gave the name openly. Nobody sees an anonymous one. */
export function mayOpenReporter(identity: 'named' | 'confidential' | 'anonymous', roles: Roles): boolean {
  if (identity === 'anonymous') return false;
  return roles.has('desk') || (identity === 'named' && roles.has('lead'));
}
