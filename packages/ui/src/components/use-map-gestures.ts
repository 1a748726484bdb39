import { type Ref, ref, type ShallowRef } from 'vue';
import { type Size, type View, type World, zoomed } from './map-geometry.ts';

type Gestures = {
  view: ShallowRef<View>;
  size: Ref<Size>;
  limits: () => { least: number; most: number };
  surface: Ref<SVGSVGElement | undefined>;
  wheelAlways: () => boolean;
  tapped: (at: World) => void;
  picked: () => void;
  whole: () => void;
};
const steps: Record<string, [number, number]> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const tapSlack = 6;

/** Drag, pinch, wheel, double click and keys of a map, as changes of its view. */
export function useMapGestures({ view, size, limits, surface, wheelAlways, tapped, picked, whole }: Gestures) {
  const fingers = new Map<number, World>();
  const byKeys = ref(false);
  let start: World | null = null;
  let moved = false;

  const here = (event: { clientX: number; clientY: number }): World => {
    const box = surface.value?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const zoom = (factor: number, around: World = { x: size.value.width / 2, y: size.value.height / 2 }) => {
    view.value = zoomed(view.value, factor, around, limits());
  };
  const pan = (dx: number, dy: number) => {
    view.value = { ...view.value, dx: view.value.dx + dx, dy: view.value.dy + dy };
  };

  function down(event: PointerEvent) {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, here(event));
    byKeys.value = false;
    if (fingers.size === 1) {
      start = here(event);
      moved = false;
    }
  }

  function pinch(event: PointerEvent, from: World, to: World) {
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) return;
    const apart = (point: World) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    zoom(apart(to) / apart(from), other);
  }

  function move(event: PointerEvent) {
    const from = fingers.get(event.pointerId);
    if (!from) return;
    const to = here(event);
    if (start && Math.hypot(to.x - start.x, to.y - start.y) > tapSlack) {
      // Captured only once it is a drag: a captured tap would never reach the area under it.
      if (!moved) surface.value?.setPointerCapture(event.pointerId);
      moved = true;
    }
    if (fingers.size === 2) {
      moved = true;
      pinch(event, from, to);
    } else if (moved) pan(to.x - from.x, to.y - from.y);
    fingers.set(event.pointerId, to);
  }

  function up(event: PointerEvent) {
    const known = fingers.delete(event.pointerId);
    if (known && fingers.size === 0 && !moved && event.type === 'pointerup') tapped(here(event));
  }

  function wheel(event: WheelEvent) {
    if (!wheelAlways() && !event.ctrlKey && document.activeElement !== surface.value) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), here(event));
  }

  function key(event: KeyboardEvent) {
    const step = steps[event.key];
    byKeys.value = true;
    if (step) pan(step[0] * 48, step[1] * 48);
    else if (event.key === '+' || event.key === '=') zoom(1.6);
    else if (event.key === '-' || event.key === '_') zoom(1 / 1.6);
    else if (event.key === '0') whole();
    else if (event.key === 'Enter' || event.key === ' ') picked();
    else return;
    event.preventDefault();
  }

  /** Whether the click that follows belongs to a drag and means nothing. */
  const dragged = () => moved;
  return { down, move, up, wheel, key, zoom, byKeys, dragged };
}
