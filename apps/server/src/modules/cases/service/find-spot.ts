import { unprocessable } from '#platform/refusal.ts';
import type { Places } from '../../places/index.ts';
import type { NewReport } from '../schema.ts';

/** Where a report belongs; the region is the county in which the case is filed for good, or the city where no county is known. */
export type Spot = {
  areaCode: string;
  region: string;
  streetCode: string | null;
  approximate: boolean;
  lat: number | null;
  lon: number | null;
};

type Point = { lat: number; lon: number };

/**
 * A named area wins over what the point alone would give, because boundaries may be approximate; but point and area must lie in the same
 * county where boundaries are known. Refuses an unknown area (`area.unknown`), a point outside the city (`place.outside`) and a
 * contradiction (`place.contradiction`).
 */
export function findSpot(places: Places, { point, area }: Pick<NewReport, 'point' | 'area'>): Spot {
  const named = area ? knownArea(places, area) : places.city;
  // Who names only the city says nothing that a point does not say better.
  if (point && named.level === 'city') return spotAt(places, point);
  if (point) refuseContradiction(places, named, point);
  const { lat, lon } = point ?? { lat: null, lon: null };
  return { areaCode: named.code, region: named.region, streetCode: named.street, approximate: false, lat, lon };
}

function knownArea(places: Places, code: string) {
  const area = places.area(code);
  if (!area) throw unprocessable('area.unknown', `There is no area ${code}.`, { allowed: '/api/areas' });
  return area;
}

function spotAt(places: Places, point: Point): Spot {
  const found = places.locate(point);
  if (!found)
    throw unprocessable('place.outside', `This point lies outside ${places.city.name}.`, {
      allowed: 'a point inside the city, an area code, or no place',
    });
  const areaCode = found.grid ?? found.community ?? found.street ?? found.county;
  return { areaCode, region: found.county, streetCode: found.street ?? null, approximate: found.approximate, ...point };
}

function refuseContradiction(places: Places, area: { region: string }, point: Point) {
  const found = places.locate(point);
  if (!found || found.county === area.region) return;
  throw unprocessable(
    'place.contradiction',
    `The point lies in ${places.areaName(found.county)}, the named area in ${places.areaName(area.region)}.`,
    { point: found.county, area: area.region },
  );
}
