import untyped from 'gcoord';
import type { MultiPolygon, Position } from './shape.ts';

/**
 * What data from outside may be in: WGS-84 (and CGCS2000, which differs by centimetres), GCJ-02 (AMap, Tencent, DataV) and BD-09 (Baidu).
 */
export const COORDINATE_SYSTEMS = ['wgs84', 'gcj02', 'bd09'] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

/** The package's types describe its ES build; Node loads the CommonJS one, whose exports are the default object itself. */
const gcoord = untyped as unknown as typeof untyped.default;

const NAMES = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** The position in WGS-84; exact to some centimetres, as GCJ-02 has no published inverse and is undone by iteration. */
export function toWgs84([lon, lat]: Position, from: CoordinateSystem): Position {
  if (from === 'wgs84') return [lon, lat];
  const [x, y] = gcoord.transform([lon, lat], NAMES[from], gcoord.WGS84);
  return [x, y];
}

/** The position in another system, for a base map that is drawn in it. */
export function fromWgs84([lon, lat]: Position, to: CoordinateSystem): Position {
  if (to === 'wgs84') return [lon, lat];
  const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, NAMES[to]);
  return [x, y];
}

/** All positions of an area in WGS-84. */
export function polygonsToWgs84(polygons: MultiPolygon, from: CoordinateSystem): MultiPolygon {
  if (from === 'wgs84') return polygons;
  return polygons.map((polygon) => polygon.map((ring) => ring.map((position) => toWgs84(position, from))));
}
