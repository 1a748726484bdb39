import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { createApp, watch } from 'vue';
import CommandPage from './command-page.vue';

watch(languageTag, (language) => configureApi({ language }), { immediate: true });
createApp(CommandPage).mount('#app');
