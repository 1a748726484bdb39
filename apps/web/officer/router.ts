import { createRouter, createWebHistory } from 'vue-router';
import { knowOfficer } from '../staff/session.ts';
import SignIn from './pages/sign-in.vue';
import WorkList from './pages/work-list.vue';

declare module 'vue-router' {
  interface RouteMeta {
    /** Stands without the frame and needs nobody signed in. */
    bare?: true;
  }
}

/** Addresses of the officer entry; the command page and messages link here, so they stay. */
export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  scrollBehavior: (_to, _from, saved) => saved ?? { left: 0, top: 0 },
  routes: [
    { path: '/', name: 'work', component: WorkList },
    { path: '/cases', name: 'cases', component: () => import('./pages/case-list.vue') },
    { path: '/cases/:region(\\d{6})/:id', name: 'case', component: () => import('./pages/case-file.vue'), props: true },
    { path: '/report', name: 'report', component: () => import('./pages/file-report.vue') },
    { path: '/clusters', name: 'clusters', component: () => import('./pages/clusters.vue') },
    { path: '/models', name: 'models', component: () => import('./pages/models.vue') },
    { path: '/rules', name: 'rules', component: () => import('./rules/rules-page.vue') },
    { path: '/rules/:id/:number(\\d+)', name: 'rule', component: () => import('./rules/rule-page.vue'), props: true },
    { path: '/messages', name: 'messages', component: () => import('./pages/messages.vue') },
    { path: '/applications', name: 'applications', component: () => import('./applications/applications-page.vue') },
    {
      path: '/applications/:region(\\d{6})/:id',
      name: 'application',
      component: () => import('./applications/application-page.vue'),
      props: true,
    },
    { path: '/payments', name: 'payments', component: () => import('./payments/payments-page.vue') },
    { path: '/sign-in', name: 'sign-in', component: SignIn, meta: { bare: true } },
    { path: '/:rest(.*)*', name: 'unknown', component: () => import('./pages/unknown.vue') },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.bare) return true;
  try {
    if ((await knowOfficer()) !== 'guest') return true;
  } catch {
    // No answer: the page itself says what failed and offers to try again.
    return true;
  }
  return { name: 'sign-in', query: { next: to.fullPath } };
});
