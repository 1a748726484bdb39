import type { Context } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { unprocessable } from '#platform/refusal.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import type { SuspendedPage } from '../schema-lists.ts';
import { selectSuspended } from '../store/suspended.ts';

/** What a code of the city, of a county or of a street narrows the list to; an unknown one is refused with `area.unknown`. */
async function narrowed(ctx: Context, code: string | undefined): Promise<{ region?: string; street?: string }> {
  const { area, city } = await placesOf(ctx.house);
  if (code === undefined || code === city.code) return {};
  if (!area(code)) throw unprocessable('area.unknown', `There is no area ${code}.`, { allowed: '/api/areas' });
  return code.length > 6 ? { region: code.slice(0, 6), street: code } : { region: code };
}

/**
 * The cases that are suspended now, for everyone to read, the newest first (数字化城市管理挂账规则: a suspension is published). Confidential
 * cases are not among them, and of the others nothing is told but what, where, since when, until which day and why.
 */
export async function listSuspended(
  ctx: Context,
  area: string | undefined,
  cursor: string | undefined,
  limit: number,
): Promise<SuspendedPage> {
  const after = cursor ? (readCursor(cursor, 3) as [string, string, string]) : undefined;
  const from = after && { since: after[0], region: after[1], number: after[2] };
  const found = await selectSuspended(ctx, await narrowed(ctx, area), from, limit + 1);
  const [places, matters] = [await placesOf(ctx.house), await mattersOf(ctx.house)];
  const causes = new Map(matters.reasons('suspend').map(({ code, zh, en }) => [code, { code, zh, en }]));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    suspended: page.map((one) => {
      const matter = one.matter_code ? matters.matter(one.area_code, one.matter_code) : undefined;
      return {
        number: one.number,
        matter: one.matter_code,
        matterName: matter?.name ?? null,
        matterNameEn: matter?.nameEn ?? null,
        area: one.area_code,
        areaName: places.areaName(one.area_code),
        areaNameEn: places.areaName(one.area_code, 'en'),
        since: one.since.toISOString(),
        reviewOn: one.review_on,
        cause: one.cause === null ? null : (causes.get(one.cause) ?? { code: one.cause, zh: one.cause, en: one.cause }),
      };
    }),
    next: last ? writeCursor([last.since.toISOString(), last.region, last.number]) : null,
  };
}
