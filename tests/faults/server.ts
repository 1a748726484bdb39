import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { buildWebOnce } from '../../apps/server/src/platform/web-build.ts';
import { freePort, killNow, newDirectory, pause, removeAll, removeLeftovers, until } from './ground.ts';

/** Real servers as child processes. */

export const root = resolve(import.meta.dirname, '../..');
/** Repetitions of what is left to chance: three where time is short. */
export const rounds = Number(process.env.FAULT_ROUNDS ?? 3);

/** An answer over HTTP is JSON of any shape; a test looks into it where it expects something. */
export type Answer = { status: number; type: string; body: ReturnType<typeof JSON.parse> };
export type Ended = { code: number | null; signal: NodeJS.Signals | null; afterMs: number };

export type Server = {
  pid: number;
  port: number;
  directory: string;
  /** Everything it has printed so far, both streams. */
  output: () => string;
  /** Resolves when the process has ended; `afterMs` since its launch. */
  ended: Promise<Ended>;
  get: (path: string) => Promise<Answer>;
  /** Throws when nobody answers, or nobody answers within ten seconds. */
  post: (path: string, body: object, headers?: Record<string, string>) => Promise<Answer>;
  /** Runs SQL as the owner of its embedded database. */
  query: <T extends object>(text: string, values?: unknown[]) => Promise<T[]>;
};

type Options = { directory?: string; env?: Record<string, string>; user?: { uid: number; gid: number }; port?: number };

const servers = new Set<{ child: ChildProcess; pools: pg.Pool[] }>();

/** Where it exists: a server whose test run is broken off goes with it. */
const leash = spawnSync('setpriv', ['--version']).status === 0 ? ['setpriv', '--pdeathsig', 'KILL'] : [];

/** Starts the program as a user would, with nothing of this environment but the search path, and does not wait for it. */
export async function launch({ directory = newDirectory(), env = {}, user, port }: Options = {}): Promise<Server> {
  const at = port ?? (await freePort());
  const began = performance.now();
  const [command, ...args] = [...leash, process.execPath, join(root, 'apps/server/src/main.ts')];
  const child = spawn(command as string, args, {
    cwd: '/',
    env: {
      PATH: process.env.PATH,
      BANYAN_DATA: directory,
      PORT: String(at),
      HOST: '127.0.0.1',
      BANYAN_DEMO: '0',
      BANYAN_LOG: 'error',
      NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...user,
  });
  const pools: pg.Pool[] = [];
  servers.add({ child, pools });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ended>((done) => {
    child.once('exit', (code, signal) => setTimeout(() => done({ code, signal, afterMs: performance.now() - began }), 20));
    child.once('error', (error) => {
      output += error.message;
      done({ code: null, signal: null, afterMs: performance.now() - began });
    });
  });
  const query = async <T extends object>(text: string, values?: unknown[]) => {
    pools[0] ??= ownerPool(join(directory, 'run'));
    return (await pools[0].query<T>(text, values)).rows;
  };
  const send = sender(`http://127.0.0.1:${at}`);
  return {
    pid: child.pid as number,
    port: at,
    directory,
    output: () => output,
    ended,
    query,
    get: (path) => send('GET', path),
    post: (path, body, headers) => send('POST', path, body, headers),
  };
}

function ownerPool(host: string): pg.Pool {
  const pool = new pg.Pool({ host, user: 'banyan', database: 'postgres', max: 4 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const sender =
  (address: string) =>
  async (method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await fetch(address + path, {
      method,
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      signal: AbortSignal.timeout(10_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const type = answer.headers.get('content-type') ?? '';
    const text = await answer.text();
    return { status: answer.status, type, body: type.includes('json') ? JSON.parse(text) : text };
  };

const isReady = (server: Server) => server.output().includes('is ready');

/** As launch, and waits for the line that says it is ready. Throws with its output when it ends before. */
export async function start(options: Options = {}): Promise<Server> {
  const server = await launch(options);
  const end = await Promise.race([server.ended, until('the server was ready', () => isReady(server))]);
  if (end) throw new Error(`The server ended with ${end.code ?? end.signal}:\n${server.output()}`);
  return server;
}

/** As launch, of a server that must refuse to start: gives what it said and how it ended. Throws when it starts. */
export async function refuse(options: Options): Promise<Ended & { said: string; directory: string }> {
  const server = await launch(options);
  const end = await Promise.race([server.ended, until('the server ended', () => isReady(server))]);
  if (!end) throw new Error('The server has started.');
  return { said: server.output(), directory: server.directory, ...end };
}

/** Sends a signal to the whole process group, as a terminal does for Ctrl-C. */
export const signalGroup = (server: Server, signal: NodeJS.Signals) => process.kill(-server.pid, signal);

/** Stops a server as an operator does, and waits. */
export async function stop(server: Server): Promise<Ended> {
  process.kill(server.pid, 'SIGTERM');
  return server.ended;
}

/** Builds the pages when they are not, so that no start here waits for them. */
export async function prepare() {
  removeLeftovers();
  const { NODE_ENV } = process.env;
  // Under "test" the pages would be built for developers.
  process.env.NODE_ENV = 'production';
  await buildWebOnce(root).finally(() => {
    process.env.NODE_ENV = NODE_ENV;
  });
}

/** Made once and kept while the pack and the program stay the same. */
async function makeSeed(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of globSync(['packs/fuzhou/**/*.*', 'apps/server/src/**/*.{ts,sql}'], { cwd: root }).sort())
    hash.update(file).update(readFileSync(join(root, file)));
  const kept = join(root, '.cache', `fault-seed-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(kept)) return kept;
  for (const older of globSync(join(root, '.cache/fault-seed-*'))) rmSync(older, { recursive: true, force: true });
  const server = await start({ env: { BANYAN_ROLES: 'jobs' } });
  await stop(server);
  const making = join(root, `.cache/fault-making-${process.pid}`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  copy(server.directory, making);
  try {
    renameSync(making, kept);
  } catch {
    // Another test process made it first.
    rmSync(making, { recursive: true, force: true });
  }
  return kept;
}

/** With owners and modes, which PostgreSQL minds. */
function copy(from: string, to: string) {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

let seed: Promise<string> | undefined;

/** Lays a city that has been started once and stopped into an empty directory. */
export async function seedInto(directory: string) {
  seed ??= makeSeed();
  copy(`${await seed}/.`, directory);
}

/** A data directory of its own with such a city. */
export async function seededDirectory(): Promise<string> {
  const directory = newDirectory();
  await seedInto(directory);
  return directory;
}

/** Ends and removes everything that was started, mounted or made here, whatever became of the tests. */
export async function cleanUp() {
  const isRunning = ({ child }: { child: ChildProcess }) => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  killNow(...[...servers].filter(isRunning).map(({ child }) => child.pid as number));
  const pools = [...servers].flatMap((server) => server.pools.splice(0));
  servers.clear();
  removeAll();
  await Promise.race([Promise.allSettled(pools.map((pool) => pool.end())), pause(2000)]);
}
