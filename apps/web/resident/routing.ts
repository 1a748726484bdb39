import {
  type AnchorHTMLAttributes,
  type Component,
  computed,
  defineComponent,
  h,
  nextTick,
  reactive,
  readonly,
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
type Place = { path: string; query: Record<string, string>; params: Record<string, string>; title: string };

const partsOf = (path: string) => path.split('/').filter(Boolean);

/** The named parts of an address under a pattern, or null where it does not fit. */
export function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [partsOf(pattern), partsOf(path)];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] as string;
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

const place = reactive<Place>({ path: '/', query: {}, params: {}, title: '' });
const shown = shallowRef<{ page: Component; params: Record<string, string> }>();
let routes: readonly Route[] = [];
let afterwards: (place: Place, isFirst: boolean) => void = () => undefined;
let turns = 0;

const addressOf = (to: Target) => (typeof to === 'string' ? to : `${to.path}${to.query ? `?${new URLSearchParams(to.query)}` : ''}`);

async function show(restoreTo: number | undefined) {
  const turn = ++turns;
  const { pathname, search } = window.location;
  const route = routes.find((one) => paramsOf(one.path, pathname)) ?? (routes[routes.length - 1] as Route);
  const params = paramsOf(route.path, pathname) ?? {};
  const page = route.lazy ? (await (route.page as () => Promise<{ default: Component }>)()).default : (route.page as Component);
  // Somebody who has gone on meanwhile is not called back.
  if (turn !== turns) return;
  Object.assign(place, { path: pathname, query: Object.fromEntries(new URLSearchParams(search)), params, title: route.title });
  shown.value = { page, params };
  await nextTick();
  if (turn > 1) window.scrollTo(0, restoreTo ?? 0);
  afterwards(place, turn === 1);
}

const keepScroll = () => window.history.replaceState({ scroll: window.scrollY }, '');

export const router = {
  async push(to: Target) {
    keepScroll();
    window.history.pushState({}, '', addressOf(to));
    await show(undefined);
  },
  async replace(to: Target) {
    window.history.replaceState({}, '', addressOf(to));
    await show(undefined);
  },
};

/** Begins to show pages; `after` runs when one is there. */
export function startRouting(list: readonly Route[], after: typeof afterwards) {
  routes = list;
  afterwards = after;
  window.addEventListener('popstate', (event) => void show((event.state as { scroll?: number } | null)?.scroll));
  void show(undefined);
}

export const useRouter = () => router;
export const useRoute = () => readonly(place);

export const RouterView = defineComponent({
  setup: () => {
    const key = computed(() => place.path);
    return (): VNode | null => (shown.value ? h(shown.value.page, { ...shown.value.params, key: key.value }) : null);
  },
});

const staysHere = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

/** A plain link that changes the page without loading it anew; opened in a new tab it is an ordinary address. */
const Link = defineComponent({
  props: { to: { type: String, required: true } },
  setup(props, { slots }) {
    const follow = (event: MouseEvent) => {
      if (!staysHere(event)) return;
      event.preventDefault();
      void router.push(props.to);
    };
    return () => h('a', { href: props.to, onClick: follow }, slots.default?.());
  },
});

/** The link takes every attribute of an anchor. */
export const RouterLink = Link as unknown as new () => { $props: AnchorHTMLAttributes & VNodeProps & { to: string } };
