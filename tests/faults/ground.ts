import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The ground the tests of faults stand on: directories, disks, ports and processes, all of them gone afterwards. */

const directories = new Set<string>();
const mounts = new Set<string>();

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Waits for something to become true, on a slow machine under load too; throws what it waited for. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, ms = 60_000) {
  for (const end = performance.now() + ms; performance.now() < end; await pause(10)) if (await isTrue()) return;
  throw new Error(`Waited ${ms / 1000} s in vain until ${what}.`);
}

const ground = join(tmpdir(), 'banyan-fault-');

/** An empty directory, removed by cleanUp. */
export function newDirectory(mode = 0o755): string {
  const directory = mkdtempSync(`${ground}${process.pid}-`);
  chmodSync(directory, mode);
  directories.add(directory);
  return directory;
}

/** A small disk of its own under a new directory, or why there cannot be one. */
export function mountDisk(size: string): { directory: string } | { refused: string } {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { refused: 'only root on Linux may mount a small disk' };
  const directory = newDirectory();
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory], { encoding: 'utf8' });
  if (done.status !== 0) return { refused: `mount is not permitted here: ${done.stderr || done.error?.message}`.trim() };
  mounts.add(directory);
  return { directory };
}

export const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

/** Whether a new server could listen there. */
export const isFree = (port: number) =>
  new Promise<boolean>((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });

/** The processes of the embedded database in this directory: on Linux those that name it or work in it, elsewhere those that name it. */
export function processesOf(directory: string): number[] {
  if (!existsSync('/proc/self')) {
    const { stdout } = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' });
    return stdout
      .split('\n')
      .filter((line) => line.includes(directory) && /postgres|initdb/.test(line))
      .map((line) => Number.parseInt(line, 10));
  }
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && belongsTo(pid, directory));
}

function belongsTo(pid: number, directory: string): boolean {
  try {
    if (!['postgres', 'initdb'].includes(readFileSync(`/proc/${pid}/comm`, 'utf8').trim())) return false;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory) || readlinkSync(`/proc/${pid}/cwd`).startsWith(directory);
  } catch {
    return false;
  }
}

/** The process number of the embedded database's server. */
export const postmasterOf = (directory: string) => Number(readFileSync(join(directory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** SIGKILL without looking back; a process that is already gone is as good. */
export function killNow(...pids: number[]) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Removes what a test run that was broken off left behind. */
export function removeLeftovers() {
  for (const left of existsSync('/proc/self') ? globSync(`${ground}*`) : []) {
    const pid = Number(left.slice(ground.length).split('-')[0]);
    if (!existsSync(`/proc/${pid}`)) remove(left);
  }
}

/** Ends the databases and removes the directories and disks that were made here. */
export function removeAll() {
  for (const directory of directories) remove(directory);
  directories.clear();
  mounts.clear();
}

function remove(directory: string) {
  killNow(...processesOf(directory));
  if (mounts.has(directory) || !directories.has(directory)) spawnSync('umount', ['-l', directory], { stdio: 'ignore' });
  rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
