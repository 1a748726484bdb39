import { type Dirent, existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { type Command, done, failed, readArguments } from './command.ts';
import { type CaseResult, runFolder } from './tck-run.ts';

const LEVEL = /^compliance-level-\d+$/;

type Folder = { readonly path: string; readonly level: string | null };

function isFolder(path: string, entry: Dirent): boolean {
  return (
    entry.isDirectory() || (entry.isSymbolicLink() && (statSync(join(path, entry.name), { throwIfNoEntry: false })?.isDirectory() ?? false))
  );
}

/** Every folder below that holds files, with the level that its path names. */
async function foldersIn(path: string, depth: number): Promise<Folder[]> {
  const entries = (await readdir(path, { withFileTypes: true })).sort((a, b) => a.name.localeCompare(b.name));
  const level = path.split(sep).findLast((part) => LEVEL.test(part)) ?? null;
  const own = entries.some((entry) => entry.isFile() && entry.name.endsWith('.xml')) ? [{ path, level }] : [];
  if (depth === 0) return own;
  const below = entries.filter((entry) => isFolder(path, entry) && !/^(?:node_modules|\.git|non-compliant)$/.test(entry.name));
  const inner = await Promise.all(below.map((entry) => foldersIn(join(path, entry.name), depth - 1)));
  return [...own, ...inner.flat()];
}

type Figures = Record<string, { passed: number; total: number }>;

function figuresOf(results: readonly CaseResult[]): Figures {
  const figures: Figures = {};
  for (const { level, passed } of results) {
    const figure = figures[level] ?? { passed: 0, total: 0 };
    figures[level] = { passed: figure.passed + (passed ? 1 : 0), total: figure.total + 1 };
  }
  return Object.fromEntries(Object.entries(figures).sort(([a], [b]) => a.localeCompare(b)));
}

function tableOf(figures: Figures): string[] {
  return Object.entries(figures).map(
    ([level, { passed, total }]) =>
      `${level.padEnd(20)} ${String(passed).padStart(6)} of ${total}  ${((100 * passed) / total).toFixed(2)} %`,
  );
}

/** The folder named on the command line; throws one sentence when there is none. */
function rootOf(written: string | undefined): string {
  const root = resolve(process.env.INIT_CWD ?? process.cwd(), written ?? '');
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new Error(`There is no folder ${root}.`);
  return root;
}

async function runAll(root: string): Promise<CaseResult[]> {
  const folders = await foldersIn(root, 5);
  const levelled = folders.filter((folder) => folder.level !== null);
  const results: CaseResult[] = [];
  for (const { path, level } of levelled.length > 0 ? levelled : folders) results.push(...(await runFolder(path, level, Date.now())));
  if (results.length === 0) throw new Error(`There is no test case in ${root}.`);
  return results;
}

/** Runs the DMN Technology Compatibility Kit: the whole repository, its TestCases, one level or one test. */
export const run: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, { least: 1, most: 1 });
  const results = await runAll(rootOf(positionals[0]));
  const failures = results.filter((result) => !result.passed);
  for (const { level, test, id, reason, excluded } of failures)
    out.tell(`${excluded === null ? 'failed  ' : 'excluded'} ${level}/${test} ${id}: ${excluded ?? reason}`);
  const figures = figuresOf(results);
  const outside = failures.filter((result) => result.excluded !== null).length;
  out.print(tableOf(figures).join('\n'));
  out.print(`${failures.length} not passed, ${outside} of them excluded with the reason given`);
  if (values.json) out.print(JSON.stringify(figures));
  return failures.length === outside ? done : failed;
};
