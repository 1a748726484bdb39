import type pg from 'pg';

type Row = { name: string; text: string };

/** What belongs to a table or a view: each line of text stands under the name of its relation. */
type Attached = Map<string, string[]>;

/** Every relation of the schemas asked for, under its full name. */
const relations = 'pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = any ($1)';
const relation = `format('%I.%I', n.nspname, c.relname)`;

const schemaOf = (name: string) => name.split('.')[0] ?? '';

const columnsQuery = `
  select ${relation} as name, format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end,
    ' default ' || pg_get_expr(d.adbin, d.adrelid)) as text
  from ${relations} join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relkind in ('r', 'p') order by 1, a.attnum`;

// PostgreSQL 18 lists NOT NULL as a constraint of its own (contype n); it stands at the column already.
const constraintsQuery = `
  select ${relation} as name, format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) as text
  from ${relations} join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
  order by 1, position(k.contype::text in 'pufcx'), k.conname`;

const indexesQuery = `
  select ${relation} as name, pg_get_indexdef(i.indexrelid) || ';' as text
  from ${relations} join pg_index i on i.indrelid = c.oid join pg_class x on x.oid = i.indexrelid
  where not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by 1, x.relname`;

const triggersQuery = `
  select ${relation} as name, pg_get_triggerdef(t.oid) || ';' as text
  from ${relations} join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal order by 1, t.tgname`;

const securityQuery = `
  select ${relation} as name, format('alter table %s enable row level security;', ${relation}) as text from ${relations} where c.relrowsecurity order by 1`;

const policiesQuery = `
  select ${relation} as name, format('create policy %I on %s%s for %s to %s%s%s;', p.polname, ${relation},
    case when not p.polpermissive then ' as restrictive' end,
    case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    coalesce((select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r where r.oid = any (p.polroles)), 'public'),
    E'\\n  using ' || pg_get_expr(p.polqual, p.polrelid), E'\\n  with check ' || pg_get_expr(p.polwithcheck, p.polrelid)) as text
  from ${relations} join pg_policy p on p.polrelid = c.oid order by 1, p.polname`;

const commentsQuery = `
  select ${relation} as name, format('comment on %s is %L;',
    case when a.attname is not null then 'column ' || ${relation} || '.' || quote_ident(a.attname) when c.relkind = 'v' then 'view ' || ${relation} else 'table ' || ${relation} end,
    d.description) as text
  from ${relations} join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass
    left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid > 0
  where c.relkind in ('r', 'p', 'v') order by 1, d.objsubid`;

const grantsQuery = `
  select ${relation} as name, format('grant %s on %s to %I;', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), ${relation}, r.rolname) as text
  from ${relations} cross join lateral aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee and r.oid <> c.relowner
  where c.relkind in ('r', 'p', 'v', 'S') group by n.nspname, c.relname, r.rolname order by 1, r.rolname`;

const columnGrantsQuery = `
  select ${relation} as name, format('grant %s (%s) on %s to %I;', lower(g.privilege_type), string_agg(quote_ident(a.attname), ', ' order by a.attnum), ${relation}, r.rolname) as text
  from ${relations} join pg_attribute a on a.attrelid = c.oid cross join lateral aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
  group by n.nspname, c.relname, r.rolname, g.privilege_type order by 1, r.rolname, g.privilege_type`;

const viewsQuery = `
  select ${relation} as name, format(E'create view %s%s as\\n%s', ${relation}, ' with (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid, true)) as text
  from ${relations} where c.relkind = 'v' order by 1`;

const functionsQuery = `
  select n.nspname as name, rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any ($1) order by 1, p.proname`;

const usageQuery = `
  select n.nspname as name, format('grant %s on schema %I to %I;', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), n.nspname, r.rolname) as text
  from pg_namespace n cross join lateral aclexplode(n.nspacl) g join pg_roles r on r.oid = g.grantee and r.oid <> n.nspowner
  where n.nspname = any ($1) group by n.nspname, r.rolname order by 1, r.rolname`;

const head = [
  '-- What the migrations add up to, read from the catalogs of a freshly migrated database. Generated by `npm run generate`; do not edit.',
  '-- The schema `jobs` belongs to the queue (pg-boss) and is left out.',
];

/** The whole database as one readable text: schemas in the given order, in each the functions, then tables and views by name. */
export async function writeSchema(client: pg.ClientBase, schemas: readonly string[]): Promise<string> {
  const of = async (query: string): Promise<Attached> => {
    const lines: Attached = new Map();
    const { rows } = await client.query<Row>(query, [schemas]);
    for (const { name, text } of rows) lines.set(name, [...(lines.get(name) ?? []), text]);
    return lines;
  };
  const columns = await of(columnsQuery);
  const constraints = await of(constraintsQuery);
  const views = await of(viewsQuery);
  const functions = await of(functionsQuery);
  const usage = await of(usageQuery);
  const rest: Attached[] = [];
  for (const query of [indexesQuery, triggersQuery, securityQuery, policiesQuery, commentsQuery, grantsQuery, columnGrantsQuery])
    rest.push(await of(query));
  const withRest = (name: string, first: string) => [first, ...rest.flatMap((lines) => lines.get(name) ?? [])].join('\n');
  const tableText = (name: string) =>
    withRest(name, `create table ${name} (\n${[...(columns.get(name) ?? []), ...(constraints.get(name) ?? [])].join(',\n')}\n);`);
  const viewText = (name: string) => withRest(name, (views.get(name) ?? []).join('\n'));
  const parts = schemas.flatMap((schema) => {
    const inSchema = (names: Iterable<string>) => [...names].filter((name) => schemaOf(name) === schema).sort();
    return [
      [`create schema ${schema};`, ...(usage.get(schema) ?? [])].join('\n'),
      ...(functions.get(schema) ?? []),
      ...inSchema(columns.keys()).map(tableText),
      ...inSchema(views.keys()).map(viewText),
    ];
  });
  return `${[head.join('\n'), ...parts].join('\n\n')}\n`;
}
