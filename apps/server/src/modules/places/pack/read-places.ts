import type { Pack } from '#platform/pack-file.ts';
import type { Boundary } from '../geometry/boundary.ts';
import { type AreaRow, readAreas } from './areas.ts';
import { readBoundaries } from './boundaries.ts';
import { type CityFile, readCity } from './city.ts';
import { type ResponsibilityRow, readResponsibility } from './responsibility.ts';
import { checkIntake, readUnitKinds, readUnits, type UnitKindRow, type UnitRow } from './units.ts';

/** What a pack says about places: pack.json, areas/, geo/, unit-kinds.csv, units.csv and responsibility.csv. */
export type PlacesOfPack = {
  city: CityFile;
  areas: readonly AreaRow[];
  boundaries: readonly Boundary[];
  unitKinds: readonly UnitKindRow[];
  units: readonly UnitRow[];
  responsibilities: readonly ResponsibilityRow[];
};

/** Reads and checks a pack's places; every fault is added to `pack.problems`. Nothing comes back when pack.json itself cannot be read. */
export function readPlaces(pack: Pack): PlacesOfPack | undefined {
  const city = readCity(pack);
  if (!city) return undefined;
  const areas = readAreas(pack, city);
  const codes = new Set(areas.map((area) => area.code));
  const boundaries = readBoundaries(pack, codes);
  const unitKinds = readUnitKinds(pack);
  const units = readUnits(pack, unitKinds, areas, city.drafted);
  checkIntake(pack, city.intake, areas, units);
  const known = { areas: codes, kinds: new Set(unitKinds.map((kind) => kind.id)), units: new Set(units.map((unit) => unit.id)) };
  return { city, areas, boundaries, unitKinds, units, responsibilities: readResponsibility(pack, known) };
}
