import { type Calendar, defineCalendar, parseLimit } from '@banyan/working-time';
import { dayIn } from '#platform/civil-day.ts';
import {
  chooseLimit,
  type GroundedLimit,
  indexRules,
  type LimitKind,
  type LimitRule,
  type LimitRules,
  type LimitScene,
  type ReasonList,
  type WordList,
} from './limits.ts';
import { type Category, type LimitSource, limitSources, type Matter, type Reason, type Word } from './matter.ts';
import type { MattersRows } from './pack/rows-of-pack.ts';
import { indexMatters, type MatterIndex, searchMatters } from './search.ts';

export type MatterQuery = {
  /** Words as a resident would write them; without any the list comes in its own order. */
  readonly q?: string;
  readonly category?: string;
  /** The county whose list is meant; the city's without. */
  readonly area?: string;
  readonly limit: number;
};

/** The responsibility list with its limits, reasons and calendar, as other modules see it. Every function reads memory only. */
export type Matters = {
  /** The entry as it holds in an area: the county's where it changed it, else the city's. */
  matter: (areaCode: string, code: string) => Matter | undefined;
  /** The whole list as it holds in an area, in its own order. */
  all: (areaCode: string) => readonly Matter[];
  find: (query: MatterQuery) => Matter[];
  categories: readonly (Category & { readonly count: number })[];
  reasons: (list: ReasonList) => readonly Reason[];
  words: (list: WordList) => readonly Word[];
  /** The limit of a duty and its ground on the day of the report (`scene.on`); throws only when the pack lacks a default, which loading refuses. */
  limit: (areaCode: string, clock: LimitKind, scene: LimitScene) => GroundedLimit;
  /** The city's working calendar. */
  calendar: Calendar;
  /** A county's own calendar where it keeps other hours. */
  calendarOf: (areaCode: string) => Calendar;
  /** Shares of a limit after which a duty shows yellow and red. */
  fractions: { readonly yellow: number; readonly red: number };
  /** The date in the city, `YYYY-MM-DD`, and the instant at which that day ends. */
  dayOf: (now: Date) => string;
  dayEnd: (now: Date) => Date;
  /** The first instant of a civil day `YYYY-MM-DD`; refuses a day outside the calendar. */
  dayStart: (day: string) => Date;
  /** Changes exactly when the list does. */
  tag: string;
};

/** County codes have six digits; everything finer begins with them. */
const countyOf = (areaCode: string) => areaCode.slice(0, 6);

export function buildMatters(rows: MattersRows, tag: string): Matters {
  const city = rows.warnings[0]?.area_code;
  const warning = rows.warnings[0];
  if (city === undefined || !warning) throw new Error('No pack is loaded yet. Load one: npm run banyan -- pack load NAME');
  const lists = listsByArea(rows, city);
  const ofArea = (areaCode: string) => lists.get(countyOf(areaCode)) ?? (lists.get(city) as AreaList);
  const rules = indexRules(rows.limits.map(ruleOf));
  const calendars = new Map(rows.calendars.map(({ area_code, definition }) => [area_code, defineCalendar(definition)]));
  const calendar = calendars.get(city);
  if (!calendar) throw new Error('The city has no working calendar; load the pack again.');
  const reasons = Map.groupBy(rows.reasons, ({ list }) => list);
  const words = Map.groupBy(rows.words, ({ list }) => list);
  const list = lists.get(city) as AreaList;
  return {
    matter: (areaCode, code) => ofArea(areaCode).byCode.get(code),
    all: (areaCode) => ofArea(areaCode).all,
    find: ({ q = '', category, area = city, limit }) =>
      searchMatters(ofArea(area).index(), q, limit, (matter) => category === undefined || matter.category === category),
    categories: rows.categories.map((row) => ({
      ...categoryOf(row),
      count: list.all.filter((matter) => matter.category === row.id).length,
    })),
    reasons: (name) => (reasons.get(name) ?? []).map(reasonOf),
    words: (name) => (words.get(name) ?? []).map(({ code, zh, en }) => ({ code, zh, en })),
    limit: (areaCode, clock, scene) =>
      limitIn(rules, [...new Set([countyOf(areaCode), city])], clock, scene, ofArea(areaCode).byCode.get(scene.matterCode ?? '')),
    calendar,
    calendarOf: (areaCode) => calendars.get(countyOf(areaCode)) ?? calendar,
    fractions: { yellow: warning.yellow, red: warning.red },
    ...daysOf(calendar),
    tag,
  };
}

