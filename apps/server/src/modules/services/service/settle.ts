import type { Plain } from '@banyan/decision-tables';
import { dayIn } from '#platform/civil-day.ts';
import type { Context } from '#platform/context.ts';
import { unprocessable } from '#platform/refusal.ts';
import { issueLicence, type LicenceOrder } from '../../licences/index.ts';
import { orderFee, orderPayout } from '../../payments/index.ts';
import type { Places } from '../../places/index.ts';
import type { Services } from '../catalogue.ts';
import type { Item } from '../pack/service-pack.ts';
import { maskName } from '../policy.ts';
import type { ApplicationRow } from '../store/applications.ts';
import type { KeptDecision } from '../tables.ts';

/** What an approval gives: at most a licence and an order to pay. */
export type Settled = { readonly licence: { id: string; number: string } | null; readonly payment: { id: string; number: string } | null };

/** Whose right it is and what was found out, for what is issued. */
export type Right = Pick<ApplicationRow, 'region' | 'id' | 'number' | 'person_id' | 'person_masked' | 'unit_id'> & {
  readonly item: Item;
  readonly values: Readonly<Record<string, Plain>>;
  readonly decision: Pick<KeptDecision, 'outputs'> | null;
};

/** The unit of a kind that serves an area: its own or the next above it. */
export const unitOf = (places: Places, kind: string, area: string): string =>
  places.findUnits({ kinds: [kind], area, limit: 1 })[0]?.id ?? places.desk(area);

/** The day after so many months, less one: what is good for a year from 1 March ends on the last of February. */
export function lastDay(from: string, months: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const next = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)));
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}

const whole = (value: Plain | undefined): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;

/** Until when a right is held before it may be asked for again: as long as the licence is good, or for good. */
export function heldUntil(services: Services, item: Item, decision: Pick<KeptDecision, 'outputs'> | null, today: string): string | null {
  if (item.result.kind !== 'licence') return null;
  const months = whole(decision?.outputs.valid_months) ?? services.licence(item.result.of)?.validMonths ?? null;
  return months === null ? null : lastDay(today, months);
}

function licenceOrder(ctx: Context, services: Services, places: Places, right: Right, kind: string): LicenceOrder {
  const licence = services.licence(kind);
  if (!licence) throw unprocessable('licence.kind_unknown', 'The pack of the city knows no such kind of licence.', { kind });
  const today = dayIn(places.city.zone, ctx.now);
  const shown = licence.fields.flatMap(({ code }) => {
    const value = right.values[code];
    return value === undefined || value === null || typeof value === 'object' ? [] : [[code, String(value)] as const];
  });
  return {
    region: right.region,
    kind,
    holder: { personId: right.person_id, maskedName: right.person_masked },
    fields: Object.fromEntries(shown),
    validFrom: today,
    validTo: heldUntil(services, right.item, right.decision, today),
    issuerUnit: unitOf(places, licence.issuerKind, right.region),
    onceFor: `application:${right.id}`,
  };
}

const accountNames = ['account_no', 'account'] as const;
const textOf = (values: Right['values'], names: readonly string[]): string =>
  names.map((name) => values[name]).find((one): one is string => typeof one === 'string' && one !== '') ?? '';

/** Issues what an approval gives, in the caller's unit of work: twice the same application gives the first. Refuses as the doors of licences and payments do. */
export async function settle(ctx: Context, services: Services, places: Places, right: Right): Promise<Settled> {
  const { item, values } = right;
  const name = textOf(values, ['name']) || right.person_masked;
  const order = {
    region: right.region,
    person: { personId: right.person_id, name, maskedName: name === right.person_masked ? name : maskName(name) },
    purpose: `${item.name} ${right.number}`.slice(0, 100),
    about: `application:${right.id}`,
    unitId: right.unit_id,
    onceFor: `application:${right.id}`,
  };
  const licence =
    item.result.kind === 'licence' ? await issueLicence(ctx, licenceOrder(ctx, services, places, right, item.result.of)) : null;
  const amountCents = whole(right.decision?.outputs.amount_cents);
  if (item.result.kind === 'payout' && amountCents !== undefined) {
    const payment = await orderPayout(ctx, { ...order, amountCents, account: textOf(values, accountNames) });
    return { licence, payment };
  }
  if (item.feeCents !== null && item.feeCents > 0)
    return { licence, payment: await orderFee(ctx, { ...order, amountCents: item.feeCents }) };
  return { licence, payment: null };
}
