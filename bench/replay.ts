/**
 * A city's own history through the real intake: rows/s and memory. BENCH_FILE names an export (CSV or JSON lines, also .gz); without it
 * an export of 105,939 rows is made up from a described distribution. A pack is drafted from the file first. Must reach ≥ 400 rows/s, memory flat.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const directory = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
const banyan = join(import.meta.dirname, '../apps/server/src/cli/banyan.ts');

/** Three towns, eight districts each, forty types of request, closed after one to thirty days; one in twenty stays open. */
async function makeUp(file: string, rows: number) {
  const out = createWriteStream(file);
  out.write('source,request_id,opened_at,due_at,closed_at,status,type,agency,channel,district,lat,lon\n');
  for (let i = 0; i < rows; i++) {
    const opened = new Date(Date.UTC(2023, 0, 1) + i * 290_000);
    const days = 1 + ((i * 7919) % 30);
    const type = (i * 31) % 40;
    const [town, district] = [i % 3, (i * 13) % 8];
    const iso = (ms: number) => new Date(ms).toISOString().slice(0, 19);
    const isOpen = i % 20 === 0;
    const line = [
      `town_${town}`,
      `r${i}`,
      iso(opened.getTime()),
      iso(opened.getTime() + 10 * 86_400_000),
      isOpen ? '' : iso(opened.getTime() + days * 86_400_000),
      isOpen ? 'Open' : 'Closed',
      `Request type ${type}`,
      `Agency ${type % 7}`,
      'Phone',
      `District ${district}`,
      30 + town + district / 100,
      -90 + district / 100,
    ];
    if (!out.write(`${line.join(',')}\n`)) await new Promise<void>((drained) => out.once('drain', () => drained()));
  }
  await new Promise<void>((done) => out.end(done));
}

/** Runs a command; samples the resident memory of its process every second. */
function run(args: string[], env: Record<string, string> = {}): Promise<{ text: string; memory: number[] }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [banyan, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    const memory: number[] = [];
    const sample = setInterval(() => {
      try {
        memory.push(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
      } catch {
        // The process has just ended.
      }
    }, 1000);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once('exit', (code) => {
      clearInterval(sample);
      if (code === 0) done({ text, memory });
      else failed(new Error(`${args.join(' ')} ended with ${code}.`));
    });
  });
}

try {
  const given = process.env.BENCH_FILE;
  const file = given ? resolve(given) : join(directory, 'history.csv');
  if (!given) await makeUp(file, Number(process.env.BENCH_ROWS ?? 105_939));
  await run(['pack', 'init', 'bench', '--from', file, '--into', directory]);
  const { text, memory } = await run(
    ['replay', file, '--pack', join(directory, 'bench'), '--json', '--refused', join(directory, 'refused.jsonl')],
    { BANYAN_DATA: join(directory, 'data') },
  );
  const summary = JSON.parse(text.trim().split('\n').at(-1) ?? '{}') as {
    rows: number;
    accepted: number;
    refused: number;
    repeated: number;
    rowsPerSecond: number;
  };
  if (summary.rows !== summary.accepted + summary.refused + summary.repeated) throw new Error('Rows were lost.');
  const steady = memory.slice(Math.floor(memory.length / 4));
  console.log(
    `replay ${given ? 'of the given export' : 'of a made-up export'}: ${summary.rows} rows = ${summary.accepted} + ${summary.refused} refused + ${summary.repeated} repeated`,
  );
  console.log(
    `  ${summary.rowsPerSecond} rows/s (must ≥ 400)   memory ${Math.min(...steady).toFixed(0)}–${Math.max(...steady).toFixed(0)} MB after the first quarter (must be flat)`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
