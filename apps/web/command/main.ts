import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { createApp, watch } from 'vue';
import { officer } from '../staff/session.ts';
import CommandPage from './command-page.vue';

watch(languageTag, (language) => configureApi({ language }), { immediate: true });
configureApi({
  onSignedOut: () => {
    officer.value = 'guest';
  },
});
createApp(CommandPage).mount('#app');
