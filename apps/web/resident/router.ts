import { language, toast } from '@banyan/ui';
import { watch } from 'vue';
import HomePage from './features/home/home-page.vue';
import { type Route, startRouting, useRoute } from './routing.ts';
import { shellWords, type TitleName } from './words.ts';

type Page = Extract<Route['page'], () => Promise<unknown>>;
const later = (path: string, title: TitleName, page: Page): Route => ({ path, title, page, lazy: true });

const services: Page = () => import('./features/services/service-desk-page.vue');

const routes: readonly Route[] = [
  { path: '/', title: 'home', page: HomePage },
  later('/report', 'home', () => import('./features/report/report-route.vue')),
  later('/done', 'done', () => import('./features/report/done-page.vue')),
  later('/mine', 'mine', () => import('./features/cases/mine-page.vue')),
  later('/track', 'track', () => import('./features/cases/track-page.vue')),
  later('/case/:region/:id', 'case', () => import('./features/cases/case-page.vue')),
  later('/messages', 'messages', () => import('./features/messages/messages-page.vue')),
  later('/me', 'me', () => import('./features/sign-in/me-page.vue')),
  later('/me/looks', 'looks', () => import('./features/looks/looks-page.vue')),
  later('/sign-in', 'signIn', () => import('./features/sign-in/sign-in-page.vue')),
  later('/suspended', 'suspended', () => import('./features/suspended/suspended-page.vue')),
  ...['/services', '/services/:item', '/applications', '/applications/:region/:id'].map((path) => later(path, 'services', services)),
  later('/licences', 'licences', () => import('./features/licences/licences-page.vue')),
  later('/licences/:region/:id', 'licences', () => import('./features/licences/licence-page.vue')),
  later('/verify', 'verify', () => import('./features/licences/verify-page.vue')),
  later('/*', 'lost', () => import('./features/home/lost-page.vue')),
];

const route = useRoute();

function nameThePage() {
  const words = shellWords[language.value];
  const title = route.title as TitleName | '';
  document.title = title && title !== 'home' ? `${words.title[title]} · ${words.brand}` : words.title.home;
}

/** The heading of a page that is still on its way is waited for, unless the reader has gone elsewhere meanwhile. */
function readHeading(from = document.activeElement, left = 20) {
  const heading = document.querySelector<HTMLElement>('main h1');
  const now = document.activeElement;
  if (heading) heading.focus({ preventScroll: true });
  else if (left > 0 && (now === from || now === document.body)) setTimeout(() => readHeading(from, left - 1), 100);
}

/** Begins to show the pages; a page change is said to screen readers by moving the focus to the new page's heading. */
export function startPages() {
  startRouting(
    routes,
    (hasMoved) => {
      nameThePage();
      if (hasMoved) readHeading();
    },
    () => toast(shellWords[language.value].unopened, { tone: 'amber' }),
  );
  watch(language, nameThePage);
}
