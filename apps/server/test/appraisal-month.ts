import type { Pool, PoolClient } from 'pg';

/** The month that is laid in: all of October 2026 by the city's clocks. */
export const laidMonth = '2026-10';
const start = '2026-09-30T16:00:00Z';

/**
 * Lays in cases `from` to `to` of one month by SQL, from a described distribution: every community of the city, thirteen leading kinds of each county and the
 * street itself; six clocks and four lines a case; 3 % returned, 4 % extended, 1 % suspended, 6 % handled again, 8 % late, 70 % rated, one in ten with a call.
 * Everything is settled within the month after. `share` is how much of the month's minutes they fill, so that any number fills the same month.
 */
export async function layCases(pool: Pool, from: number, to: number, all: number) {
  const client = await pool.connect();
  try {
    // What is laid in fits together: looking up each foreign key would take longer than all the rest.
    await client.query('set session_replication_role = replica');
    // A hundred thousand cases meet three thousand communities: by nested loops that takes minutes.
    await client.query('set enable_nestloop = off');
    await layInto(client, from, to, all);
  } finally {
    await client.query('reset session_replication_role');
    await client.query('reset enable_nestloop');
    client.release();
  }
}

async function layInto(client: PoolClient, from: number, to: number, all: number) {
  const values = [from, to, all, start];
  await client.query(
    `create temporary table laid as
     with k as (select kind, row_number() over (order by kind) - 1 as n from unnest(array['urban-management', 'housing-construction', 'ecology', 'transport', 'public-security', 'traffic-police',
         'market-regulation', 'health', 'education', 'civil-affairs', 'human-resources', 'landscaping', 'street']) kind),
       a as (select code, parent as street, left(code, 6) as region, row_number() over (order by code) - 1 as n, count(*) over () as all_areas from places.area where level = 'community')
     select i, md5('case ' || i)::uuid as id, a.region, a.street, a.code as area, a.street || '-street' as desk,
       case when k.kind = 'street' then a.street || '-street' else a.region || '-' || k.kind end as lead,
       $4::timestamptz + (i::float8 / $3) * interval '30 days' as at,
       (i * 2654435761::bigint) % 1000 as dice, (i * 40503::bigint + 17) % 1000 as die
     from generate_series($1::int, $2::int) i join a on a.n = (i * 7919::bigint) % a.all_areas join k on k.n = (i * 104729::bigint / 7) % 13`.replace(
      /\$(\d)/g,
      (_all, place: string) => JSON.stringify(values[Number(place) - 1]).replaceAll('"', "'"),
    ),
  );
  await client.query(
    `insert into cases.case_file (region, id, number, state, round, title, content, nature, matter_code, channel, area_code, street_code, identity, desk_unit, lead_unit, involved_units, reported_at, dispatched_at, closed_at, outcome, rating_level)
     select region, id, region || '-' || to_char(at, 'YYYYMMDD') || '-' || lpad(i::text, 7, '0') || '-0', 'closed', 1, '井盖松动', '井盖松动', case when dice % 10 = 0 then 'consult' else 'complaint' end, 'M01003', 'app', area, street, 'anonymous',
       desk, lead, array[desk, lead], at, at + interval '1 hour', at + interval '5 days', case when die < 700 then 'rated' else 'unrated' end, case when die < 700 then 1 + (die % 5) end from laid`,
  );
  await client.query(
    `insert into cases.clock (region, id, case_id, kind, unit_id, started_at, yellow_at, red_at, due_at, ended_at, fire_at, basis)
     select region, md5(k.kind || ' ' || i)::uuid, id, k.kind, case when k.kind in ('accept', 'dispatch', 'review') then desk else lead end, at + k.begins, at + k.begins, at + k.begins, at + k.begins + k.span,
       at + k.begins + case when (dice + k.n * 131) % 1000 < 80 then k.span * 1.3 else k.span * (0.1 + 0.85 * ((die + k.n * 71) % 100) / 100) end, null::timestamptz, 'bench'
     from laid cross join (values ('accept', 1, interval '0', interval '2 hours'), ('dispatch', 2, interval '1 hour', interval '2 hours'), ('sign', 3, interval '2 hours', interval '2 hours'),
       ('contact', 4, interval '2 hours', interval '1 day'), ('handle', 5, interval '2 hours', interval '5 days'), ('review', 6, interval '5 days', interval '1 day')) k(kind, n, begins, span)
     union all
     select region, md5('again ' || i)::uuid, id, 'rehandle', lead, at + interval '6 days', at, at, at + interval '9 days', at + interval '8 days', null::timestamptz, 'bench' from laid where die % 100 < 6`,
  );
  await client.query(
    `insert into cases.timeline (region, case_id, step, id, at, action, from_state, to_state, round, actor_kind, actor_id, unit_id, data, open_to_reporter)
     select region, id, k.step, md5(k.action || ' ' || i)::uuid, at + k.after, case when k.action = 'rate' and die >= 700 then 'close-unrated' else k.action end, 'handling', 'handling', 1, case when k.action = 'rate' then 'resident' else 'officer' end,
       md5('actor ' || (i % 400000))::uuid, lead, case when k.action = 'rate' then jsonb_build_object('level', 1 + (die % 5), 'reasons', case when die % 5 < 2 then '["not-solved"]'::jsonb else '[]'::jsonb end) else jsonb_build_object('unit', lead) end, true
     from laid cross join (values ('accept', 2, interval '1 hour'), ('dispatch', 3, interval '2 hours'), ('finish', 5, interval '3 days'), ('rate', 7, interval '5 days')) k(action, step, after)
     union all
     select region, id, 8, md5('granted ' || i)::uuid, at + interval '1 day', case when dice < 30 then 'grant-return' when dice < 70 then 'grant-extension' else 'grant-suspension' end, 'handling', 'handling', 1, 'officer', null::uuid, desk, jsonb_build_object('unit', lead), true
     from laid where dice < 80`,
  );
  await client.query(
    `with called as (
       insert into cases.case_call (region, id, case_id, unit_id, caller_unit, whistle, state, note, called_at, contacted_at, reported_in_at, ended_at)
       select region, md5('call ' || i)::uuid, id, region || '-fire-rescue', desk, 'work', case when dice % 50 = 0 then 'withdrawn' else 'finished' end, '', at + interval '1 day', at + interval '1 day 2 hours', at + interval '2 days', at + interval '3 days'
       from laid where dice % 10 = 0 returning region, id, case_id, unit_id, called_at)
     insert into cases.clock (region, id, case_id, call_id, kind, unit_id, started_at, yellow_at, red_at, due_at, ended_at, fire_at, basis)
     select region, md5(k.kind || id::text)::uuid, case_id, id, k.kind, unit_id, called_at, called_at, called_at, called_at + k.span, called_at + k.span * 0.9, null, 'bench'
     from called cross join (values ('call-sign', interval '1 hour'), ('call-contact', interval '1 day'), ('on-site', interval '3 days'), ('call-handle', interval '5 days')) k(kind, span)`,
  );
  await client.query('drop table laid');
}

/** Runs the work without the indexes of the tables of cases that are no keys, and builds them again: an order faster than keeping them row by row. */
export async function withoutIndexes(pool: Pool, work: () => Promise<void>) {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'cases'::regnamespace and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`,
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  await work();
  for (const { definition } of rows) await pool.query(definition);
  await pool.query('vacuum (analyze) cases.case_file, cases.clock, cases.timeline, cases.case_call');
}
