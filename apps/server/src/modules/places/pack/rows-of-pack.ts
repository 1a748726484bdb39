import type { PlacesTables } from '../tables.ts';
import type { PlacesOfPack } from './read-places.ts';

/** Every row that the catalogue of places is made of. */
export type PlacesRows = {
  city: PlacesTables['places.city'] | undefined;
  areas: readonly PlacesTables['places.area'][];
  boundaries: readonly PlacesTables['places.boundary'][];
  unitKinds: readonly PlacesTables['places.unit_kind'][];
  units: readonly PlacesTables['places.unit'][];
  responsibilities: readonly PlacesTables['places.responsibility'][];
};

/** The rows that a pack fills the tables with. */
export function rowsOfPack({
  city,
  areas,
  boundaries,
  unitKinds,
  units,
  responsibilities,
}: PlacesOfPack): PlacesRows & { city: PlacesTables['places.city'] } {
  return {
    city: {
      code: city.code,
      name: city.name,
      name_en: city.nameEn,
      zone: city.zone,
      language: city.language,
      languages: city.languages,
      pack_version: city.version,
      lat: city.center.lat,
      lon: city.center.lon,
      map_notice: city.mapNotice,
      intake: city.intake,
    },
    areas: areas.map((area) => ({ ...area, origin: 'pack', active: true })),
    boundaries: boundaries.map(({ code, level, approximate, polygons }) => ({
      area_code: code,
      level,
      approximate,
      coordinates: JSON.stringify(polygons),
      survey_id: null,
    })),
    unitKinds,
    units: units.map((unit) => ({ ...unit, active: true })),
    responsibilities: responsibilities.map(({ line: _, ...row }) => row),
  };
}
