import { type Box, boxOfEdges, edgesHold, edgesOf, METRES_PER_DEGREE, type MultiPolygon, metresToEdges } from './shape.ts';

type Shape = { readonly code: string; readonly parent: string | null; readonly polygons: MultiPolygon; readonly approximate?: boolean };

export type LayerArea = {
  readonly code: string;
  readonly parent: string | null;
  /** Only taken together with `parent`, because the layer above holds that parent. */
  readonly bound: boolean;
  readonly approximate: boolean;
  readonly edges: Float64Array;
};

/**
 * The areas of one level over a grid of equal cells. `cells` holds 0 for nothing, n + 1 when area n covers the cell wholly and alone,
 * and -(k + 1) for `lists[k]`: the areas of that cell in code order, as 2n (crosses the cell) or 2n + 1 (covers it).
 */
export type Layer = {
  readonly areas: readonly LayerArea[];
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  readonly cells: Int32Array;
  readonly lists: readonly Int32Array[];
};

type Raster = { readonly box: Box; readonly columns: number; readonly rows: number };

/** Widens a cell's reach, so that rounding cannot leave an edge out of a cell that it only just touches. */
const EDGE_SLACK_DEGREES = 1e-9;

/** Builds a layer. `above` holds the codes of the layer one level up, if there is one. */
export function layerOf(shapes: readonly Shape[], above: ReadonlySet<string>): Layer {
  const areas = [...shapes]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, parent, polygons, approximate }) => ({
      code,
      parent,
      bound: parent !== null && above.has(parent),
      approximate: approximate === true,
      edges: edgesOf(polygons),
    }));
  const side = Math.min(1024, Math.max(128, 2 ** Math.ceil(Math.log2(8 * Math.sqrt(areas.length)))));
  const raster = { box: boxAround(areas), columns: side, rows: side };
  const members = new Map<number, number[]>();
  for (const [number, area] of areas.entries()) {
    for (const [cell, whole] of cellsOf(raster, area.edges)) {
      const list = members.get(cell) ?? [];
      list.push(number * 2 + (whole ? 1 : 0));
      members.set(cell, list);
    }
  }
  return { areas, ...raster, ...packed(raster, areas, members) };
}

function boxAround(areas: readonly LayerArea[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const area of areas) {
    const box = boxOfEdges(area.edges);
    if (!box) continue;
    west = Math.min(west, box.west);
    south = Math.min(south, box.south);
    east = Math.max(east, box.east);
    north = Math.max(north, box.north);
  }
  return west <= east ? { west, south, east, north } : { west: 0, south: 0, east: 0, north: 0 };
}

function packed(raster: Raster, areas: readonly LayerArea[], members: ReadonlyMap<number, number[]>): Pick<Layer, 'cells' | 'lists'> {
  const cells = new Int32Array(raster.columns * raster.rows);
  const lists: Int32Array[] = [];
  for (const [cell, list] of members) {
    const [only] = list;
    if (list.length === 1 && only !== undefined && only % 2 === 1) {
      cells[cell] = (only >> 1) + 1;
      continue;
    }
    // Behind an area that covers the cell, one with the same parent can never be reached; one with another parent can.
    const covered = new Set<string | null>();
    const kept = list.filter((entry) => {
      const parent = areas[entry >> 1]?.parent ?? null;
      if (covered.has(parent)) return false;
      if (entry % 2 === 1) covered.add(parent);
      return true;
    });
    lists.push(Int32Array.from(kept));
    cells[cell] = -lists.length;
  }
  return { cells, lists };
}

/** Every cell that the area touches, with whether it covers the cell wholly. */
function cellsOf(raster: Raster, edges: Float64Array): Map<number, boolean> {
  const touched = new Map<number, boolean>();
  const box = boxOfEdges(edges);
  if (!box) return touched;
  for (let at = 0; at < edges.length; at += 4) touchEdge(raster, edges, at, touched);
  const [firstRow, lastRow] = [rowOf(raster, box.south), rowOf(raster, box.north)];
  const [firstColumn, lastColumn] = [columnOf(raster, box.west), columnOf(raster, box.east)];
  const width = (raster.box.east - raster.box.west) / raster.columns;
  const height = (raster.box.north - raster.box.south) / raster.rows;
  for (let row = firstRow; row <= lastRow; row++) {
    const crossings = crossingsAt(edges, raster.box.south + (row + 0.5) * height);
    let passed = 0;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const centre = raster.box.west + (column + 0.5) * width;
      while (passed < crossings.length && (crossings[passed] as number) <= centre) passed++;
      const cell = row * raster.columns + column;
      if (passed % 2 === 1 && !touched.has(cell)) touched.set(cell, true);
    }
  }
  return touched;
}

