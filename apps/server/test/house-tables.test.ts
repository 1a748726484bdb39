import pg from 'pg';
import ts from 'typescript';
import { beforeAll, expect, inject, test } from 'vitest';
import { parseSource, serverFiles, textsOf, visitAll } from '../../../tools/generate/sources.ts';
import { modules } from '../src/app.ts';
import { copyTemplate } from './copy.ts';
import { declaredTables } from './declared-tables.ts';

const schemas = modules.map(({ name }) => name);

type Relation = { name: string; kind: 'r' | 'v'; columns: { name: string; nullable: boolean }[] };
const relations = new Map<string, Relation>();

beforeAll(async () => {
  const client = new pg.Client(await copyTemplate(inject('engine')));
  await client.connect();
  const { rows } = await client.query<Relation>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relkind as kind,
       json_agg(json_build_object('name', a.attname, 'nullable', not a.attnotnull) order by a.attname) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any ($1) and c.relkind in ('r', 'v') group by 1, 2`,
    [schemas],
  );
  for (const row of rows) relations.set(row.name, row);
  await client.end();
});

const byName = (columns: { name: string; nullable: boolean }[]) =>
  Object.fromEntries(columns.map(({ name, nullable }) => [name, nullable ? 'may be null' : 'never null']));

test('the tables that a module declares are those of the migrated database, column by column', () => {
  const own = declaredTables().filter(({ module, name }) => name.startsWith(`${module}.`));
  expect(own.length).toBeGreaterThan(15);
  for (const table of own)
    expect({ [table.name]: byName(table.columns) }).toEqual({ [table.name]: byName(relations.get(table.name)?.columns ?? []) });
});

test('every table of a module is declared in its tables.ts', () => {
  const declared = new Set(declaredTables().map(({ name }) => name));
  expect([...relations.values()].filter(({ kind, name }) => kind === 'r' && !declared.has(name)).map(({ name }) => name)).toEqual([]);
});

test('what a module declares of another is a published view, and only columns that the view has', () => {
  for (const { file, module, name, columns } of declaredTables()) {
    if (name.startsWith(`${module}.`)) continue;
    const view = relations.get(name);
    expect(view?.kind, `${file} names ${name}`).toBe('v');
    const has = new Set(view?.columns.map((column) => column.name));
    expect(
      columns.filter((column) => !has.has(column.name)),
      `${file}: ${name}`,
    ).toEqual([]);
  }
});

/** Full names of tables that follow a word of SQL, in any text of a file. */
function namedTables(file: string): string[] {
  const found: string[] = [];
  visitAll(parseSource(file), (node) => {
    if (!ts.isTemplateExpression(node) && !ts.isStringLiteralLike(node)) return;
    for (const text of textsOf(node))
      for (const [, name] of text.matchAll(/\b(?:from|join|into|update|table|truncate|only)\s+([a-z_]+[.][a-z_]+)\b/gi))
        found.push((name ?? '').toLowerCase());
  });
  return found;
}

test('SQL written as text names the module’s own tables and the published views of others', () => {
  const foreign = serverFiles().flatMap((file) => {
    const [, module] = /apps\/server\/src\/modules\/([^/]+)\//.exec(file) ?? [];
    if (module === undefined) return [];
    const others = namedTables(file).filter((name) => !name.startsWith(`${module}.`) && schemas.includes(name.split('.')[0] ?? ''));
    return others.filter((name) => relations.get(name)?.kind !== 'v').map((name) => ({ file, name }));
  });
  expect(foreign).toEqual([]);
});

test('the platform names no table of a module', () => {
  const foreign = serverFiles()
    .filter((file) => file.includes('/platform/'))
    .flatMap((file) => namedTables(file).filter((name) => schemas.includes(name.split('.')[0] ?? '')));
  expect(foreign).toEqual([]);
});
