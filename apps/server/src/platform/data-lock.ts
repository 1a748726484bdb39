import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { birth, isAlive } from './processes.ts';

/** A lock without a whole line is being written, unless the machine went down just then. */
const writingMs = 2000;

/** One Banyan a data directory: throws who holds it. The lock of a run that was killed is taken over. Returns what gives the lock back. */
export function takeLock(dataDirectory: string): () => void {
  const lock = join(dataDirectory, 'banyan.lock');
  const ours = `${process.pid} ${birth(process.pid)}`;
  while (!create(lock, ours)) {
    const held = read(lock);
    if (held === undefined) continue;
    refuseHolder(dataDirectory, lock, held);
    takeAway(dataDirectory, lock, held);
  }
  return () => {
    if (read(lock) === ours) rmSync(lock, { force: true });
  };
}

function create(lock: string, content: string): boolean {
  try {
    const file = openSync(lock, 'wx', 0o644);
    writeSync(file, content);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function refuseHolder(dataDirectory: string, lock: string, held: string) {
  const [pid, began] = held.split(' ');
  const isWhole = began !== undefined && Number.isInteger(Number(pid));
  const isHeld = isWhole
    ? Number(pid) !== process.pid && isAlive(Number(pid)) && began === birth(Number(pid))
    : Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < writingMs;
  if (isHeld)
    throw new Error(
      `Another Banyan (${isWhole ? `process ${pid}` : 'just starting'}) is running on ${dataDirectory}. Stop it, or set BANYAN_DATA to another directory.`,
    );
}

/** Of two that find the same dead lock, one moves it away; the other may move the new lock of the first, and then puts it back. */
function takeAway(dataDirectory: string, lock: string, held: string) {
  const away = `${lock}.${process.pid}`;
  try {
    renameSync(lock, away);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(away) === held) return rmSync(away, { force: true });
  renameSync(away, lock);
  throw new Error(`Another Banyan has just been started on ${dataDirectory}. Stop it, or set BANYAN_DATA to another directory.`);
}
