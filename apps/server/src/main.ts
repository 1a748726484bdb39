import { createServer } from 'node:net';
import { join } from 'node:path';
import { closeHouse, loadCity, loadDemo, modules, openApp, openHouse } from './app.ts';
import { greet } from './greeting.ts';
import type { House } from './platform/context.ts';
import type { App } from './platform/http.ts';
import { startRounds } from './platform/rounds.ts';
import { readSettings, type Settings } from './platform/settings.ts';
import { tidyRound } from './platform/tidy.ts';
import { serveWeb } from './platform/web.ts';
import { buildWebOnce } from './platform/web-build.ts';

type Stop = (code: number) => Promise<void>;
type Steps = (() => Promise<unknown>)[];

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

/** What failed, in one sentence; a database of one's own choosing is named by its setting, never by its address, which may hold a password. */
function sentenceOf(error: unknown, settings?: Settings): string {
  // A name with several addresses fails with the failures of all; they say the same.
  const fault = ((error as AggregateError).errors?.[0] ?? error) as { message?: string; syscall?: string; severity?: string };
  const said = fault.message || String(error);
  const isOfDatabase = fault.severity !== undefined || fault.syscall === 'connect' || fault.syscall === 'getaddrinfo';
  return settings?.databaseUrl && isOfDatabase ? `The database that DATABASE_URL names cannot be used: ${said}` : said;
}

/** Stops what was started, the last first, once; a second signal changes nothing. What a step has to say when it fails while stopping helps nobody. */
function stopper(steps: Steps): { stop: Stop; isStopping: () => boolean } {
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    for (const step of steps.reverse()) await step().catch(() => undefined);
    process.exit(code);
  };
  return { stop, isStopping: () => stopping };
}

/**
 * Answers what is being asked, tells each connection that this answer is its last, and hangs up on those that ask nothing: a browser keeps
 * its connection for a minute otherwise. Who takes longer than eight seconds is cut off.
 */
async function closeApp(app: App) {
  const { server } = app;
  server.maxRequestsPerSocket = 1;
  const closed = new Promise((done) => server.close(done));
  const hangUp = setInterval(() => server.closeIdleConnections(), 50);
  const cutOff = setTimeout(() => server.closeAllConnections(), 8000);
  await closed;
  clearInterval(hangUp);
  clearTimeout(cutOff);
  await app.close();
}

async function serve(house: House, settings: Settings, steps: Steps, web: Promise<void>) {
  await web;
  const app = await openApp(house, settings);
  await serveWeb(app, join(settings.root, 'apps/web/dist'));
  steps.push(() => closeApp(app));
  await app.listen({ port: settings.port, host: settings.host });
}

async function work(house: House, steps: Steps) {
  await house.jobs.work(
    house,
    modules.flatMap((module) => module.workers ?? []),
  );
  const rounds = startRounds(
    house,
    [tidyRound, ...modules.flatMap((module) => module.rounds ?? [])],
    () => new Date(),
    (name, error) => console.error(error === undefined ? `Round ${name} works again.` : `Round ${name} failed: ${sentenceOf(error)}`),
  );
  steps.push(rounds.stop);
}

async function start() {
  const began = performance.now();
  const settings = readSettings();
  const steps: Steps = [];
  const { stop, isStopping } = stopper(steps);
  try {
    if (settings.roles.includes('web')) await portIsFree(settings);
    const web = settings.roles.includes('web') ? buildWebOnce(settings.root) : Promise.resolve();
    web.catch(() => undefined);
    const opening = openHouse(settings);
    steps.push(() => opening.then(closeHouse));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
    const house = await opening;
    void house.database.embedded?.exited.then((words) => {
      if (!isStopping()) console.error(`The embedded database has stopped unexpectedly. ${words}`.trim());
      return stop(1);
    });
    await loadCity(house, settings);
    const accounts = await loadDemo(house, settings, new Date());
    if (settings.roles.includes('web')) await serve(house, settings, steps, web);
    if (settings.roles.includes('jobs')) await work(house, steps);
    if (!isStopping()) greet(settings, accounts, performance.now() - began);
  } catch (error) {
    if (isStopping()) return;
    console.error(sentenceOf(error, settings));
    await stop(1);
  }
}

start().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exit(1);
});