function touchEdge(raster: Raster, edges: Float64Array, at: number, touched: Map<number, boolean>): void {
  const [ax, ay, bx, by] = edges.subarray(at, at + 4) as unknown as [number, number, number, number];
  const height = (raster.box.north - raster.box.south) / raster.rows;
  const lastRow = rowOf(raster, by + EDGE_SLACK_DEGREES);
  for (let row = rowOf(raster, ay - EDGE_SLACK_DEGREES); row <= lastRow; row++) {
    const low = Math.max(ay, raster.box.south + row * height - EDGE_SLACK_DEGREES);
    const high = Math.min(by, raster.box.south + (row + 1) * height + EDGE_SLACK_DEGREES);
    const atLow = by === ay ? ax : ax + ((low - ay) * (bx - ax)) / (by - ay);
    const atHigh = by === ay ? bx : ax + ((high - ay) * (bx - ax)) / (by - ay);
    const last = columnOf(raster, Math.max(atLow, atHigh) + EDGE_SLACK_DEGREES);
    for (let column = columnOf(raster, Math.min(atLow, atHigh) - EDGE_SLACK_DEGREES); column <= last; column++) {
      touched.set(row * raster.columns + column, false);
    }
  }
}

function crossingsAt(edges: Float64Array, lat: number): number[] {
  const crossings: number[] = [];
  for (let at = 0; at < edges.length; at += 4) {
    const lowY = edges[at + 1] as number;
    const highY = edges[at + 3] as number;
    if (lat < lowY || lat >= highY) continue;
    const lowX = edges[at] as number;
    crossings.push(lowX + ((lat - lowY) * ((edges[at + 2] as number) - lowX)) / (highY - lowY));
  }
  return crossings.sort((a, b) => a - b);
}

function columnOf(raster: Raster, lon: number): number {
  const column = Math.floor(((lon - raster.box.west) / (raster.box.east - raster.box.west)) * raster.columns);
  return Math.min(raster.columns - 1, Math.max(0, Number.isNaN(column) ? 0 : column));
}

function rowOf(raster: Raster, lat: number): number {
  const row = Math.floor(((lat - raster.box.south) / (raster.box.north - raster.box.south)) * raster.rows);
  return Math.min(raster.rows - 1, Math.max(0, Number.isNaN(row) ? 0 : row));
}

/** The lowest code that holds the point, among those allowed under `above`; null when none does. */
export function whoHolds(layer: Layer, lon: number, lat: number, above: string | null): LayerArea | null {
  if (!isWithin(layer.box, lon, lat)) return null;
  const entry = layer.cells[rowOf(layer, lat) * layer.columns + columnOf(layer, lon)] as number;
  if (entry < 0) return firstThatHolds(layer, layer.lists[-entry - 1] as Int32Array, lon, lat, above);
  const area = layer.areas[entry - 1];
  return area && isAllowed(area, above) ? area : null;
}

function isWithin(box: Box, lon: number, lat: number): boolean {
  return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

function firstThatHolds(layer: Layer, members: Int32Array, lon: number, lat: number, above: string | null): LayerArea | null {
  for (const member of members) {
    const area = layer.areas[member >> 1] as LayerArea;
    if (isAllowed(area, above) && (member % 2 === 1 || edgesHold(area.edges, lon, lat))) return area;
  }
  return null;
}

function isAllowed(area: LayerArea, above: string | null): boolean {
  return !area.bound || area.parent === above;
}

/** The area whose boundary is nearest to a point outside, within `metres`; between equals the lowest code. */
export function nearestIn(
  layer: Layer,
  lon: number,
  lat: number,
  metres: number,
  above: string | null,
): { area: LayerArea; metres: number } | null {
  let best: { area: LayerArea; metres: number } | null = null;
  for (const number of [...areasAround(layer, lon, lat, metres)].sort((a, b) => a - b)) {
    const area = layer.areas[number] as LayerArea;
    if (!isAllowed(area, above)) continue;
    const distance = metresToEdges(area.edges, lon, lat);
    if (distance <= metres && (!best || distance < best.metres)) best = { area, metres: distance };
  }
  return best;
}

function areasAround(layer: Layer, lon: number, lat: number, metres: number): Set<number> {
  const around = new Set<number>();
  const padY = metres / METRES_PER_DEGREE;
  const padX = padY / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const { west, south, east, north } = layer.box;
  if (!isWithin({ west: west - padX, south: south - padY, east: east + padX, north: north + padY }, lon, lat)) return around;
  const lastRow = rowOf(layer, lat + padY);
  const lastColumn = columnOf(layer, lon + padX);
  for (let row = rowOf(layer, lat - padY); row <= lastRow; row++) {
    for (let column = columnOf(layer, lon - padX); column <= lastColumn; column++) {
      const entry = layer.cells[row * layer.columns + column] as number;
      if (entry > 0) around.add(entry - 1);
      if (entry < 0) for (const member of layer.lists[-entry - 1] as Int32Array) around.add(member >> 1);
    }
  }
  return around;
}
