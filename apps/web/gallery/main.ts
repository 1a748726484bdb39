import '@banyan/ui/base.css';
import { createApp } from 'vue';
import Gallery from './gallery.vue';

createApp(Gallery).mount('#app');
