import type { Context } from '#platform/context.ts';
import { conflict, notFound, unprocessable } from '#platform/refusal.ts';
import { type LicenceKey, type LicenceRow, moveLicenceRow, moveOwnLicence, selectLicence, selectOwnLicence } from '../store/licences.ts';
import { upsertStatus } from '../store/statuses.ts';
import { actionsFrom, type LicenceAction, type LicenceStep, statusOf, stepFrom } from '../workflow.ts';
import { announceMove } from './announce-move.ts';
import { type Issued, type LicenceOrder, writeLicence } from './issue-licence.ts';
import { holderPass } from './passes.ts';
import { whoActs } from './who-acts.ts';

function stepOf(row: LicenceRow, action: LicenceAction, reason: string): LicenceStep {
  const step: LicenceStep | undefined = stepFrom(row.state, action);
  if (!step)
    throw conflict('licence.step_impossible', `A licence that is ${row.state} cannot be changed so.`, {
      state: row.state,
      allowed: actionsFrom(row.state),
    });
  if (step.reason && reason === '') throw unprocessable('licence.reason_missing', 'Say in a sentence why.');
  return step;
}

/** Moves a licence that was read; its status is published with the same commit. */
async function move(ctx: Context, row: LicenceRow, action: LicenceAction, why: string, pass?: string): Promise<void> {
  const reason = why.trim();
  const step = stepOf(row, action, reason);
  const change = { region: row.region, id: row.id, version: row.version, action, from: row.state, to: step.to, reason };
  const by = whoActs(ctx);
  const moved = pass === undefined ? await moveLicenceRow(ctx, change, by) : await moveOwnLicence(ctx, change, by, pass);
  if (!moved) throw conflict('licence.changed', 'Someone else changed this licence meanwhile.');
  if (row.running !== null) await upsertStatus(ctx, row.running, statusOf(step.to));
  await announceMove(ctx, row, action, step.to, reason);
}

/** Moves a licence by its key: for those whom the law of their own errand has admitted. */
export async function moveByKey(ctx: Context, key: LicenceKey, action: LicenceAction, reason: string): Promise<void> {
  const row = await selectLicence(ctx, key);
  if (!row) throw notFound('licence');
  await move(ctx, row, action, reason);
}

/** Suspends a licence until it is reinstated or revoked. As all of these: in the caller's unit of work, `licence.step_impossible` where the state does not allow it. */
export const suspendLicence = (ctx: Context, key: LicenceKey, reason: string): Promise<void> => moveByKey(ctx, key, 'suspend', reason);

export const reinstateLicence = (ctx: Context, key: LicenceKey, reason: string): Promise<void> => moveByKey(ctx, key, 'reinstate', reason);

/** Revokes a licence for good. */
export const revokeLicence = (ctx: Context, key: LicenceKey, reason: string): Promise<void> => moveByKey(ctx, key, 'revoke', reason);

/**
 * Issues a licence in place of an earlier one of the same holder (changed, lost, renewed), which is replaced in the same unit of work and no longer
 * verifies. Refuses `licence.unknown` where the earlier one is not the holder's.
 */
export async function reissueLicence(ctx: Context, key: LicenceKey, order: LicenceOrder, reason: string): Promise<Issued> {
  const pass = holderPass(ctx.house, order.holder.personId);
  const row = await selectOwnLicence(ctx, key, pass);
  if (!row) throw notFound('licence');
  const issued = await writeLicence(ctx, order, row.id);
  if (!issued.already) await move(ctx, row, 'replace', reason, pass);
  return issued;
}
