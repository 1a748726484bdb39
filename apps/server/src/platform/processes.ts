import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, in kernel ticks (proc(5), field 22), or "?" where that cannot be known: a number alone may have been given to another since. */
export function birth(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '?';
  } catch {
    return '?';
  }
}

/** The processes of a program that work in this directory, as PostgreSQL's do in their cluster; undefined where the system does not tell. */
export function processesIn(directory: string, program: string): number[] | undefined {
  if (!existsSync('/proc/self/cwd') || !existsSync(directory)) return undefined;
  const real = realpathSync(directory);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && worksIn(pid, real, program));
}

function worksIn(pid: number, directory: string, program: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === program;
  } catch {
    return false;
  }
}

/** The command of a process as one line, empty when there is none. */
export function commandLine(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
