import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, readFileSync, readlinkSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { socketDirectoryOf } from '../../apps/server/src/platform/embedded.ts';
import { newDirectory, postmasterOf, processesOf } from './ground.ts';
import { lostOf, newLedger, report, reportOf } from './reports.ts';
import { cleanUp, prepare, refuse, root, seededDirectory, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';
const nobody = { uid: 65_534, gid: 65_534 };

const onlyRoot = 'only root on Linux can try this, and this run is not root on Linux';
const noNamespace = 'the system forbids user namespaces (unshare --user), so there is no such guise here';
const closed = `the user nobody may not reach ${process.execPath} and ${root}, so he cannot start it from here`;

const mayUnshare = () => spawnSync('unshare', ['--user', '--map-user=65534', '--map-group=65534', 'true']).status === 0;
const mayReach = () =>
  [process.execPath, join(root, 'package.json')].every((path) => spawnSync('test', ['-r', path], { ...nobody, cwd: '/' }).status === 0);

/** As which user the kernel sees a process, and whether in a user namespace of its own. */
function guiseOf(pid: number) {
  const uid = Number(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return { uid, inNamespace: readlinkSync(`/proc/${pid}/ns/user`) !== readlinkSync('/proc/self/ns/user') };
}

/** Starts, takes a report, and stops: gives what was promised, and as whom the database ran. */
async function live(options: NonNullable<Parameters<typeof start>[0]> & { directory: string }) {
  const server = await start(options);
  const ledger = newLedger();
  expect(await report(server, ledger, randomUUID(), reportOf(1))).toBe(201);
  const guise = isLinux ? guiseOf(postmasterOf(options.directory)) : undefined;
  expect((await stop(server)).code).toBe(0);
  expect(processesOf(options.directory)).toEqual([]);
  return { ledger, guise };
}

/** A search path on which unshare is not found, as on a system that forbids it. */
function pathWithoutUnshare(): string {
  const bin = newDirectory();
  for (const name of ['sh', 'setpriv']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    if (found) symlinkSync(found, join(bin, name));
  }
  return bin;
}

test('as root, in a home that nobody else may enter, the database runs in a namespace of its own', async ({ skip }) => {
  skip(!isRoot || !isLinux, onlyRoot);
  skip(!mayUnshare(), noNamespace);
  const home = newDirectory(0o700);
  const directory = join(home, 'data');
  expect((await live({ directory })).guise).toEqual({ uid: 0, inNamespace: true });
  expect(statSync(join(directory, 'postgres')).uid).toBe(0);
});

test('as root without namespaces, the database runs as nobody, also on what was made under a namespace before, and stays his', async ({
  skip,
}) => {
  skip(!isRoot || !isLinux, onlyRoot);
  skip(!mayReach(), closed);
  const directory = await seededDirectory();
  const { ledger, guise } = await live({ directory, env: { PATH: pathWithoutUnshare() } });
  expect(guise).toEqual({ uid: nobody.uid, inNamespace: false });
  const after = await start({ directory });
  expect(guiseOf(postmasterOf(directory)).uid).toBe(nobody.uid);
  expect(await lostOf(after, ledger)).toEqual([]);
  await stop(after);
});

test('as root without namespaces, a directory that nobody may not enter is named, with what to do', async ({ skip }) => {
  skip(!isRoot || !isLinux, onlyRoot);
  const directory = newDirectory(0o700);
  const server = await refuse({ directory, env: { PATH: pathWithoutUnshare() } });
  expect(server.code).toBe(1);
  expect(server.said).toMatch(
    /^As root, PostgreSQL must run here as the user "nobody", who may not enter [^\n]+\. Run Banyan as an ordinary user, or [^\n]+\n$/,
  );
});

test('an ordinary user runs all of it as himself, and root does so too on data of his', async ({ skip }) => {
  if (!isRoot) {
    const { guise } = await live({ directory: newDirectory() });
    if (guise) expect(guise).toEqual({ uid: process.getuid?.(), inNamespace: false });
    return;
  }
  skip(!isLinux, onlyRoot);
  skip(!mayReach(), closed);
  const directory = newDirectory();
  chownSync(directory, nobody.uid, nobody.gid);
  const { ledger, guise } = await live({ directory, user: nobody });
  expect(guise).toEqual({ uid: nobody.uid, inNamespace: false });
  const byRoot = await start({ directory });
  expect(guiseOf(postmasterOf(directory)).uid).toBe(nobody.uid);
  await stop(byRoot);
  const byHimself = await start({ directory, user: nobody });
  expect(await lostOf(byHimself, ledger)).toEqual([]);
  expect((await stop(byHimself)).code).toBe(0);
});

test('a long path with blanks and Chinese characters is as good as any', async () => {
  const directory = join(newDirectory(), '福州 市城市治理平台数据'.repeat(4));
  renameSync(await seededDirectory(), directory);
  expect(socketDirectoryOf(directory)).toMatch(/^\/tmp\/banyan-/);
  await live({ directory });
  expect(existsSync(socketDirectoryOf(directory))).toBe(false);
});

test('a user who may not write to the data directory is told so in one sentence', async ({ skip }) => {
  skip(!isRoot || !isLinux, onlyRoot);
  skip(!mayReach(), closed);
  const directory = newDirectory();
  const server = await refuse({ directory, user: nobody });
  expect(server.code).toBe(1);
  expect(server.said).toMatch(/^[^\n]*permission denied[^\n]*\n$/i);
  expect(server.said).toContain(directory);
});
