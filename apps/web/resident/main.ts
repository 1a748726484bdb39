import '@banyan/ui/base.css';
import { configureApi } from '@banyan/api-client';
import { languageTag } from '@banyan/ui';
import { createApp, watchEffect } from 'vue';
import App from './app.vue';
import { startOutbox } from './keep/outbox.ts';
import { startPages } from './router.ts';
import { forgetMe, loadMe } from './session.ts';

watchEffect(() => configureApi({ language: languageTag.value }));
configureApi({ onSignedOut: forgetMe });
// After an update of the city's server a page that stayed open asks for parts that are gone: it is loaded anew, once; the draft is kept.
window.addEventListener('vite:preloadError', (event) => {
  if (Date.now() - Number(sessionStorage.getItem('banyan.reloaded') ?? 0) < 60_000 || !navigator.onLine) return;
  event.preventDefault();
  sessionStorage.setItem('banyan.reloaded', String(Date.now()));
  location.reload();
});
startPages();
createApp(App).mount('#app');
void loadMe();
void startOutbox();
