import type { Context } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { selectCase } from '../store/read.ts';
import { hiddenCase } from './refuse-action.ts';

/** Whom the responsibility list names for a case: lead units in order of nearness, then co-units; nobody is chosen silently. */
export async function suggestUnits(ctx: Context, region: string, id: string, matterCode: string | undefined) {
  const held = await selectCase(ctx, region, id, false);
  if (!held) throw hiddenCase(ctx);
  const places = await placesOf(ctx.house);
  const matters = await mattersOf(ctx.house);
  const matter = matters.matter(held.file.area_code, matterCode ?? held.file.matter_code ?? '');
  if (!matter) return { lead: [], co: [], basis: '' };
  const named = (ids: readonly string[]) => ids.flatMap((unitId) => places.namedUnit(unitId) ?? []);
  return {
    lead: named(places.leadUnits(held.file.area_code, matter)),
    co: named(places.coUnits(held.file.area_code, matter)),
    basis: matter.basis,
  };
}
