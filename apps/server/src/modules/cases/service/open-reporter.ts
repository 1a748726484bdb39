import { type Context, newId } from '#platform/context.ts';
import { forbidden, unprocessable } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import { recordLook } from '../../privacy/index.ts';
import { mayOpenReporter, rolesOf } from '../policy.ts';
import { purposes } from '../purposes.ts';
import { selectCase, selectLooks } from '../store/read.ts';
import { insertLook } from '../store/write.ts';
import { partsOf } from './facts.ts';
import { hiddenCase } from './refuse-action.ts';

/** Opens the sealed contact of a reporter; the line that the reporter will read is written first, in the same transaction (个人信息保护法 第七条、第四十五条). */
export async function openReporter(ctx: Context, region: string, id: string, purpose: string) {
  if (!(purpose in purposes))
    throw unprocessable('purpose.unknown', 'State one of the purposes for which a reporter’s contact may be opened.', {
      allowed: Object.keys(purposes),
    });
  const held = await selectCase(ctx, region, id, false);
  if (!held || ctx.actor.kind !== 'officer') throw hiddenCase(ctx);
  const roles = rolesOf(ctx.actor, partsOf(ctx, held));
  if (!mayOpenReporter(held.file.identity, roles))
    throw forbidden(
      'reporter.sealed',
      held.file.identity === 'anonymous'
        ? 'This report is anonymous: there is nobody to open.'
        : 'This reporter asked for confidentiality; only the desk may open the contact.',
    );
  const unit = (roles.get('desk') ?? roles.get('lead'))?.unitId ?? '';
  await insertLook(ctx, {
    region,
    case_id: id,
    id: newId(ctx.now),
    officer_id: ctx.actor.accountId,
    officer_name: ctx.actor.name,
    unit_id: unit,
    purpose,
    fields: ['name', 'phone'],
  });
  await recordLook(ctx, {
    region,
    personId: held.file.reporter_id,
    purpose,
    fields: ['name', 'phone'],
    about: { kind: 'case', id, number: held.file.number },
    unitId: unit,
  });
  const open = (sealed: Buffer | null) => (sealed ? ctx.house.vault.open(sealed) : null);
  return { name: open(held.file.reporter_name_sealed), phone: open(held.file.reporter_phone_sealed) };
}

/** Who looked at the reporter's data, for the reporter and for the desk. */
export async function listLooks(ctx: Context, region: string, id: string) {
  const held = await selectCase(ctx, region, id, false);
  if (!held) throw hiddenCase(ctx);
  const roles = rolesOf(ctx.actor, partsOf(ctx, held));
  if (!roles.has('reporter') && !roles.has('desk')) throw forbidden('looks.not_yours', 'Only the reporter and the desk see who looked.');
  const places = await placesOf(ctx.house);
  const looks = await selectLooks(ctx, region, id);
  return looks.map((look) => ({
    at: look.at.toISOString(),
    officerName: roles.has('reporter') ? `${look.officer_name.slice(0, 1)}**` : look.officer_name,
    unitName: places.unitName(look.unit_id),
    purpose: purposes[look.purpose as keyof typeof purposes] ?? look.purpose,
    purposeCode: look.purpose,
    fields: look.fields,
  }));
}
