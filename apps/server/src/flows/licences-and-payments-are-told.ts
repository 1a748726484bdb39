import type { LicenceExpiring, LicenceMoved } from '../modules/licences/index.ts';
import { tell } from '../modules/notices/index.ts';
import type { PaymentMoved } from '../modules/payments/index.ts';
import { namesOf } from '../modules/people/index.ts';
import type { Context } from '../platform/context.ts';
import type { Flow } from '../platform/module.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The account in whose box a person reads; nobody where he has none. */
async function accountOf(ctx: Context, personId: string | null): Promise<string | undefined> {
  if (personId === null || !uuid.test(personId)) return undefined;
  return (await namesOf(ctx, [personId])).has(personId) ? personId : undefined;
}

const moves = { suspend: 'licence.suspended', revoke: 'licence.revoked' } as const;
const takenBack = (action: LicenceMoved['action']) => (action === 'suspend' || action === 'revoke' ? moves[action] : undefined);

/** A holder hears when his licence is taken back or given again; that it was issued he hears with the decision. */
async function tellHolder(ctx: Context, { personId, action, name, number, reason }: LicenceMoved) {
  const template = takenBack(action);
  if (!template && action !== 'reinstate') return;
  const accountId = await accountOf(ctx, personId);
  if (!accountId) return;
  if (template) await tell(ctx, { accountId, template, data: { name, licence: number, reason: reason ?? '' }, sms: true });
  else await tell(ctx, { accountId, template: 'licence.reinstated', data: { name, licence: number }, sms: true });
}

async function remindHolder(ctx: Context, { personId, name, number, until }: LicenceExpiring) {
  const accountId = await accountOf(ctx, personId);
  if (accountId) await tell(ctx, { accountId, template: 'licence.expiring', data: { name, licence: number, until }, sms: true });
}

const yuan = (cents: number) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** Who is owed a payout hears that it arrived, or that it did not and is seen to. */
async function tellPayee(ctx: Context, { kind, to, personId, purpose, number, amountCents, accountTail, reason }: PaymentMoved) {
  if (kind !== 'payout' || (to !== 'settled' && to !== 'failed' && to !== 'returned')) return;
  const accountId = await accountOf(ctx, personId);
  if (!accountId) return;
  if (to === 'settled')
    await tell(ctx, {
      accountId,
      template: 'payment.settled',
      data: { purpose, order: number, amount: yuan(amountCents), tail: accountTail ?? '' },
    });
  else await tell(ctx, { accountId, template: 'payment.failed', data: { purpose, order: number, reason: reason ?? '' } });
}

export const movedLicenceIsTold: Flow = (house) => house.announcements.on('licence.moved', tellHolder);
export const expiringLicenceIsTold: Flow = (house) => house.announcements.on('licence.expiring', remindHolder);
export const movedPaymentIsTold: Flow = (house) => house.announcements.on('payment.moved', tellPayee);
