import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

/** Where the city of the journeys answers, and the folder with its data and what it said. */
export type City = { address: string; folder: string };

declare module 'vitest' {
  interface ProvidedContext {
    city: City;
  }
}

const root = resolve(import.meta.dirname, '..');
const said = (folder: string) => join(folder, 'said.log');
const gone = (folder: string) => join(folder, 'gone');

const freePort = () =>
  new Promise<number>((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? found(address.port) : failed(new Error('No port is free.'))));
    });
  });

/** The environment of a first start on a new machine: NODE_ENV=test would build the pages for development, and no outside database is touched. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const named = Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|VITEST.*|DATABASE_URL|BANYAN_.*|HOST|PORT)$/.test(name));
  return Object.fromEntries(named);
}

/**
 * Starts the real server (main.ts) with the demonstration days on an empty data folder, as `npm start` does on a new machine, and returns at
 * once; `untilReady` waits for it. `stop` ends it and removes the folder. With `at` its day begins then, and `setClock` moves it on.
 */
export async function startCity(at?: Date): Promise<City & { setClock: (now: Date) => void; stop: () => Promise<void> }> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'banyan-journey-'));
  const log = openSync(said(folder), 'a');
  const child = spawn(
    process.execPath,
    [...(at ? ['--import', join(import.meta.dirname, 'clock.ts')] : []), join(root, 'apps/server/src/main.ts')],
    {
      cwd: root,
      env: {
        ...plainEnvironment(),
        ...{ PORT: String(port), HOST: '127.0.0.1', BANYAN_DATA: join(folder, 'data'), BANYAN_LOG: 'warn' },
        ...(at ? { CLOCK_AHEAD: String(ahead(at)) } : {}),
      },
      stdio: ['ignore', log, log, ...(at ? (['ipc'] as const) : [])],
    },
  );
  const left = new Promise<void>((done) => {
    child.once('error', (error) => writeFileSync(gone(folder), String(error)));
    child.once('close', (code) => {
      if (existsSync(folder)) writeFileSync(gone(folder), `exit ${code}`);
      done();
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([left, pause(20_000, undefined, { ref: false })]);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await left;
    rmSync(folder, { recursive: true, force: true });
  };
  return { address: `http://127.0.0.1:${port}`, folder, setClock: (now) => void child.send?.(ahead(now)), stop };
}

const ahead = (now: Date) => now.getTime() - Date.now();

const answers = (address: string) =>
  fetch(`${address}/api/city`).then(
    (answer) => answer.ok,
    () => false,
  );

/** Waits until the city answers, two minutes at most; throws with the last lines of what it said when it cannot. */
export async function untilReady({ address, folder }: City): Promise<void> {
  const last = () => readFileSync(said(folder), 'utf8').trim().slice(-1500);
  for (const began = performance.now(); !(await answers(address)); await pause(100)) {
    if (existsSync(gone(folder)))
      throw new Error(`The server of the journeys has stopped (${readFileSync(gone(folder), 'utf8')}):\n${last()}`);
    if (performance.now() - began > 120_000) throw new Error(`The server of the journeys was not ready within two minutes:\n${last()}`);
  }
}

/** One city for all journeys of a run; it starts while the first tests are collected. */
export default async function setup(project: TestProject) {
  const { address, folder, stop } = await startCity();
  project.provide('city', { address, folder });
  return stop;
}
