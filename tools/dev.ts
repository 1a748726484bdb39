/**
 * `npm run dev [entry…]`: the server on its port, restarted when its source or the pack changes, and each named entry of the web (resident,
 * officer, command; all three without a name) with reload on ports from 5173 up.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './generate/sources.ts';

const entries = ['resident', 'officer', 'command'];
const firstPort = 5173;
const api = `http://127.0.0.1:${process.env.PORT || '8080'}`;

const chosen = process.argv.slice(2);
const stranger = chosen.find((entry) => !entries.includes(entry));
if (stranger !== undefined) {
  console.error(`There is no entry "${stranger}"; there are ${entries.join(', ')}.`);
  process.exit(2);
}

const run = (...args: string[]): ChildProcess => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });

const watched = ['apps/server/src', 'packages/working-time', 'packs'].map((folder) => `--watch-path=${join(root, folder)}`);
const children = [
  run(...watched, '--watch-preserve-output', 'apps/server/src/main.ts'),
  ...(chosen.length > 0 ? chosen : entries).map((entry) => run('apps/web/dev.ts', entry, String(firstPort + entries.indexOf(entry)), api)),
];

const stop = (signal: NodeJS.Signals) => {
  for (const child of children) child.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
for (const child of children)
  child.on('exit', (code) => {
    // One that ends by itself takes the others with it, so that nothing is left behind unseen.
    if (code !== null && code !== 0) process.exitCode = code;
    stop('SIGTERM');
  });
