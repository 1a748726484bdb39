import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { configOf, type Entry, entries, outputOf, shipped, sourceOf } from './config.ts';

/** kB gzipped of JavaScript that an entry may load until its first page rests; 2G villages and cheap phones set the resident's. */
const budgets: Partial<Record<Entry, number>> = { resident: 60 };

/**
 * What the first page loads only when somebody does something: another address, a dialog, a failure, the first touch, a word written, reading down to it. Every
 * other part counts as loaded by the page itself, so that a new one does so unless it is named here.
 */
const waits: Partial<Record<Entry, RegExp>> = {
  resident: /-(page|route|dialog)\.vue$|[/_](failure-note|outbox-note|latest-case|assist-part|identity-part|heed|dictation)[.-]/,
};
/** What comes by itself to some readers only; the dearest reader must keep the budget. */
const readers: Partial<Record<Entry, Readonly<Record<string, RegExp>>>> = {
  resident: { 'in English': /[/_]words-en[.-]/, 'in large text': /[/_]elder-home[.-]/ },
};

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[]; css?: string[] };
type Manifest = Record<string, Chunk>;

const gzipped = (entry: Entry, file: string) => gzipSync(readFileSync(join(outputOf(entry), file)), { level: 9 }).length / 1000;

/** The chunks that these bring with them, themselves included; `comes` says which of the later ones come by themselves. */
function broughtBy(manifest: Manifest, names: readonly string[], comes: (name: string) => boolean): Set<string> {
  const wanted = [...names];
  const found = new Set<string>();
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    wanted.push(...(manifest[name]?.imports ?? []), ...(manifest[name]?.dynamicImports ?? []).filter(comes));
  }
  return found;
}

const kB = (size: number) => `${size.toFixed(1)} kB`;

/** Prints what an entry weighs and says whether it keeps its budget. */
function weigh(entry: Entry): boolean {
  const manifest = JSON.parse(readFileSync(join(outputOf(entry), '.vite/manifest.json'), 'utf8')) as Manifest;
  const sizes = new Map(Object.entries(manifest).map(([name, { file }]) => [name, file.endsWith('.js') ? gzipped(entry, file) : 0]));
  const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
  const starts = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const some = readers[entry] ?? {};
  const isHeld = (name: string) => (waits[entry]?.test(name) ?? true) || Object.values(some).some((shape) => shape.test(name));
  const first = broughtBy(manifest, starts, () => false);
  const rest = broughtBy(manifest, starts, (name) => !isHeld(name));
  for (const [name, { file }] of Object.entries(manifest)) {
    if (!file.endsWith('.js')) continue;
    console.log(`  ${first.has(name) ? 'first' : rest.has(name) ? 'soon ' : 'later'}  ${kB(sizes.get(name) ?? 0).padStart(9)}  ${file}`);
  }
  const styles = new Set([...first].flatMap((name) => manifest[name]?.css ?? []));
  const css = [...styles].reduce((total, file) => total + gzipped(entry, file), 0);
  console.log(
    `${entry}: ${kB(sum(first))} of JavaScript and ${kB(css)} of CSS at first load, ${kB(sum(rest))} until the page rests (gzip)`,
  );
  const totals = Object.entries(some).map(([reader, shape]) => {
    const total = sum(broughtBy(manifest, starts, (name) => !isHeld(name) || shape.test(name)));
    console.log(`  ${reader}: ${kB(total)}`);
    return total;
  });
  const budget = budgets[entry] ?? Number.POSITIVE_INFINITY;
  const most = Math.max(sum(rest), ...totals);
  if (most > budget) console.log(`${entry}: OVER BUDGET, ${kB(most)} of ${budget}`);
  return most <= budget;
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
