import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { migrations, modules } from '../src/app.ts';
import { connectTo } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { copyTemplate } from './copy.ts';

const schemas = ['platform', ...modules.map(({ name }) => name)];
let connection: pg.ClientConfig;
let client: pg.Client;

beforeAll(async () => {
  connection = await copyTemplate(inject('engine'));
  client = new pg.Client(connection);
  await client.connect();
});

afterAll(() => client.end());

type Table = {
  name: string;
  regional: boolean;
  secured: boolean;
  owner: string;
  mayInsert: boolean;
  mayUpdate: boolean;
  mayDelete: boolean;
  columns: string[];
};

const tables = async (): Promise<Table[]> =>
  (
    await client.query<Table>(
      `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner,
         exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'region' and not a.attisdropped) as regional,
         has_any_column_privilege('banyan_app', c.oid, 'insert') as "mayInsert", has_any_column_privilege('banyan_app', c.oid, 'update') as "mayUpdate",
         has_table_privilege('banyan_app', c.oid, 'delete, truncate') as "mayDelete",
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1) and c.relkind in ('r', 'p') order by 1`,
      [schemas],
    )
  ).rows;

type Key = {
  table: string;
  name: string;
  kind: string;
  columns: string[];
  other: string | null;
  otherColumns: string[];
  otherIsRegional: boolean;
};

/** Primary keys, unique constraints, foreign keys and bare unique indexes, each with its columns in order. */
const keys = async (): Promise<Key[]> =>
  (
    await client.query<Key>(
      `with column_names as (select a.attrelid, a.attnum, a.attname::text as attname from pg_attribute a)
       select k.conrelid::regclass::text as "table", k.conname as name, k.contype as kind, nullif(k.confrelid, 0)::regclass::text as other,
         array(select x.attname from unnest(k.conkey) with ordinality u(n, o) join column_names x on x.attrelid = k.conrelid and x.attnum = u.n order by u.o) as columns,
         array(select x.attname from unnest(k.confkey) with ordinality u(n, o) join column_names x on x.attrelid = k.confrelid and x.attnum = u.n order by u.o) as "otherColumns",
         exists (select 1 from column_names x where x.attrelid = k.confrelid and x.attname = 'region') as "otherIsRegional"
       from pg_constraint k where k.contype in ('p', 'u', 'f') and k.connamespace::regnamespace::text = any ($1)
       union all
       select i.indrelid::regclass::text, i.indexrelid::regclass::text, 'u', null,
         array(select pg_get_indexdef(i.indexrelid, g, true) from generate_series(1, i.indnkeyatts) g), '{}', false
       from pg_index i join pg_class c on c.oid = i.indrelid
       where i.indisunique and c.relnamespace::regnamespace::text = any ($1) and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`,
      [schemas],
    )
  ).rows;

describe('what Citus asks of tables that belong to a county', () => {
  test('the region comes first in every primary key, unique constraint and unique index', async () => {
    const regional = (await tables()).filter((table) => table.regional);
    expect(regional.length).toBeGreaterThan(5);
    const all = await keys();
    for (const { name } of regional)
      expect(
        all.filter((key) => key.table === name && key.kind === 'p'),
        `${name} has a primary key`,
      ).toHaveLength(1);
    const names = new Set(regional.map(({ name }) => name));
    const wrong = all.filter((key) => names.has(key.table) && key.kind !== 'f' && key.columns[0] !== 'region');
    expect(wrong).toEqual([]);
  });

  test('a foreign key between them stays within the region, and none leads from a table of the city into a county', async () => {
    const regional = new Set((await tables()).filter((table) => table.regional).map(({ name }) => name));
    const foreign = (await keys()).filter((key) => key.kind === 'f');
    expect(foreign.length).toBeGreaterThan(4);
    const wrong = foreign.filter((key) => {
      if (!key.otherIsRegional) return false;
      const place = key.columns.indexOf('region');
      return !regional.has(key.table) || place < 0 || key.otherColumns[place] !== 'region';
    });
    expect(wrong).toEqual([]);
  });
});

/** Tables of a county that hold neither a person nor a case; why they need no policy stands beside them. */
const withoutPolicy: Record<string, string> = {
  'cases.number_block':
    'The next free number of a county and a day: whoever reports takes one, also a guest, and it tells nothing of anybody.',
};

test('row-level security is on for every table of a county, and its floor binds reading', async () => {
  const regional = (await tables()).filter((table) => table.regional && !(table.name in withoutPolicy));
  expect(regional.filter((table) => !table.secured).map(({ name }) => name)).toEqual([]);
  const { rows } = await client.query<{ name: string; using: string }>(
    `select p.polrelid::regclass::text as name, pg_get_expr(p.polqual, p.polrelid) as using from pg_policy p where p.polcmd in ('r', '*')`,
  );
  for (const { name } of regional) expect(rows.filter((row) => row.name === name && row.using !== 'true').length, name).toBeGreaterThan(0);
  expect(rows.filter((row) => row.using === 'true')).toEqual([]);
});

