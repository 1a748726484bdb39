import {
  type AnchorHTMLAttributes,
  type Component,
  defineComponent,
  h,
  nextTick,
  reactive,
  readonly,
  ref,
  shallowRef,
  type VNode,
  type VNodeProps,
} from 'vue';

/**
 * Pages by address, for this entry only: a tenth of a general router’s weight, because a cheap phone pays for every kilobyte here.
 * A path has literal and `:named` parts; the last route takes what no other does.
 */
export type Route = { path: string; page: Component | (() => Promise<{ default: Component }>); title: string; lazy?: boolean };
type Target = string | { path: string; query?: Record<string, string> };
type Place = { path: string; query: Record<string, string>; title: string };
/** What a history entry keeps of itself. */
type Kept = { key: string; scroll: number };

const partsOf = (path: string) => path.split('/').filter(Boolean);

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The named parts of an address under a pattern, or null where it does not fit. */
export function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [partsOf(pattern), partsOf(path)];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decoded(given[index] as string);
    if (value === null || !(part.startsWith(':') || part === value)) return null;
    if (part.startsWith(':')) params[part.slice(1)] = value;
  }
  return params;
}

const place = reactive<Place>({ path: '/', query: {}, title: '' });
const shown = shallowRef<{ page: Component; params: Record<string, string>; address: string }>();
/** True while a page is on its way; and when it could not be had and there is none to stay on. */
export const opening = ref(false);
export const stuck = ref(false);
let routes: readonly Route[] = [];
let afterwards: (hasMoved: boolean) => void = () => undefined;
let lost: () => void = () => undefined;
let turns = 0;

const addressOf = (to: Target) => (typeof to === 'string' ? to : `${to.path}${to.query ? `?${new URLSearchParams(to.query)}` : ''}`);
const urlOf = (to: Target) => new URL(addressOf(to), window.location.href);

async function find(pathname: string) {
  const route = routes.find((one) => paramsOf(one.path, pathname)) ?? (routes[routes.length - 1] as Route);
  const page = route.lazy ? (await (route.page as () => Promise<{ default: Component }>)()).default : (route.page as Component);
  return { page, title: route.title, params: paramsOf(route.path, pathname) ?? {} };
}

/** What is shown may still be growing: the place that was left is reached as soon as there is enough page, unless the reader scrolls himself. */
function scrollBack(wanted: number, turn: number, left = 20) {
  window.scrollTo(0, wanted);
  const reached = window.scrollY;
  if (left === 0 || Math.abs(reached - wanted) < 2) return;
  setTimeout(() => turn === turns && window.scrollY === reached && scrollBack(wanted, turn, left - 1), 100);
}

/** Shows the page of an address; `entered` writes the history when the page is there. A page that cannot be had leaves everything as it is. */
async function show({ pathname, search }: URL | Location, scroll: number, entered: () => void) {
  const turn = ++turns;
  opening.value = true;
  try {
    const { page, title, params } = await find(pathname);
    // Somebody who has gone on meanwhile is not called back.
    if (turn !== turns) return;
    const before = shown.value;
    const hasMoved = before !== undefined && pathname !== place.path;
    entered();
    Object.assign(place, { path: pathname, query: Object.fromEntries(new URLSearchParams(search)), title });
    shown.value = { page, params, address: pathname + search };
    stuck.value = false;
    await nextTick();
    if (before || scroll > 0) scrollBack(scroll, turn);
    afterwards(hasMoved);
  } finally {
    if (turn === turns) opening.value = false;
  }
}

const newKey = () => Math.random().toString(36).slice(2);
const scrolls = new Map<string, number>();
let here = newKey();

/** Notes how far the page is read, in the entry itself too, for when it is loaded anew. */
function keepScroll() {
  scrolls.set(here, window.scrollY);
  window.history.replaceState({ key: here, scroll: window.scrollY } satisfies Kept, '');
}

async function go(to: Target, write: (url: URL) => void) {
  const url = urlOf(to);
  // The page one is on: no second entry of it, only its beginning.
  if (shown.value?.address === url.pathname + url.search) return window.scrollTo(0, 0);
  try {
    await show(url, 0, () => write(url));
  } catch (error) {
    lost();
    throw error;
  }
}

export const router = {
  /** Rejects, and stays where it was, when the page cannot be had. */
  push: (to: Target) =>
    go(to, (url) => {
      keepScroll();
      here = newKey();
      window.history.pushState({ key: here, scroll: 0 } satisfies Kept, '', url);
    }),
  replace: (to: Target) => go(to, (url) => window.history.replaceState({ key: here, scroll: 0 } satisfies Kept, '', url)),
};

/** Shows what the browser's own address says, at the place where the entry was left. */
function follow(kept: Kept | null) {
  show(window.location, (kept && (scrolls.get(kept.key) ?? kept.scroll)) ?? 0, () => undefined).catch(() => {
    shown.value = undefined;
    stuck.value = true;
  });
}

/** Begins to show pages. `after` runs when one is there and says whether it is another one than before; `fails` when one could not be had. */
export function startRouting(list: readonly Route[], after: typeof afterwards, fails: typeof lost) {
  routes = list;
  afterwards = after;
  lost = fails;
  window.history.scrollRestoration = 'manual';
  const kept = window.history.state as Kept | null;
  here = kept?.key ?? here;
  window.addEventListener('popstate', ({ state }) => {
    // A jump within the page, as from “skip to content”, is the browser's own.
    if (shown.value?.address === window.location.pathname + window.location.search) return;
    scrolls.set(here, window.scrollY);
    here = (state as Kept | null)?.key ?? newKey();
    follow(state as Kept | null);
  });
  let noting: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    'scroll',
    () => {
      clearTimeout(noting);
      noting = setTimeout(keepScroll, 400);
    },
    { passive: true },
  );
  follow(kept);
}

export const useRouter = () => router;
export const useRoute = () => readonly(place);

export const RouterView = defineComponent({
  setup: () => (): VNode | null => (shown.value ? h(shown.value.page, { ...shown.value.params, key: place.path }) : null),
});

const staysHere = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

/** A plain link that changes the page without loading it anew; opened in a new tab it is an ordinary address. */
const Link = defineComponent({
  props: { to: { type: String, required: true } },
  setup(props, { slots }) {
    const press = (event: MouseEvent) => {
      if (!staysHere(event)) return;
      event.preventDefault();
      router.push(props.to).catch(() => undefined);
    };
    return () => h('a', { href: props.to, onClick: press }, slots.default?.());
  },
});

/** The link takes every attribute of an anchor. */
export const RouterLink = Link as unknown as new () => { $props: AnchorHTMLAttributes & VNodeProps & { to: string } };
