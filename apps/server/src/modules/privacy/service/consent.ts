import { canonical } from '#platform/canonical.ts';
import { type Context, newId } from '#platform/context.ts';
import { forbidden, unprocessable } from '#platform/refusal.ts';
import { activityOf } from '../activities.ts';
import { insertConsent, lockConsents, selectConsents } from '../store/consent.ts';
import { nameSubject } from '../store/ledger.ts';
import type { ConsentHistoryTable } from '../tables.ts';
import { ownMark } from './my-looks.ts';
import { personMark } from './record-look.ts';

const view = ({ purpose, source, version, state, at, receipt }: ConsentHistoryTable) => ({
  purpose,
  source,
  version,
  state,
  at: at.toISOString(),
  receipt,
});

/** What the resident consented to and what he withdrew. */
export async function listConsents(ctx: Context) {
  const { person } = await ownMark(ctx);
  return (await selectConsents(ctx, person)).map(view);
}

/**
 * Gives or withdraws consent, both in one step (个人信息保护法 第十五条); what stands already is answered as it stands. The receipt is a detached JWS over
 * the canonical record. Refuses with `consent.not_asked` where the purpose does not rest on consent.
 */
export async function setConsent(ctx: Context, input: { purpose: string; source: string; state: 'given' | 'withdrawn' }) {
  const { person } = await ownMark(ctx);
  const { purpose, source, state } = input;
  if (activityOf(purpose)?.ground !== 'consent') throw unprocessable('consent.not_asked', 'This purpose does not rest on consent.');
  await lockConsents(ctx, person);
  const before = (await selectConsents(ctx, person)).find((row) => row.purpose === purpose && row.source === source);
  if (before?.state === state) return view(before);
  const record = { id: newId(ctx.now), person, purpose, source, version: (before?.version ?? 0) + 1, state, at: ctx.now };
  const text = canonical({ ...record, person: person.toString('hex'), at: ctx.now.toISOString() });
  const row: ConsentHistoryTable = { ...record, receipt: await ctx.house.signer.sign(Buffer.from(text)) };
  await insertConsent(ctx, row);
  return view(row);
}

/**
 * Admits the use of a source for a purpose: by law, or by the live consent of the person (第十三条). Gives the ground.
 * Refuses with `purpose.unregistered` and `authorisation.missing`; the caller asks for consent or goes on without the source.
 */
export async function requireAuthorisation(ctx: Context, personId: string, source: string, purpose: string): Promise<{ basis: string }> {
  const activity = activityOf(purpose);
  if (!activity) throw unprocessable('purpose.unregistered', 'This purpose is not in the registry of processing activities.');
  if (activity.ground === 'duty') return { basis: activity.basis };
  const person = personMark(ctx, personId);
  await nameSubject(ctx, person);
  const live = (await selectConsents(ctx, person)).some((row) => row.purpose === purpose && row.source === source && row.state === 'given');
  if (!live) throw forbidden('authorisation.missing', 'The person has not consented to this use.', { purpose, source });
  return { basis: activity.basis };
}