function limitIn(
  rules: LimitRules,
  areas: readonly string[],
  clock: LimitKind,
  scene: LimitScene,
  matter: Matter | undefined,
): GroundedLimit {
  const own = matter && { ...matter, basis: matter.limitSource === 'law' ? matter.basis : limitSources[matter.limitSource] };
  const found = chooseLimit(rules, areas, clock, { category: matter?.category, ...scene }, own);
  if (!found) throw new Error(`The pack gives no limit for the clock "${clock}".`);
  return found;
}

type AreaList = { readonly byCode: ReadonlyMap<string, Matter>; readonly all: readonly Matter[]; readonly index: () => MatterIndex };

/** Columns by which a matter is found. */
const searched: readonly string[] = ['name', 'name_en', 'said', 'category'];

/** The city's list, and for each county that changes it a list of its own. */
function listsByArea(rows: MattersRows, city: string): Map<string, AreaList> {
  const categories = new Map(rows.categories.map((row) => [row.id, categoryOf(row)]));
  const ofArea = Map.groupBy(rows.matters, (row) => row.area_code);
  const ofCity = listOf((ofArea.get(city) ?? []).map((row) => matterOf(row, categories)));
  const lists = new Map([[city, ofCity]]);
  for (const [area, changed] of ofArea) {
    if (area === city) continue;
    const own = new Map(changed.map((row) => [row.code, matterOf(row, categories)]));
    const all = ofCity.all.map((matter) => own.get(matter.code) ?? matter);
    const isFoundAlike = changed.every(({ overrides }) => !overrides.some((column) => searched.includes(column)));
    lists.set(area, isFoundAlike ? { ...listOf(all), index: () => ({ ...ofCity.index(), matters: all }) } : listOf(all));
  }
  return lists;
}

/** The index is made when somebody first searches: it takes longer than all the rest. */
function listOf(all: readonly Matter[]): AreaList {
  let index: MatterIndex | undefined;
  const indexed = () => {
    index ??= indexMatters(all);
    return index;
  };
  return { all, byCode: new Map(all.map((matter) => [matter.code, matter])), index: indexed };
}

const categoryOf = ({ id, name, name_en, icon }: MattersRows['categories'][number]): Category => ({ id, name, nameEn: name_en, icon });

function matterOf(row: MattersRows['matters'][number], categories: ReadonlyMap<string, Category>): Matter {
  const { area_code, name_en, limit_source, source: _, status: __, position: ___, ...same } = row;
  const category = categories.get(row.category);
  return {
    ...same,
    areaCode: area_code,
    nameEn: name_en,
    limitSource: limit_source as LimitSource,
    categoryName: category?.name ?? row.category,
    categoryNameEn: category?.nameEn ?? row.category,
  };
}

const ruleOf = (row: MattersRows['limits'][number]): LimitRule => ({
  areaCode: row.area_code,
  clock: row.clock,
  scope: row.scope,
  scopeValue: row.scope_value,
  limit: parseLimit(row.limit),
  fromOn: row.from_on,
  basis: row.basis,
  source: row.source,
});

const reasonOf = ({ code, zh, en, told_zh, told_en, levels }: MattersRows['reasons'][number]): Reason => ({
  code,
  zh,
  en,
  toldZh: told_zh,
  toldEn: told_en,
  levels,
});

const dayMs = 86_400_000;

function daysOf(calendar: Calendar): Pick<Matters, 'dayOf' | 'dayEnd' | 'dayStart'> {
  const dayOf = (now: Date) => dayIn(calendar.zone, now);
  const startOf = (day: string, after: number) => {
    const start = calendar.dayStart[Date.parse(`${day}T00:00:00Z`) / dayMs - calendar.firstDay + after];
    if (start === undefined) throw new Error(`The calendar does not reach ${day}.`);
    return new Date(start);
  };
  return { dayOf, dayStart: (day) => startOf(day, 0), dayEnd: (now) => startOf(dayOf(now), 1) };
}
