import type { Context } from '#platform/context.ts';
import { conflict, forbidden, notFound } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import type { Page } from '../schema.ts';
import { answerObjection, selectLineOf, selectLinesOfUnits, selectObjection, selectObjectionsOfUnits } from '../store/ledger.ts';
import { selectSigns } from '../store/signs.ts';
import { tellLook, viewObjection } from './my-looks.ts';

/** Units whose looks the actor answers for. */
const ownUnits = ({ actor }: Context): string[] =>
  actor.kind === 'officer'
    ? [...new Set(actor.appointments.filter((held) => held.permissions.includes('look.review')).map((held) => held.unitId))]
    : [];

/** Every look of the own unit, the latest first. */
export async function listUnitLooks(ctx: Context, { before, limit }: Page) {
  const lines = await selectLinesOfUnits(ctx, ownUnits(ctx), before ?? null, limit);
  const places = await placesOf(ctx);
  return {
    looks: lines.map((line) => tellLook(line, places, line.actor_name)),
    next: lines.length < limit ? null : (lines.at(-1)?.id ?? null),
  };
}

/** What residents ask of the unit's looks and nobody answered yet, the nearest deadline first. */
export const listObjections = async (ctx: Context) => (await selectObjectionsOfUnits(ctx, ownUnits(ctx), 200)).map(viewObjection);

/** Answers once; the resident reads the words. */
export async function replyToObjection(
  ctx: Context,
  key: { region: string; id: string },
  input: { state: 'explained' | 'upheld' | 'dismissed'; reply: string },
) {
  const row = await selectObjection(ctx, key.region, key.id);
  if (ctx.actor.kind !== 'officer' || !row || !ownUnits(ctx).includes(row.unit_id)) throw notFound('objection');
  const { accountId } = ctx.actor;
  const line = await selectLineOf(ctx, row.person, row.region, row.line_id);
  if (line?.actor_id === accountId) throw forbidden('objection.own_look', 'Nobody answers for a look of his own.');
  if (!(await answerObjection(ctx, row, { ...input, by: accountId }))) throw conflict('objection.answered', 'It was answered already.');
  return viewObjection({ ...row, state: input.state, reply: input.reply });
}

/** What stands out among the looks of the own unit: many in an hour, often the same person, without a case, at night. */
export async function listLookSigns(ctx: Context) {
  const rows = await selectSigns(ctx, ownUnits(ctx));
  return rows.map((row) => ({
    sign: row.sign,
    officerId: row.actor_id,
    officer: row.actor_name,
    unitId: row.unit_id,
    count: row.look_count,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
  }));
}
