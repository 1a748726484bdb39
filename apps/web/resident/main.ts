import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { createApp, watchEffect } from 'vue';
import App from './app.vue';
import { startOutbox } from './keep/outbox.ts';
import { router } from './router.ts';
import { forgetMe, loadMe } from './session.ts';

watchEffect(() => configureApi({ language: languageTag.value }));
configureApi({ onSignedOut: forgetMe });
createApp(App).use(router).mount('#app');
void loadMe();
void startOutbox();
