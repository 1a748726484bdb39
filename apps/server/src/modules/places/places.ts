import type { Area, City, Language, Unit, UnitKind } from './area.ts';
import type { Catalogue } from './catalogue.ts';
import { type Located, locate } from './geometry/polygon-index.ts';
import type { Point } from './geometry/shape.ts';
import * as policy from './policy.ts';

/** A unit with the names that a list shows. */
export type NamedUnit = Unit & { readonly kindName: string; readonly areaName: string };

export type UnitQuery = {
  readonly kinds?: readonly string[];
  /** Units of this area, above it and below it. */
  readonly area?: string;
  /** Part of a name, Chinese or English, of the unit or of its kind. */
  readonly q?: string;
  readonly limit: number;
};

/** Codes of the areas that hold a point; `county` is always known. */
export type Spot = Located & { readonly county: string };

/** The places of the city as other modules see them. Every function reads memory only; ids and codes that are not known give undefined. */
export type Places = {
  readonly city: Area & City;
  readonly kinds: ReadonlyMap<string, UnitKind>;
  /** The areas that hold a WGS-84 point, or null when it lies outside the city. Takes microseconds. */
  locate: (point: Point) => Spot | null;
  /** Also areas out of use, because old cases name them. */
  area: (code: string) => Area | undefined;
  /** Areas in use one level below. */
  below: (code: string) => readonly Area[];
  /** County, street, community and grid joined; empty for an unknown code. */
  areaName: (code: string, language?: Language) => string;
  /** Whether an area is the post's own or lies below it. */
  covers: (postAreaCode: string, areaCode: string) => boolean;
  unit: (id: string) => Unit | undefined;
  /** The name, or the id where the unit is not known. */
  unitName: (id: string, language?: Language) => string;
  namedUnit: (id: string) => NamedUnit | undefined;
  /** Id of the intake desk for an area; the city's own desk where the area is not known. */
  desk: (areaCode: string) => string;
  /** Ids of those who may lead a matter here, the first to be asked first. */
  leadUnits: (areaCode: string, matter: policy.Responsible) => string[];
  /** Ids of those who usually help. */
  coUnits: (areaCode: string, matter: policy.Responsible) => string[];
  /** As leadUnits, with why each is named and on which ground. */
  leadCandidates: (areaCode: string, matter: policy.Responsible) => policy.Candidate[];
  findUnits: (query: UnitQuery) => NamedUnit[];
};

export function placesIn(catalogue: Catalogue): Places {
  const root = catalogue.areas.get(catalogue.city.code);
  if (!root) throw new Error('The catalogue has no area for the city itself; load the pack again.');
  const desk = (code: string) => policy.deskFor(catalogue, code)?.id ?? policy.deskFor(catalogue, root.code)?.id ?? '';
  const named = (unit: Unit): NamedUnit => ({
    ...unit,
    kindName: catalogue.unitKinds.get(unit.kind)?.name ?? unit.kind,
    areaName: policy.areaNameOf(catalogue, unit.areaCode, 'zh'),
  });
  return {
    city: { ...root, ...catalogue.city },
    kinds: catalogue.unitKinds,
    locate: (point) => locateIn(catalogue, point),
    area: (code) => catalogue.areas.get(code),
    below: (code) => catalogue.children.get(code) ?? [],
    areaName: (code, language = 'zh') => policy.areaNameOf(catalogue, code, language),
    covers: (post, area) => policy.coversArea(catalogue, post, area),
    unit: (id) => catalogue.units.get(id),
    unitName: (id, language = 'zh') => catalogue.units.get(id)?.[language === 'zh' ? 'name' : 'nameEn'] ?? id,
    namedUnit: (id) => {
      const unit = catalogue.units.get(id);
      return unit && named(unit);
    },
    desk,
    leadUnits: (code, matter) => policy.leadUnitsFor(catalogue, code, matter).map(({ unit }) => unit.id),
    coUnits: (code, matter) => policy.coUnitsFor(catalogue, code, matter).map(({ unit }) => unit.id),
    leadCandidates: (code, matter) => policy.leadUnitsFor(catalogue, code, matter),
    findUnits: (query) => findUnits(catalogue, query).map(named),
  };
}

function locateIn(catalogue: Catalogue, point: Point): Spot | null {
  const found = locate(catalogue.index, point);
  return found?.county === undefined ? null : { ...found, county: found.county };
}

/** Of an area, above it and below it: its own and those upward first, nearest first, then those below. */
function findUnits(catalogue: Catalogue, { kinds, area, q, limit }: UnitQuery): Unit[] {
  const here = area === undefined ? undefined : catalogue.areas.get(area);
  if (area !== undefined && !here) return [];
  const word = q?.trim().toLowerCase() ?? '';
  const matches = (unit: Unit) =>
    (kinds === undefined || kinds.includes(unit.kind)) && (word === '' || namesOf(catalogue, unit).includes(word));
  if (!here) return firstOf(catalogue.unitsInUse, matches, limit);
  const own = policy.upward(catalogue, here.code).flatMap(({ code }) => catalogue.unitsOf.get(code) ?? []);
  const isBelow = (unit: Unit) => unit.areaCode !== here.code && (catalogue.areas.get(unit.areaCode)?.path.startsWith(here.path) ?? false);
  const found = firstOf(own, matches, limit);
  return [...found, ...firstOf(catalogue.unitsInUse, (unit) => matches(unit) && isBelow(unit), limit - found.length)];
}

const namesOf = (catalogue: Catalogue, unit: Unit) =>
  `${unit.name} ${unit.nameEn} ${catalogue.unitKinds.get(unit.kind)?.name ?? ''}`.toLowerCase();

function firstOf(units: readonly Unit[], matches: (unit: Unit) => boolean, limit: number): Unit[] {
  const found: Unit[] = [];
  for (const unit of units) {
    if (found.length >= limit) break;
    if (matches(unit)) found.push(unit);
  }
  return found;
}
