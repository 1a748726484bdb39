import type { MapCollection, Point, Shape } from '@banyan/api-client';

/**
 * Plane geometry of our own map. World units are thousandths of a degree of latitude, east and south positive, on an equirectangular
 * projection true at the map's middle latitude: within a city (1–2°) the error is below 1 %, less than a line's width.
 */
export type World = { x: number; y: number };
export type Plane = { lat: number; lon: number; squeeze: number };
export type Box = { left: number; top: number; right: number; bottom: number };
/** Screen = world × scale + shift; pixels. */
export type View = { scale: number; dx: number; dy: number };
export type Size = { width: number; height: number };

const unit = 1000;

export const planeAt = (middle: Point): Plane => ({ lat: middle.lat, lon: middle.lon, squeeze: Math.cos((middle.lat * Math.PI) / 180) });
export const toWorld = (plane: Plane, { lat, lon }: Point): World => ({
  x: (lon - plane.lon) * plane.squeeze * unit,
  y: (plane.lat - lat) * unit,
});
export const toPoint = (plane: Plane, { x, y }: World): Point => ({ lat: plane.lat - y / unit, lon: plane.lon + x / unit / plane.squeeze });
export const toScreen = (view: View, { x, y }: World): World => ({ x: x * view.scale + view.dx, y: y * view.scale + view.dy });
export const fromScreen = (view: View, { x, y }: World): World => ({ x: (x - view.dx) / view.scale, y: (y - view.dy) / view.scale });

const polygonsOf = (shape: Shape): number[][][][] => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates);

/** Middle of a collection's bounding box, in degrees; null when it is empty. */
export function middleOf(collection: MapCollection): Point | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const feature of collection.features)
    for (const polygon of polygonsOf(feature.geometry))
      for (const [lon = 0, lat = 0] of polygon[0] ?? []) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
  return west > east ? null : { lat: (south + north) / 2, lon: (west + east) / 2 };
}

const ringPath = (plane: Plane, ring: readonly number[][]): string =>
  `${ring
    .map(([lon = 0, lat = 0], index) => {
      const { x, y } = toWorld(plane, { lat, lon });
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`;
    })
    .join('')}Z`;

/** SVG path data of a shape, holes included (fill-rule evenodd). */
export const shapePath = (plane: Plane, shape: Shape): string =>
  polygonsOf(shape)
    .map((polygon) => polygon.map((ring) => ringPath(plane, ring)).join(''))
    .join('');

/** SVG path data of a ring of [lat, lon] pairs, as H3 gives them. */
export const cellPath = (plane: Plane, ring: readonly (readonly number[])[]): string =>
  ringPath(
    plane,
    ring.map(([lat = 0, lon = 0]) => [lon, lat]),
  );

export function boxOf(plane: Plane, shapes: readonly Shape[]): Box | null {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const shape of shapes)
    for (const polygon of polygonsOf(shape))
      for (const [lon = 0, lat = 0] of polygon[0] ?? []) {
        const { x, y } = toWorld(plane, { lat, lon });
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      }
  return box.left > box.right ? null : box;
}

/** Middle of a shape's largest polygon's box: where its name stands when the city gives no point. */
export function labelSpot(plane: Plane, shape: Shape): World {
  let best: Box = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const polygon of polygonsOf(shape)) {
    const box = boxOf(plane, [{ type: 'Polygon', coordinates: polygon }]);
    if (box && (box.right - box.left) * (box.bottom - box.top) > (best.right - best.left) * (best.bottom - best.top)) best = box;
  }
  return { x: (best.left + best.right) / 2, y: (best.top + best.bottom) / 2 };
}

/** The view that shows a box whole, with a margin in pixels. */
export function viewOf(box: Box, size: Size, margin: number): View {
  const scale = Math.min(
    (size.width - 2 * margin) / Math.max(1e-6, box.right - box.left),
    (size.height - 2 * margin) / Math.max(1e-6, box.bottom - box.top),
  );
  return { scale, dx: size.width / 2 - ((box.left + box.right) / 2) * scale, dy: size.height / 2 - ((box.top + box.bottom) / 2) * scale };
}

/** The view with a world point in the middle. */
export const viewAt = (middle: World, scale: number, size: Size): View => ({
  scale,
  dx: size.width / 2 - middle.x * scale,
  dy: size.height / 2 - middle.y * scale,
});

/** Zoom by a factor around a screen point, which stays where it is. */
export function zoomed(view: View, factor: number, around: World, limits: { least: number; most: number }): View {
  const scale = Math.min(limits.most, Math.max(limits.least, view.scale * factor));
  const real = scale / view.scale;
  return { scale, dx: around.x - (around.x - view.dx) * real, dy: around.y - (around.y - view.dy) * real };
}

/** Which of six steps a count falls in, 0..5, logarithmic up to `most`: most cells are thin and a few are thick. */
export function densityStep(count: number, most: number): number {
  if (count <= 1 || most <= 1) return 0;
  return Math.min(5, Math.floor((Math.log(count) / Math.log(most)) * 6));
}

/** The least count of each of the six steps, for a legend. */
export const densityLegend = (most: number): number[] =>
  [0, 1, 2, 3, 4, 5].map((step) => Math.max(1, Math.ceil(Math.max(1, most) ** (step / 6) - 1e-9)));
