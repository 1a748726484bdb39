/** How much JavaScript a phone loads for the resident page: everything the page fetches until it rests, gzipped. Must be ≤ 60 kB. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWebOnce } from '../apps/server/src/platform/web-build.ts';

const root = join(import.meta.dirname, '..');
await buildWebOnce(root);
const dist = join(root, 'apps/web/dist/resident');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const size = (name: string) => gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length / 1000;
const first = [...page.matchAll(/assets\/([\w.-]+\.js)/g)].map((match) => match[1] as string);
const all = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'));
const sum = (names: readonly string[]) => names.reduce((total, name) => total + size(name), 0);
console.log(
  `first load: ${sum(first).toFixed(1)} kB in ${first.length} files (must ≤ 60 kB); every page of the entry together: ${sum(all).toFixed(1)} kB in ${all.length} files`,
);
