import type { Module } from '#platform/module.ts';
import { h3Cells } from './geometry/h3-cells.ts';
import type { Point } from './geometry/shape.ts';
import { routes } from './routes.ts';

/** Where things are, and which offices answer there. */
export const places: Module = { name: 'places', routes };

export { type Area, type AreaLevel, areaLevels, type City, type Language, type Unit, type UnitKind } from './area.ts';
export type { Point } from './geometry/shape.ts';
export { type PlacesOfPack, readPlaces } from './pack/read-places.ts';
export { type ResponsibilityRow, responsibilityFile } from './pack/responsibility.ts';
export type { NamedUnit, Places, Spot, UnitQuery } from './places.ts';
export type { Candidate, Responsible } from './policy.ts';
export { placesOf, placesOfPack } from './service.ts';
export { writePlaces as loadPlaces } from './store.ts';

/** The H3 cells of a WGS-84 point at resolutions 7 and 8, in the names of their columns. */
export function cellsOf(point: Point): { h3_7: string; h3_8: string } {
  const { r7, r8 } = h3Cells(point);
  return { h3_7: r7, h3_8: r8 };
}
