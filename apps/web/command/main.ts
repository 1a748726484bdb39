import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { createApp, watch } from 'vue';
import { officer } from '../staff/session.ts';
import { burdenPath } from './burden/burden-address.ts';

watch(languageTag, (language) => configureApi({ language }), { immediate: true });
configureApi({
  onSignedOut: () => {
    officer.value = 'guest';
  },
});

/** Two pages need no router: each is an address of its own, and neither carries the other's weight. */
const isBurden = location.pathname.replace(/\/$/, '') === burdenPath;
const page = isBurden ? import('./burden/burden-page.vue') : import('./command-page.vue');
void page.then(({ default: Page }) => createApp(Page).mount('#app'));
