import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { createApp, watch } from 'vue';
import { officer } from '../staff/session.ts';
import { appraisalPath } from './appraisal/appraisal-address.ts';
import { burdenPath } from './burden/burden-address.ts';

watch(languageTag, (language) => configureApi({ language }), { immediate: true });
configureApi({
  onSignedOut: () => {
    officer.value = 'guest';
  },
});

/** Three pages need no router: each is an address of its own, and none carries another's weight. */
const address = location.pathname.replace(/\/$/, '');
const pageAt = () => {
  if (address === burdenPath) return import('./burden/burden-page.vue');
  return address === appraisalPath ? import('./appraisal/appraisal-page.vue') : import('./command-page.vue');
};
void pageAt().then(({ default: Page }) => createApp(Page).mount('#app'));
