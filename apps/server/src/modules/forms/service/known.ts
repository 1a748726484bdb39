import type { Context } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import type { IsWorkday } from '../period.ts';
import { type Dictionary, dictionaryOf } from '../store/catalogue.ts';

/** What every errand of forms needs to know of the city. */
export type Known = { places: Places; dictionary: Dictionary; today: string; isWorkday: IsWorkday };

export async function knownOf(ctx: Context): Promise<Known> {
  const [places, matters, dictionary] = await Promise.all([placesOf(ctx), mattersOf(ctx), dictionaryOf(ctx.house)]);
  const { calendar } = matters;
  const isWorkday: IsWorkday = (day) => {
    const place = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) - calendar.firstDay;
    const [before, after] = [calendar.workdaysBefore[place], calendar.workdaysBefore[place + 1]];
    return before !== undefined && after !== undefined && after > before;
  };
  return { places, dictionary, today: matters.dayOf(ctx.now), isWorkday };
}

const officesIn = new WeakMap<Places, Map<string, readonly { code: string; level: string }[]>>();

/** Streets and communities in use in an area, itself included; kept as long as the places are. */
export function officesOf(places: Places, area: string): readonly { code: string; level: string }[] {
  const kept = officesIn.get(places) ?? new Map<string, readonly { code: string; level: string }[]>();
  officesIn.set(places, kept);
  const known = kept.get(area);
  if (known) return known;
  const found: { code: string; level: string }[] = [];
  const walk = (code: string) => {
    const one = places.area(code);
    if (one?.level === 'street' || one?.level === 'community') found.push({ code, level: one.level });
    for (const below of places.below(code)) if (below.level !== 'grid') walk(below.code);
  };
  walk(area);
  kept.set(area, found);
  return found;
}

/** How many offices of an area a form is asked of. */
export function countAsked(places: Places, form: { areaCode: string; fillers: readonly string[] }, area: string): number {
  const inner = places.covers(form.areaCode, area) ? area : places.covers(area, form.areaCode) ? form.areaCode : undefined;
  return inner === undefined ? 0 : officesOf(places, inner).filter(({ level }) => form.fillers.includes(level)).length;
}

/** The name of an area with those above it; of the city its own. */
export const nameOfArea = (places: Places, code: string, language: 'zh' | 'en' = 'zh'): string =>
  places.areaName(code, language) || (language === 'zh' ? places.area(code)?.name : places.area(code)?.nameEn) || code;
