import { type Layer, type LayerArea, layerOf, nearestIn, whoHolds } from './polygon-layer.ts';
import type { MultiPolygon, Point } from './shape.ts';

export const LEVELS = ['county', 'street', 'community', 'grid'] as const;
export type Level = (typeof LEVELS)[number];

/** One area with its boundary in WGS-84. `approximate` marks a boundary that was computed, not surveyed. */
export type IndexedArea = {
  readonly code: string;
  readonly parent: string | null;
  readonly level: Level;
  readonly polygons: MultiPolygon;
  readonly approximate?: boolean;
};

/** The codes of the areas that hold a point. `snapped` tells that the point lies outside and the nearest areas were taken. */
export type Located = { county?: string; street?: string; community?: string; grid?: string; approximate: boolean; snapped: boolean };

export type PolygonIndex = { readonly layers: ReadonlyMap<Level, Layer>; readonly snapMetres: number };

/**
 * How far outside the outer boundary a point is still taken in: the sample coastline is simplified, and a phone on a quay is off by
 * as much. A second process builds the same index from the same rows, so it holds no state of its own.
 */
export const SNAP_METRES = 200;

/** Closer than this, a point outside by the half-open rule is a point of the boundary itself and not marked as snapped. */
const ON_LINE_METRES = 0.01;

/** Builds the in-memory index, one layer of cells a level. Codes are unique within a level; in overlapping data the lowest code wins. */
export function buildPolygonIndex(areas: readonly IndexedArea[], settings: { readonly snapMetres?: number } = {}): PolygonIndex {
  const layers = new Map<Level, Layer>();
  let above: ReadonlySet<string> = new Set();
  for (const level of LEVELS) {
    const members = areas.filter((area) => area.level === level);
    if (members.length === 0) continue;
    layers.set(level, layerOf(members, above));
    above = new Set(members.map((area) => area.code));
  }
  return { layers, snapMetres: settings.snapMetres ?? SNAP_METRES };
}

/**
 * The areas that hold the point, or null when it lies outside all of them by more than the index's `snapMetres` (200 m).
 * An area whose parent is in the index is only taken together with that parent; a missing upper level is filled in from `parent`.
 */
export function locate(index: PolygonIndex, { lon, lat }: Point): Located | null {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return null;
  const found: Located = { approximate: false, snapped: false };
  if (walk(index, found, (layer, above) => whoHolds(layer, lon, lat, above))) return found;
  // Only a point that nothing holds is snapped: a gap between streets is a gap in the data and must stay visible.
  const isNear = walk(index, found, (layer, above) => {
    const near = nearestIn(layer, lon, lat, index.snapMetres, above);
    if (near && near.metres > ON_LINE_METRES) found.snapped = true;
    return near?.area ?? null;
  });
  return isNear ? found : null;
}

/** Goes down the levels, choosing in each an area under the one chosen above it; tells whether any was chosen. */
function walk(index: PolygonIndex, found: Located, choose: (layer: Layer, above: string | null) => LayerArea | null): boolean {
  let isAnywhere = false;
  let above: string | null = null;
  for (const [level, layer] of index.layers) {
    const area = choose(layer, above);
    if (area) {
      note(found, level, area);
      isAnywhere = true;
    }
    above = area?.code ?? null;
  }
  return isAnywhere;
}

function note(found: Located, level: Level, area: LayerArea): void {
  found[level] = area.code;
  found.approximate ||= area.approximate;
  const upper = LEVELS[LEVELS.indexOf(level) - 1];
  if (upper && area.parent !== null) found[upper] ??= area.parent;
}
