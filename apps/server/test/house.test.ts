import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesBelow, parseSource, readSource, root, serverFiles, textsOf, visitAll } from '../../../tools/generate/sources.ts';
import { knows } from '../architecture.mjs';
import { migrations, modules } from '../src/app.ts';

const homes = ['apps', 'packages', 'tools', 'bench', 'e2e', 'tests'].filter((home) => existsSync(join(root, home)));
const ourFiles = homes.flatMap(filesBelow);
const nameOf = (file: string) => file.split('/').at(-1) ?? '';
const generated = new Set(['packages/api-client/src/schema.ts']);

test('files are named in kebab-case', () => {
  const form = /^(README[.]md|OFL[.]txt|[.]?[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9-]+)*)$/;
  expect(ourFiles.filter((file) => !form.test(nameOf(file)))).toEqual([]);
});

test('no file or folder has a name that says nothing', () => {
  const empty = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'core', 'manager', 'managers', 'misc', 'lib', 'base']);
  const saysNothing = (part: string) => empty.has(part.split('.')[0] ?? '') || /-(utils?|helpers?|manager)([.]|$)/.test(part);
  const allowed = ['packages/ui/src/base.css'];
  expect(ourFiles.filter((file) => file.split('/').some(saysNothing) && !allowed.includes(file))).toEqual([]);
});

test('no source file is longer than 300 lines', () => {
  const long = ourFiles
    .filter((file) => /[.](ts|mjs|vue|css)$/.test(file) && !generated.has(file))
    .map((file) => ({ file, lines: readSource(file).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

const folderOf = (module: string) => join(root, 'apps/server/src/modules', module);

test.each(modules.map(({ name }) => name))('the module %s has a README, one door, and tables.ts where it owns tables', (name) => {
  const own = ['README.md', 'index.ts', ...(existsSync(join(folderOf(name), 'migrations')) ? ['tables.ts'] : [])];
  for (const file of own) expect(existsSync(join(folderOf(name), file)), file).toBe(true);
  expect(readFileSync(join(folderOf(name), 'README.md'), 'utf8').length).toBeGreaterThan(400);
});

test('every folder of a module is listed in app.ts, and every listed module is on the map', () => {
  const folders = new Set(filesBelow('apps/server/src/modules').map((file) => file.split('/')[4] ?? ''));
  expect([...folders].sort()).toEqual(modules.map(({ name }) => name).sort());
  for (const { name } of modules) expect(knows, name).toHaveProperty(name);
});

test('a module knows only modules that stand before it, so the map has no cycle', () => {
  const order = modules.map(({ name }) => name);
  for (const [place, name] of order.entries())
    for (const other of knows[name] ?? [])
      if (order.includes(other)) expect(order.indexOf(other), `${name} knows ${other}`).toBeLessThan(place);
});

test('the lockfile knows every workspace, so that a clean install works', () => {
  const locked = Object.keys((JSON.parse(readSource('package-lock.json')) as { packages: object }).packages);
  const workspaces = ['apps', 'packages'].flatMap(filesBelow).filter((file) => /^(apps|packages)[/][^/]+[/]package[.]json$/.test(file));
  expect(workspaces.length).toBeGreaterThan(3);
  expect(workspaces.map((file) => file.replace('/package.json', '')).filter((folder) => !locked.includes(folder))).toEqual([]);
});

test('every page of the resident entry has an address that the server answers, so that a bookmark opens it', () => {
  const pages = readSource('apps/web/resident/router.ts').matchAll(/'(\/[a-z/:]+)'/g);
  const served = new Set([...readSource('apps/server/src/platform/web.ts').matchAll(/'(\/[a-z/*]*)'/g)].map(([, path]) => path));
  const asked = [...pages].map(([, path = '']) => path.replace(/\/:.*$/, '/*'));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((path) => !served.has(path))).toEqual([]);
});

test('migrations are numbered without a gap in each module, and hold one statement a query', () => {
  const byModule = Map.groupBy(migrations(), (file) => file.module);
  for (const [module, files] of byModule)
    expect(
      files.map(({ name }) => name.slice(0, 3)),
      module,
    ).toEqual(files.map((_, place) => String(place + 1).padStart(3, '0')));
});

/** Every text in the source that may be SQL, and every migration. */
const sqlTexts = () => [
  ...migrations().map((file) => ({ file: `${file.module}/${file.name}`, text: file.text.replace(/--.*$/gm, '') })),
  ...serverFiles().flatMap((file) => {
    const texts: { file: string; text: string }[] = [];
    visitAll(parseSource(file), (node) => {
      if (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node)) texts.push(...textsOf(node).map((text) => ({ file, text })));
    });
    return texts;
  }),
];

const bannedSql: [string, RegExp][] = [
  ['grouping sets, rollup or cube', /\b(grouping\s+sets|rollup|cube)\s*\(/i],
  ['set_config, which Citus does not propagate', /\bset_config\s*\(/i],
  [
    'the database clock inside ON CONFLICT DO UPDATE',
    /\bon\s+conflict\b[\s\S]*\bdo\s+update\b[\s\S]*\b(now|clock_timestamp|statement_timestamp)\s*\(/i,
  ],
  ['OFFSET, where a keyset is the way', /\border\s+by\b[\s\S]*\boffset\s+[\d$…]/i],
];

test.each(bannedSql)('no SQL uses %s', (_what, form) => {
  expect(sqlTexts().filter(({ text }) => form.test(text))).toEqual([]);
});

test('the search for SQL finds what it looks for', () => {
  const found = sqlTexts().filter(({ text }) => /\binsert\s+into\s+platform[.]first_answer\b/i.test(text));
  expect(found.map(({ file }) => file)).toEqual(['apps/server/src/platform/first-answer.ts']);
  const [sets, config, clock, offset] = bannedSql.map(([, form]) => form);
  expect(sets?.test('group by rollup (region)')).toBe(true);
  expect(config?.test("select set_config('app.person', '', true)")).toBe(true);
  expect(clock?.test('insert into a values (1) on conflict (a) do update set b = now()')).toBe(true);
  expect(offset?.test('select 1 order by a offset $1')).toBe(true);
});
