import { language } from '@banyan/ui';
import { nextTick, watch } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import HomePage from './features/home/home-page.vue';
import { shellWords, type TitleName } from './words.ts';

declare module 'vue-router' {
  interface RouteMeta {
    title?: TitleName;
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', component: HomePage, meta: { title: 'home' } },
  { path: '/report', component: () => import('./features/report/report-route.vue'), meta: { title: 'home' } },
  { path: '/done', component: () => import('./features/report/done-page.vue'), meta: { title: 'done' } },
  { path: '/mine', component: () => import('./features/cases/mine-page.vue'), meta: { title: 'mine' } },
  { path: '/track', component: () => import('./features/cases/track-page.vue'), meta: { title: 'track' } },
  { path: '/case/:region/:id', component: () => import('./features/cases/case-page.vue'), props: true, meta: { title: 'case' } },
  { path: '/messages', component: () => import('./features/messages/messages-page.vue'), meta: { title: 'messages' } },
  { path: '/me', component: () => import('./features/sign-in/me-page.vue'), meta: { title: 'me' } },
  { path: '/sign-in', component: () => import('./features/sign-in/sign-in-page.vue'), meta: { title: 'signIn' } },
  { path: '/:rest(.*)*', component: () => import('./features/home/lost-page.vue'), meta: { title: 'lost' } },
];

export const router = createRouter({ history: createWebHistory('/'), routes, scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } });

function nameThePage() {
  const words = shellWords[language.value];
  const title = router.currentRoute.value.meta.title;
  document.title = title && title !== 'home' ? `${words.title[title]} · ${words.brand}` : words.title.home;
}

// A page change is said to screen readers by moving the focus to the new page's heading.
router.afterEach((to, from) => {
  nameThePage();
  if (from.matched.length === 0 || to.path === from.path) return;
  void nextTick(() => setTimeout(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }), 60));
});
watch(language, nameThePage);
