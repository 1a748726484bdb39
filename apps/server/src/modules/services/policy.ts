import type { Actor, Appointment } from '#platform/context.ts';
import { coversArea, postsOf } from '#platform/policy.ts';
import type { ApplicationParty } from './workflow.ts';

/** Who may do what with an application, and how a person is named. Pure. */

export const identityLevels = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type IdentityLevel = (typeof identityLevels)[number];

export const reaches = (has: IdentityLevel, needs: IdentityLevel): boolean => identityLevels.indexOf(has) >= identityLevels.indexOf(needs);

/** The first sign of a name with the rest masked: `陈*榕`, `林*`. */
export function maskName(name: string): string {
  const signs = [...name];
  if (signs.length <= 1) return '*';
  return signs.length === 2 ? `${signs[0]}*` : `${signs[0]}${'*'.repeat(signs.length - 2)}${signs.at(-1)}`;
}

/** What the policy asks of an application. */
export type AskedApplication = {
  readonly unitId: string;
  readonly areaCode: string;
  readonly applicantId: string;
  readonly personId: string;
  /** Whether it was drawn for a second look, and that look is still to be had. */
  readonly drawn: 'open' | 'ended' | null;
};

const isAuditor = (held: Appointment, { drawn, areaCode }: AskedApplication) =>
  drawn !== null && held.permissions.includes('application.audit') && coversArea(held, areaCode);

const isDecider = (held: Appointment, { unitId }: AskedApplication) =>
  held.permissions.includes('application.decide') && held.unitId === unitId;

/** A unit decides what it leads; the auditor of the area looks at what was drawn. Nobody decides what he asked for himself. */
export function partiesOf(actor: Actor, asked: AskedApplication): ReadonlyMap<ApplicationParty, Appointment | null> {
  const parties = new Map<ApplicationParty, Appointment | null>();
  if (actor.kind === 'resident' && [asked.applicantId, asked.personId].includes(actor.accountId)) parties.set('applicant', null);
  if (actor.kind === 'officer' && actor.accountId === asked.applicantId) return parties;
  for (const held of postsOf(actor)) {
    if (isDecider(held, asked)) parties.set('decider', held);
    if (asked.drawn === 'open' && isAuditor(held, asked)) parties.set('auditor', held);
  }
  return parties;
}

/** As the parties, and the auditor also what he has looked at. */
export const mayRead = (actor: Actor, asked: AskedApplication): boolean =>
  actor.kind === 'platform' || partiesOf(actor, asked).size > 0 || postsOf(actor).some((held) => isAuditor(held, asked));

/** Units for which an officer decides. */
export const decidingUnits = (actor: Actor): string[] => [
  ...new Set(
    postsOf(actor)
      .filter((held) => held.permissions.includes('application.decide'))
      .map(({ unitId }) => unitId),
  ),
];
