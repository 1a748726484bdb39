import type { Pack } from '#platform/pack-file.ts';
import { type PlacesOfPack, responsibilityFile } from '../../places/index.ts';
import { type CalendarRow, readCalendars } from './calendar.ts';
import { type LimitRow, readLimits } from './limit-table.ts';
import { type ReasonRow, readReasons, readWords, type WordRow } from './lists.ts';
import { type CategoryRow, type KnownCodes, type MatterRow, readCategories, readMatterRows } from './matters.ts';

/** What a pack says about matters: matters/, limits.csv, reasons.csv, the lists of words, calendar/ and counties/. */
export type MattersOfPack = {
  cityCode: string;
  warnings: { yellow: number; red: number };
  categories: readonly CategoryRow[];
  matters: readonly MatterRow[];
  limits: readonly LimitRow[];
  reasons: readonly ReasonRow[];
  words: readonly WordRow[];
  calendars: readonly CalendarRow[];
};

/** Reads and checks a pack's matters against its places; every fault is added to `pack.problems`. */
export function readMatters(pack: Pack, places: PlacesOfPack): MattersOfPack {
  const known: KnownCodes = {
    city: places.city.code,
    counties: new Set(places.areas.filter((area) => area.level === 'county').map((area) => area.code)),
    unitKinds: new Set(places.unitKinds.map((kind) => kind.id)),
  };
  const categories = readCategories(pack);
  const categoryIds = new Set(categories.map(({ id }) => id));
  const matters = readMatterRows(pack, categoryIds, known, places.city);
  const codes = new Set(matters.map(({ code }) => code));
  checkResponsibility(pack, places, codes, categoryIds);
  return {
    cityCode: known.city,
    warnings: places.city.warnings,
    categories,
    matters,
    limits: readLimits(pack, { matters: codes, categories: categoryIds }, known),
    reasons: readReasons(pack),
    words: readWords(pack),
    calendars: readCalendars(pack, places.city.zone, known),
  };
}

/** `places` reads the exceptions of responsibility but does not know the matters that they name. */
function checkResponsibility(pack: Pack, places: PlacesOfPack, matters: ReadonlySet<string>, categories: ReadonlySet<string>) {
  const told = new Set<number>();
  for (const { scope, scope_value, line } of places.responsibilities) {
    const known = scope === 'lead' || (scope === 'matter' ? matters : categories).has(scope_value);
    if (known || told.has(line)) continue;
    told.add(line);
    pack.problems.push({ file: responsibilityFile, line, column: 'of', reason: `there is no ${scope} "${scope_value}"` });
  }
}