test('the role of a unit of work owns nothing, cannot log in, and passes no policy by', async () => {
  const { rows } = await client.query(
    'select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = $1',
    ['banyan_app'],
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, rolcreatedb: false }]);
  expect((await tables()).filter((table) => table.owner === 'banyan_app')).toEqual([]);
});

/** Views made for everyone, which show the same to all: what they leave out is their floor. */
const forEveryone = ['cases.suspended_case'];

test('a view that others read runs with the rights of the reader, unless it is made for everyone', async () => {
  const { rows } = await client.query(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
    [schemas],
  );
  expect(rows.map(({ name }) => name)).toEqual(forEveryone);
});

describe('records that only grow', () => {
  const isRecord = (name: string) => /(timeline|look|ledger|trail|history)$/.test(name);

  test('the role of a unit of work may neither change nor empty what it may only add to', async () => {
    const growing = (await tables()).filter((table) => table.mayInsert && !table.mayUpdate && !table.mayDelete);
    expect(growing.filter(({ name }) => isRecord(name)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['cases.timeline', 'cases.look']),
    );
    for (const { name, columns } of growing)
      for (const change of [`update ${name} set ${columns[0]} = ${columns[0]}`, `delete from ${name}`, `truncate ${name}`])
        await expect(asRole('banyan_app', change), change).rejects.toMatchObject({ code: '42501' });
  });

  test('even the owner is refused by the trigger on a timeline', async () => {
    const records = (await tables()).filter(({ name }) => isRecord(name));
    expect(records.length).toBeGreaterThan(1);
    for (const { name, columns } of records)
      for (const change of [`update ${name} set ${columns[0]} = ${columns[0]}`, `delete from ${name}`, `truncate ${name}`])
        await expect(client.query(change), change).rejects.toMatchObject({
          code: '42501',
          message: expect.stringContaining('append-only'),
        });
  });

  async function asRole(role: string, change: string) {
    await client.query(`begin; set local role ${role}`);
    try {
      return await client.query(change);
    } finally {
      await client.query('rollback');
    }
  }
});

test('every column that looks personal says what it is', async () => {
  const looksPersonal = /(^|_)(phone|name|address|lat|lon|content|note|email|id_number)(_|$)/;
  const { rows } = await client.query<{ name: string; column: string; told: string | null }>(
    `select c.oid::regclass::text as name, a.attname as column, col_description(c.oid, a.attnum) as told
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any ($1) and c.relkind in ('r', 'p')`,
    [schemas.filter((schema) => schema !== 'platform')],
  );
  const suspects = rows.filter(({ column }) => looksPersonal.test(column));
  expect(suspects.length).toBeGreaterThan(10);
  expect(
    suspects.filter(({ told }) => !/^(personal: .+|plain(: .+)?)$/.test(told ?? '')).map(({ name, column }) => `${name}.${column}`),
  ).toEqual([]);
});

describe('migrations', () => {
  const files = migrations();
  const withDatabase = async <T>(work: (database: ReturnType<typeof connectTo>) => Promise<T>) => {
    const database = connectTo(connection, 2);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };

  test('a migrated database has nothing left to do', () =>
    withDatabase(async (database) => expect(await migrate(database, files)).toBe(0)));

  test('an edited file is refused after it was applied, and nothing is changed', () =>
    withDatabase(async (database) => {
      const edited = files.map((file, place) => (place === 1 ? { ...file, checksum: 'another' } : file));
      await expect(migrate(database, edited)).rejects.toThrow(
        `${files[1]?.module}/${files[1]?.name} was changed after it had been applied`,
      );
    }));

  test('a database of a newer version is refused by an older one', () =>
    withDatabase(async (database) => {
      await expect(migrate(database, files.slice(0, -1))).rejects.toThrow('which this version does not know');
    }));

  test('of two processes that start together one migrates, the other waits and finds it done; a file that fails leaves nothing behind', () =>
    withDatabase(async (database) => {
      const more = [
        ...files,
        {
          module: 'places',
          name: '900-first.sql',
          checksum: 'a',
          text: 'create table places.first_come (id integer);\ninsert into places.first_come values (1);',
        },
      ];
      const applied = await Promise.all([migrate(database, more), withDatabase((other) => migrate(other, more))]);
      expect(applied.sort()).toEqual([0, 1]);
      expect((await client.query('select * from places.first_come')).rows).toEqual([{ id: 1 }]);
      const broken = [
        ...more,
        { module: 'places', name: '901-broken.sql', checksum: 'b', text: 'create table places.half_made (id integer);\nselect nonsense;' },
      ];
      await expect(migrate(database, broken)).rejects.toThrow('nonsense');
      expect((await client.query("select to_regclass('places.half_made') as made")).rows).toEqual([{ made: null }]);
    }));
});
