import type { Actor, Appointment } from '#platform/context.ts';
import { coversArea, isWide, postsOf } from '#platform/policy.ts';
import type { FormParty } from './workflow.ts';

/** Who may ask, approve, fill and read. Pure. */

/** The post by which an officer asks: that of the unit he names, or the only one he has, where it reaches the area. */
export function askingPost(actor: Actor, areaCode: string, unitId?: string): Appointment | undefined {
  const able = postsOf(actor).filter((held) => held.permissions.includes('form.ask') && coversArea(held, areaCode));
  return unitId === undefined ? able[0] : able.find((held) => held.unitId === unitId);
}

/** The post by which an officer fills for an area. */
export const fillingPost = (actor: Actor, areaCode: string): Appointment | undefined =>
  postsOf(actor).find((held) => held.permissions.includes('form.fill') && coversArea(held, areaCode));

/** What the policy asks of a form. */
export type AskedForm = { readonly unitId: string; readonly areaCode: string; readonly askedBy: string };

/** The parties an officer is to a form, each with the post that makes him one. */
export function partiesOf(actor: Actor, form: AskedForm): ReadonlyMap<FormParty, Appointment | null> {
  const parties = new Map<FormParty, Appointment | null>();
  if (actor.kind === 'platform') parties.set('platform', null);
  for (const held of postsOf(actor)) {
    if (held.permissions.includes('form.ask') && held.unitId === form.unitId) parties.set('asker', held);
    if (held.permissions.includes('form.approve') && coversArea(held, form.areaCode)) parties.set('desk', held);
  }
  return parties;
}

/** Four eyes: whoever approves is neither the person who asked nor of the unit that asked. */
export const isSecondPair = (actor: Actor, held: Appointment | null, form: AskedForm): boolean =>
  actor.kind === 'officer' && actor.accountId !== form.askedBy && held !== null && held.unitId !== form.unitId;

/** Areas whose answers or burden an officer may see by a post of these permissions; a wide post gives the city itself. */
export const areasBy = (actor: Actor, permissions: readonly string[], city: string): string[] => [
  ...new Set(
    postsOf(actor)
      .filter((held) => permissions.some((one) => held.permissions.includes(one)))
      .map((held) => (isWide(held) ? city : held.areaCode)),
  ),
];

/** Units of whose forms an officer reads the answers. */
export const askingUnits = (actor: Actor): string[] => [
  ...new Set(
    postsOf(actor)
      .filter((held) => held.permissions.includes('form.ask'))
      .map((held) => held.unitId),
  ),
];

/** Whose posts see the burden of single streets and communities: the command page, the burden desk, and those who carry it. */
export const burdenReaders = ['command.read', 'form.approve', 'form.fill'] as const;
