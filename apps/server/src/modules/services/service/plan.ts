import type { Plain } from '@banyan/decision-tables';
import type { Context, House } from '#platform/context.ts';
import { forbidden, notFound, unprocessable } from '#platform/refusal.ts';
import { type Places, placesOf } from '../../places/index.ts';
import type { Services } from '../catalogue.ts';
import type { Asked } from '../gateways/source.ts';
import type { Item, Source } from '../pack/service-pack.ts';
import { reaches } from '../policy.ts';
import { servicesOf } from '../store/catalogue.ts';
import type { Seen } from '../verify.ts';
import { type Applicant, applicantOf } from './applicant.ts';

/** What a resident sends to be advised or to apply. `form` holds what he filled in or saw; what is left out is taken from the city. */
export type Asking = {
  readonly item?: string | undefined;
  readonly joint?: string | undefined;
  readonly area: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, Plain>>;
  /** Sources that he lets the city ask for this application. */
  readonly authorised: readonly string[];
  readonly mandate?: string | undefined;
};

/** All that must be known before the sources are asked. */
export type Plan = {
  readonly asking: Asking;
  readonly applicant: Applicant;
  readonly region: string;
  readonly joint: string | null;
  readonly items: readonly Item[];
  /** Which sources are asked about which subject. */
  readonly asks: readonly Asked[];
  /** Sources that are not asked, and why. */
  readonly silent: ReadonlyMap<string, Seen>;
  readonly services: Services;
  readonly places: Places;
  readonly house: House;
  readonly now: Date;
};

function itemsOf(services: Services, { item, joint }: Asking): { items: Item[]; joint: string | null } {
  if (joint !== undefined) {
    const found = services.joints.find(({ id }) => id === joint);
    if (!found) throw notFound('service');
    return { items: found.items.flatMap((id) => services.item(id) ?? []), joint };
  }
  const one = item === undefined ? undefined : services.item(item);
  if (!one) throw notFound('service');
  return { items: [one], joint: null };
}

function regionOf(places: Places, code: string): string {
  const area = places.area(code);
  if (!area || code.length < 6 || code.endsWith('0000') || area.level === 'city')
    throw unprocessable('area.unknown', 'Name the county, street or community where you live.', { area: code });
  return code.slice(0, 6);
}

/** Whom or what a register is asked about: the person, or the first field named for it that is filled in. */
function subjectOf({ subject, askedBy }: Source, applicant: Applicant, form: Asking['form']): string | undefined {
  if (subject === 'person') return `person:${applicant.personId}`;
  const value = askedBy.map((name) => form[name]).find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof value === 'string' ? `${subject}:${value.normalize('NFKC').trim()}` : undefined;
}

const sourcesOf = (items: readonly Item[]): string[] => [
  ...new Set(
    items.flatMap(({ form, materials }) => [
      ...(form?.fields ?? []).flatMap(({ source }) => source?.source ?? []),
      ...materials.flatMap(({ heldBy }) => heldBy ?? []),
    ]),
  ),
];

function asksOf(services: Services, items: readonly Item[], applicant: Applicant, asking: Asking) {
  const asks: Asked[] = [];
  const silent = new Map<string, Seen>();
  for (const id of sourcesOf(items)) {
    const source = services.source(id);
    const subject = source && subjectOf(source, applicant, asking.form);
    if (!asking.authorised.includes(id)) silent.set(id, { state: 'silent', why: 'not-authorised' });
    else if (subject === undefined) silent.set(id, { state: 'silent', why: 'no-subject' });
    else asks.push({ source: id, subject });
  }
  return { asks, silent };
}

/** Makes out who applies for what, and what the city is to be asked. Refuses what cannot be applied for here or so. */
export async function planApplication(ctx: Context, asking: Asking): Promise<Plan> {
  const [services, places] = await Promise.all([servicesOf(ctx.house), placesOf(ctx.house)]);
  const { items, joint } = itemsOf(services, asking);
  const region = regionOf(places, asking.area);
  const applicant = await applicantOf(ctx, asking.mandate ?? null);
  for (const item of items) {
    if (item.areas.length > 0 && !item.areas.includes(region))
      throw unprocessable('application.not_offered_here', 'This service is not offered in this county.', {
        item: item.id,
        areas: item.areas,
      });
    if (!reaches(applicant.level, item.level))
      throw forbidden('application.level_too_low', 'Prove who you are at a higher level first.', {
        level: applicant.level,
        needed: item.level,
      });
  }
  return {
    asking,
    applicant,
    region,
    joint,
    items,
    ...asksOf(services, items, applicant, asking),
    services,
    places,
    house: ctx.house,
    now: ctx.now,
  };
}
