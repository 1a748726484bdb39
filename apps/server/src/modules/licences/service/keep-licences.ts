import type { Static } from 'typebox';
import type { Context } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { forbidden, notFound } from '#platform/refusal.ts';
import { readNumber } from '../number.ts';
import { mayMove } from '../policy.ts';
import type { LicencePage, LicenceQuery, LicenceRecord } from '../schema.ts';
import { type LicenceKey, selectHistory, selectVisible, selectVisibleLicence } from '../store/licences.ts';
import { type OfficerAction, officerActions, stepFrom } from '../workflow.ts';
import { moveByKey } from './move-licence.ts';
import { licenceView, todayOf } from './view-licences.ts';

const usualPage = 50;

/** The licences of an officer’s counties, the newest first, with holders as the licences show them. */
export async function listLicences(ctx: Context, query: Static<typeof LicenceQuery>): Promise<Static<typeof LicencePage>> {
  const limit = query.limit ?? usualPage;
  const after = query.cursor === undefined ? undefined : String(readCursor(query.cursor, 1)[0]);
  const { kind, state } = query;
  const rows = await selectVisible(ctx, { kind, state, after, number: query.number && readNumber(query.number), limit: limit + 1 });
  const today = await todayOf(ctx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    licences: page.map((row) => licenceView(ctx.house, today, row)),
    next: rows.length > limit && last ? writeCursor([last.id]) : null,
  };
}

/** One licence with its record, and what the officer may do with it; refuses `licence.unknown`. */
export async function viewLicence(ctx: Context, key: LicenceKey): Promise<Static<typeof LicenceRecord>> {
  const row = await selectVisibleLicence(ctx, key);
  if (!row) throw notFound('licence');
  const history = await selectHistory(ctx, key);
  const may = mayMove(ctx.actor, row.region);
  return {
    licence: licenceView(ctx.house, await todayOf(ctx), row),
    history: history.map(({ at, action, from_state, to_state, actor_name, reason }) => ({
      at: at.toISOString(),
      action,
      from: from_state,
      to: to_state,
      by: actor_name,
      reason,
    })),
    actions: may ? officerActions.filter((action) => stepFrom(row.state, action) !== undefined) : [],
  };
}

/** Suspends, reinstates or revokes a licence by an officer of its county or the city; refuses `licence.not_yours` to others. */
export async function actOnLicence(
  ctx: Context,
  key: LicenceKey,
  action: OfficerAction,
  reason: string,
): Promise<Static<typeof LicenceRecord>> {
  if (!(await selectVisibleLicence(ctx, key))) throw notFound('licence');
  if (!mayMove(ctx.actor, key.region)) throw forbidden('licence.not_yours', 'Licences are moved by posts of the county or the city.');
  await moveByKey(ctx, key, action, reason);
  return viewLicence(ctx, key);
}
