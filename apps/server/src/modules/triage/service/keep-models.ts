import type { Context } from '#platform/context.ts';
import { conflict, forbidden } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import type { ModelList } from '../schema-desk.ts';
import { selectModels, useModel } from '../store.ts';

/** Every version with what it reached, the newest first in each area. */
export async function listModels(ctx: Context): Promise<ModelList> {
  const places = await placesOf(ctx);
  const rows = await selectModels(ctx);
  return {
    models: [...rows].reverse().map((row) => ({
      area: row.area_code,
      areaName: places.areaName(row.area_code),
      areaNameEn: places.areaName(row.area_code, 'en'),
      version: row.version,
      state: row.state,
      trainedAt: row.trained_at.toISOString(),
      exampleCount: row.example_count,
      lessonCount: row.lesson_count,
      held: row.figures.held ?? 0,
      accuracy: row.figures.accuracy ?? null,
      before: row.figures.before ?? null,
    })),
  };
}

/**
 * Puts the version of an area to use that was made last before the one in use, and gives its number. A version that was never better than the one then in
 * use is passed over. Refuses where there is none (`model.no_earlier`), and whoever keeps no pack of that area (`model.not_yours`).
 */
export async function backModel(ctx: Context, area: string): Promise<{ version: number }> {
  const { actor } = ctx;
  const places = await placesOf(ctx);
  const isKeeper =
    actor.kind === 'platform' ||
    (actor.kind === 'officer' &&
      actor.appointments.some((held) => held.permissions.includes('pack.manage') && places.covers(held.areaCode, area)));
  if (!isKeeper) throw forbidden('model.not_yours', 'Your posts keep no pack of this area.', { area });
  const own = (await selectModels(ctx)).filter(({ area_code }) => area_code === area);
  const used = own.find(({ state }) => state === 'used');
  const before = own.filter(({ version, state }) => used && version < used.version && state === 'retired').at(-1);
  if (!used || !before) throw conflict('model.no_earlier', `${area} has no earlier version that was in use.`, { area });
  await useModel(ctx, used.task, area, before.version);
  return { version: before.version };
}
