import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A real server of our own on an empty city, as a child process, and a pool on its database for the raw twin. */
export type BenchServer = { address: string; pool: pg.Pool; pid: number; directory: string; stop: () => Promise<void> };

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

/** Starts the program as a user would, fsync on, demo off; `poolSize` is that of the server and of the raw pool. */
export async function startServer(poolSize: number, env: Record<string, string> = {}): Promise<BenchServer> {
  const directory = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/server/src/main.ts')], {
    env: {
      ...process.env,
      BANYAN_DATA: directory,
      PORT: String(port),
      HOST: '127.0.0.1',
      BANYAN_DEMO: '0',
      BANYAN_LOG: 'error',
      BANYAN_POOL: String(poolSize),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`The server ended with ${code}.`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('is ready')) ready();
    });
  });
  const pool = new pg.Pool({ host: join(directory, 'run'), user: 'banyan', database: 'postgres', max: poolSize });
  // The server stops its database, and with it what is idle here.
  pool.on('error', () => undefined);
  return {
    address: `http://127.0.0.1:${port}`,
    pool,
    pid: child.pid as number,
    directory,
    async stop() {
      await pool.end();
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGINT');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
