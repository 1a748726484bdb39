import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { type Component, createApp, watch } from 'vue';
import { officer } from '../staff/session.ts';
import { appraisalPath } from './appraisal/appraisal-address.ts';
import { burdenPath } from './burden/burden-address.ts';
import { topicsPath } from './topics/topic-figures.ts';

watch(languageTag, (language) => configureApi({ language }), { immediate: true });
configureApi({
  onSignedOut: () => {
    officer.value = 'guest';
  },
});

/** Four pages need no router: each is an address of its own, and none carries another's weight. */
const address = location.pathname.replace(/\/$/, '');
const pages: Readonly<Record<string, () => Promise<{ default: Component }>>> = {
  [burdenPath]: () => import('./burden/burden-page.vue'),
  [appraisalPath]: () => import('./appraisal/appraisal-page.vue'),
  [topicsPath]: () => import('./topics/topics-page.vue'),
};
// A choice written as a condition would be folded by the bundler into one import with the style sheets of the last page alone.
const pageAt = pages[address] ?? (() => import('./command-page.vue'));
void pageAt().then(({ default: Page }) => createApp(Page).mount('#app'));
