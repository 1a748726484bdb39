import { toWgs84 } from '../../apps/server/src/modules/places/geometry/coordinate-system.ts';
import type { Position } from '../../apps/server/src/modules/places/geometry/shape.ts';
import { COMPLETED, MISPLACED, RENUMBERED_COUNTIES, SUCCESSORS } from './decisions.ts';
import type { OldArea, Source, Village } from './source.ts';

export const TO_BE_CONFIRMED = 'to be confirmed';
export const LISTED = 'listed';

export type Community = {
  readonly code: string;
  readonly name: string;
  readonly street: string;
  readonly place: Position | null;
  readonly status: string;
};
/** `seats` are the seats of the street and of what it was merged from; `villages` the communities whose place is known. */
export type Street = {
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly seats: readonly Position[];
  readonly villages: readonly Position[];
  readonly source: string;
  readonly status: string;
};

/** The codes in the 2016 list that stand for a street of 2023, the one with the seat first. */
function oldCodes(code: string): readonly string[] {
  const county = code.slice(0, 6);
  return SUCCESSORS[code]?.from ?? [`${RENUMBERED_COUNTIES[county] ?? county}${code.slice(6)}`];
}

/** All communities of 2023, with the place of the 2016 community of the same name in the same street where that has one. */
export function communitiesOf(source: Source): Community[] {
  const byStreet = Map.groupBy(source.oldAreas.values(), (area) => area.code.slice(0, 9));
  const shared = sharedPlaces([...source.oldAreas.values()]);
  return source.villages.map((village) => {
    const candidates = oldCodes(village.streetCode)
      .flatMap((code) => byStreet.get(code) ?? [])
      .filter((area) => area.level === 'village');
    const match = candidates.find((area) => isSame(area, village) && !shared.has(placeKey(area)));
    return {
      code: village.code,
      name: village.name,
      street: village.streetCode,
      place: match ? placeOf(match) : null,
      // The table cuts names at six characters: 村委 was 村委会.
      status: village.name.endsWith('村委') ? TO_BE_CONFIRMED : LISTED,
    };
  });
}

/** One point for two communities of one name in two streets is a search result for the name, not a place. */
function sharedPlaces(areas: readonly OldArea[]): Set<string> {
  const seen = new Map<string, number>();
  for (const area of areas) if (area.longitude !== '') seen.set(placeKey(area), (seen.get(placeKey(area)) ?? 0) + 1);
  return new Set([...seen].filter(([, times]) => times > 1).map(([key]) => key));
}

function placeKey(area: OldArea): string {
  return `${area.longitude},${area.latitude}`;
}

function isSame(area: OldArea, village: Village): boolean {
  return stem(area.name) === stem(village.name);
}

/** The name without the words for community, village and their committees, which changed between the years. */
export function stem(name: string): string {
  return name.replace(/(?:(?:社区|村)?(?:居民|村民)?委员会|(?:社区)?居委会|村委会|村委|社区|村)$/, '') || name;
}

/** The coordinates of the 2016 list are GCJ-02: see packs/fuzhou/geo/README.md for how that was decided. */
function placeOf(area: OldArea): Position | null {
  return area.longitude === '' || MISPLACED.has(area.code) ? null : toWgs84([Number(area.longitude), Number(area.latitude)], 'gcj02');
}

/** All streets of 2023; throws when one has no name. */
export function streetsOf(source: Source, communities: readonly Community[]): Street[] {
  const members = Map.groupBy(communities, (community) => community.street);
  return [...members].map(([code, villages]) => {
    const old = oldCodes(code).map((oldCode) => source.oldAreas.get(`${oldCode}000`));
    const name = COMPLETED[code] ?? SUCCESSORS[code]?.name ?? old[0]?.name;
    if (!name) throw new Error(`The street ${code} has no name.`);
    return {
      code,
      name,
      county: code.slice(0, 6),
      seats: seatsOf(old),
      villages: villages.flatMap(({ place }) => (place ? [place] : [])),
      source: 'nbs-2023;adcode-2016',
      status: COMPLETED[code] ? TO_BE_CONFIRMED : LISTED,
    };
  });
}

function seatsOf(areas: readonly (OldArea | undefined)[]): Position[] {
  return areas.map((area) => (area ? placeOf(area) : null)).filter((place) => place !== null);
}
