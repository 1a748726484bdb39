import { type AreasDraft, chooseAreas } from './choose-areas.ts';
import { type CategoryDraft, chooseCategories, numberMatters } from './choose-categories.ts';
import { chooseKinds, type KindsDraft } from './choose-kinds.ts';
import { chooseMatters, type MattersDraft } from './choose-matters.ts';
import { chooseZone, type ZoneDraft } from './choose-zone.ts';
import type { Seen } from './seen.ts';
import { medianPoint, type Point } from './tally.ts';

/** A city as an export shows it, before it is written down. */
export type Draft = {
  name: string;
  /** The file it was drawn from, without folders. */
  file: string;
  seen: Seen;
  language: 'zh' | 'en';
  zone: ZoneDraft;
  middle: Point | undefined;
  areas: AreasDraft;
  kinds: KindsDraft;
  list: MattersDraft;
  categories: CategoryDraft[];
  defaults: Defaults;
};

/** Limits of the template for what an export does not tell. */
export type Defaults = { sign: string; contact: string; handle: string };

const otherWords = { zh: '其他诉求', en: 'Other requests' } as const;

/** Draws a city from what was seen. Pure: the same file gives the same draft. */
export function drawDraft(seen: Seen, told: { name: string; file: string; zone?: string; defaults: Defaults }): Draft {
  const { name, file, defaults } = told;
  const language = seen.chinese * 2 > seen.rows ? 'zh' : 'en';
  const middle = medianPoint(seen.points.points);
  const areas = chooseAreas(seen, name);
  const kinds = chooseKinds(seen, areas);
  const list = chooseMatters(seen, areas, kinds, otherWords[language], defaults.handle);
  const categories = chooseCategories(list.matters, kinds, otherWords[language]);
  numberMatters(categories);
  return {
    name,
    file,
    seen,
    language,
    zone: chooseZone(told.zone, language === 'zh', middle),
    middle,
    areas,
    kinds,
    list,
    categories,
    defaults,
  };
}
