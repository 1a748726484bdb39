import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './data-lock.ts';
import { birth } from './processes.ts';

let directory: string;
let lock: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'banyan-lock-'));
  lock = join(directory, 'banyan.lock');
});

afterEach(() => rmSync(directory, { recursive: true }));

test('the lock names its process, and is gone when it is given back', () => {
  const giveBack = takeLock(directory);
  expect(readFileSync(lock, 'utf8')).toBe(`${process.pid} ${birth(process.pid)}`);
  giveBack();
  expect(existsSync(lock)).toBe(false);
});

test('a lock of a living process is refused and stays', () => {
  writeFileSync(lock, `${process.ppid} ${birth(process.ppid)}`);
  expect(() => takeLock(directory)).toThrow(`Another Banyan (process ${process.ppid}) is running on ${directory}.`);
  expect(readFileSync(lock, 'utf8')).toBe(`${process.ppid} ${birth(process.ppid)}`);
});

test.runIf(process.platform === 'linux')('a number that was given to another program since is nobody’s lock', () => {
  writeFileSync(lock, `${process.ppid} 1`);
  takeLock(directory);
  expect(readFileSync(lock, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
});

test('an empty lock is being written, and after two seconds nobody’s', () => {
  writeFileSync(lock, '');
  expect(() => takeLock(directory)).toThrow('just starting');
  utimesSync(lock, 0, Date.now() / 1000 - 3);
  takeLock(directory);
  expect(readFileSync(lock, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
});

test('who was robbed of the lock does not take away that of the other', () => {
  const giveBack = takeLock(directory);
  writeFileSync(lock, '1 1');
  giveBack();
  expect(readFileSync(lock, 'utf8')).toBe('1 1');
});
