import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import type { InlineConfig } from 'vite';

/** The faces of the city and where each is served. `gallery` shows every component and is not shipped unless asked for. */
export const bases = { resident: '/', officer: '/officer/', command: '/command/', gallery: '/gallery/' } as const;
export type Entry = keyof typeof bases;
export const entries = Object.keys(bases) as Entry[];
/** Built by default; the gallery by `node build.ts gallery`. */
export const shipped: readonly Entry[] = ['resident', 'officer', 'command'];

const here = import.meta.dirname;
export const sourceOf = (entry: Entry) => join(here, entry);
export const outputOf = (entry: Entry) => join(here, 'dist', entry);

const base =
  /vite\/preload-helper|web\/photos\/upload|node_modules\/(@vue|vue)\/|packages\/api-client\/|packages\/ui\/src\/(icons|words\/(language|ui-words|appearance)|components\/(b-icon|b-button|b-card|b-field|field-context|b-input|toasts|b-toasts|b-logo|b-switch|b-choices|jasmine))/;

/** One Vite configuration per entry, so that no entry carries another's weight. Chrome 87 and Safari 14 are what Huawei and Qi'anxin browsers and old iPhones run. */
export function configOf(entry: Entry, api = 'http://127.0.0.1:8080'): InlineConfig {
  return {
    configFile: false,
    root: sourceOf(entry),
    base: bases[entry],
    logLevel: 'warn',
    cacheDir: join(here, 'node_modules/.cache', entry),
    plugins: [vue()],
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    build: {
      outDir: outputOf(entry),
      emptyOutDir: true,
      target: ['chrome87', 'safari14'],
      cssTarget: ['chrome87', 'safari14'],
      assetsDir: 'assets',
      // The policy of the server allows no data: fonts, and inlined assets could not be cached.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      manifest: true,
      // One chunk for what every page of an entry stands on: it compresses better than a crumb a module and stays in the cache when pages change.
      rolldownOptions: { checks: { pluginTimings: false }, output: { codeSplitting: { groups: [{ name: 'base', test: base }] } } },
    },
    server: { proxy: { '/api': api }, strictPort: true },
  };
}
