import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { createApp, watch } from 'vue';
import { officer } from '../staff/session.ts';
import OfficerPage from './officer-page.vue';
import { router } from './router.ts';

watch(languageTag, (language) => configureApi({ language }), { immediate: true });
configureApi({
  onSignedOut: () => {
    officer.value = 'guest';
    const { fullPath, name } = router.currentRoute.value;
    if (name !== 'sign-in') void router.push({ name: 'sign-in', query: { next: fullPath, ended: 'yes' } });
  },
});
document.documentElement.classList.add('dense');
createApp(OfficerPage).use(router).mount('#app');
