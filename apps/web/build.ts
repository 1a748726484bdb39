import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { configOf, type Entry, entries, outputOf, shipped, sourceOf } from './config.ts';

/** kB gzipped of JavaScript that an entry may load before it can be used; 2G villages and cheap phones set the resident's. */
const budgets: Partial<Record<Entry, number>> = { resident: 60 };

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; css?: string[] };
type Manifest = Record<string, Chunk>;

const gzipped = (entry: Entry, file: string) => gzipSync(readFileSync(join(outputOf(entry), file)), { level: 9 }).length / 1000;

/** The chunks of the first load: the entry's and what it imports statically. */
function firstLoad(manifest: Manifest): Set<string> {
  const wanted = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const found = new Set<string>();
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    wanted.push(...(manifest[name]?.imports ?? []));
  }
  return found;
}

/** Prints what an entry weighs and says whether it keeps its budget. */
function weigh(entry: Entry): boolean {
  const manifest = JSON.parse(readFileSync(join(outputOf(entry), '.vite/manifest.json'), 'utf8')) as Manifest;
  const first = firstLoad(manifest);
  let total = 0;
  for (const [name, chunk] of Object.entries(manifest)) {
    if (!chunk.file.endsWith('.js')) continue;
    const size = gzipped(entry, chunk.file);
    if (first.has(name)) total += size;
    console.log(`  ${first.has(name) ? 'first' : 'later'}  ${size.toFixed(1).padStart(6)} kB  ${chunk.file}`);
  }
  const styles = new Set([...first].flatMap((name) => manifest[name]?.css ?? []));
  const css = [...styles].reduce((sum, file) => sum + gzipped(entry, file), 0);
  const budget = budgets[entry];
  const kept = budget === undefined || total <= budget;
  console.log(
    `${entry}: ${total.toFixed(1)} kB of JavaScript${budget === undefined ? '' : ` of ${budget}`}, ${css.toFixed(1)} kB of CSS at first load (gzip)${kept ? '' : ': OVER BUDGET'}`,
  );
  return kept;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !entries.includes(name as Entry));
if (unknown.length > 0) throw new Error(`There is no entry ${unknown.join(', ')}; there are ${entries.join(', ')}.`);

let kept = true;
for (const entry of asked.length > 0 ? (asked as Entry[]) : shipped) {
  if (!existsSync(join(sourceOf(entry), 'index.html'))) {
    console.log(`${entry}: no index.html yet, passed over`);
    continue;
  }
  await build(configOf(entry));
  kept = weigh(entry) && kept;
}
if (!kept) process.exitCode = 1;
