import { createServer } from 'node:net';
import { join } from 'node:path';
import { closeHouse, loadCity, loadDemo, modules, openApp, openHouse } from './app.ts';
import { greet } from './greeting.ts';
import { startRounds } from './platform/rounds.ts';
import { readSettings, type Settings } from './platform/settings.ts';
import { tidyRound } from './platform/tidy.ts';
import { serveWeb } from './platform/web.ts';
import { buildWebOnce } from './platform/web-build.ts';

/** A busy port is named before anything else is started. */
const portIsFree = (settings: Settings) =>
  new Promise<void>((free, busy) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      busy(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${settings.port} is in use by another program. Stop that program, or choose another port: PORT=8090 npm start`
            : `Port ${settings.port} cannot be used: ${error.message}`,
        ),
      ),
    );
    probe.listen(settings.port, settings.host, () => probe.close(() => free()));
  });

async function start() {
  const began = performance.now();
  const settings = readSettings();
  if (settings.roles.includes('web')) await portIsFree(settings);
  const web = settings.roles.includes('web') ? buildWebOnce(settings.root) : Promise.resolve();
  web.catch(() => undefined);
  const house = await openHouse(settings);
  let stopping = false;
  const steps: (() => Promise<unknown>)[] = [() => closeHouse(house)];
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    for (const step of steps.reverse()) await step().catch((error: unknown) => console.error(error));
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  void house.database.embedded?.exited.then(() => {
    if (!stopping) console.error('The embedded database has stopped unexpectedly.');
    void stop(1);
  });
  try {
    await loadCity(house, settings);
    const accounts = await loadDemo(house, settings, new Date());
    if (settings.roles.includes('web')) {
      await web;
      const app = await openApp(house, settings);
      await serveWeb(app, join(settings.root, 'apps/web/dist'));
      steps.push(() => app.close());
      await app.listen({ port: settings.port, host: settings.host });
    }
    if (settings.roles.includes('jobs')) {
      await house.jobs.work(
        house,
        modules.flatMap((module) => module.workers ?? []),
      );
      const rounds = startRounds(
        house,
        [tidyRound, ...modules.flatMap((module) => module.rounds ?? [])],
        () => new Date(),
        (name, error) => console.error(`Round ${name} failed:`, error),
      );
      steps.push(rounds.stop);
    }
    greet(settings, accounts, performance.now() - began);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
