import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Answers } from '../answers.ts';
import { closedStates } from '../policy.ts';
import { bound } from './requests.ts';

export type RequestFilter = {
  /** Codes of the matters whose cases anyone may see, and a client whose own requests are seen besides. */
  published: readonly string[];
  client: string | undefined;
  region?: string | undefined;
  numbers?: readonly { region: string; number: string }[];
  matters?: readonly string[];
  from?: Date | undefined;
  to?: Date | undefined;
  updatedFrom?: Date | undefined;
  updatedTo?: Date | undefined;
  status?: 'open' | 'closed' | undefined;
  states?: readonly string[] | undefined;
  /** Degrees of WGS-84. */
  box?: { south: number; west: number; north: number; east: number } | undefined;
};

export type ShownRequest = {
  region: string;
  id: string;
  number: string;
  state: string;
  matter_code: string;
  area_code: string;
  unit: string;
  outcome: string | null;
  reply: string | null;
  lat: number | null;
  lon: number | null;
  reported_at: Date;
  promise_at: Date | null;
  updated_at: Date;
  client_id: string | null;
  title: string | null;
  description: string | null;
  address: string | null;
  answers: Answers | null;
  media_urls: string[] | null;
  photos: string[] | null;
};

const when = <T>(given: T | undefined, condition: (value: T) => RawBuilder<unknown>) => (given === undefined ? [] : [condition(given)]);

/**
 * Visible to anyone by its matter, or filed by the client that asks. `is true` keeps the list a table that is looked into for each row: as a condition
 * of its own it would be walked for each, or lead the planner away from the index by time.
 */
const visible = ({ published, client }: RequestFilter) => {
  const isPublic = sql`(c.matter_code in (select * from unnest(${published}::text[]))) is true`;
  if (client === undefined) return isPublic;
  return sql`(${isPublic} or c.matter_code is not null and exists (
    select 1 from channels.client_request o where o.region = c.region and o.case_id = c.id and o.client_id = ${client}::uuid))`;
};

/** A case without any told step was last changed when it was closed, sent to a unit or reported. */
const updatedAt = sql`coalesce((select max(w.at) from channels.request_update w where w.region = c.region and w.case_id = c.id), c.closed_at, c.dispatched_at, c.reported_at)`;

const conditionsOf = (filter: RequestFilter): RawBuilder<unknown>[] => [
  visible(filter),
  ...when(filter.region, (region) => sql`c.region = ${region}`),
  ...when(
    filter.numbers,
    (numbers) =>
      sql`(c.region, c.number) in (select * from unnest(${numbers.map(({ region }) => region)}::text[], ${numbers.map(({ number }) => number)}::text[]))`,
  ),
  ...when(filter.from, (from) => sql`c.reported_at >= ${from}`),
  ...when(filter.to, (to) => sql`c.reported_at <= ${to}`),
  ...when(filter.updatedTo, (to) => sql`${updatedAt} <= ${to}`),
  ...when(filter.status, (status) =>
    status === 'closed' ? sql`c.state = any (${closedStates}::text[])` : sql`c.state <> all (${closedStates}::text[])`,
  ),
  ...when(filter.states, (states) => sql`c.state = any (${states}::text[])`),
  ...when(filter.box, ({ south, west, north, east }) => sql`c.lat between ${south} and ${north} and c.lon between ${west} and ${east}`),
];

const inOrder = (most: number) => sql`order by c.reported_at desc, c.id desc limit ${most}`;

/**
 * The newest of all, along the index by time; of certain matters along the index of each, because one may be rare; of those that changed, from the few
 * that did. Every step is told since the first, so what changed was either told or reported since then.
 */
function newest(filter: RequestFilter, most: number) {
  const { matters, updatedFrom } = filter;
  const conditions = sql.join(conditionsOf(filter), sql` and `);
  if (updatedFrom !== undefined)
    return sql`select c.* from (
        select w.region, w.case_id as id from channels.request_update w where w.at >= ${updatedFrom}
        union select n.region, n.id from cases.public_case n where n.reported_at >= ${updatedFrom}
      ) k cross join lateral (
        select c.* from cases.public_case c where c.region = k.region and c.id = k.id
          and ${matters ? sql`c.matter_code = any (${matters}::text[])` : sql`true`} and ${conditions} limit 1
      ) c ${inOrder(most)}`;
  if (matters === undefined) return sql`select c.* from cases.public_case c where ${conditions} ${inOrder(most)}`;
  return sql`select c.* from unnest(${matters}::text[]) as asked (code)
    cross join lateral (select c.* from cases.public_case c where c.matter_code = asked.code and ${conditions} ${inOrder(most)}) c ${inOrder(most)}`;
}

/**
 * Shown requests, the newest first: those after `skip`, at most `limit`. The standard’s pages are numbered, so the rows before a page are walked over
 * in the order of the index; only the page itself is looked up further, row by row.
 */
export async function selectRequests(ctx: Context, filter: RequestFilter, skip: number, limit: number): Promise<ShownRequest[]> {
  bound(ctx);
  const { rows } = await sql<ShownRequest>`
    select p.region, p.id, p.number, p.state, p.matter_code, p.area_code, coalesce(p.lead_unit, p.desk_unit) as unit, p.outcome, p.reply,
      coalesce(r.lat, p.lat) as lat, coalesce(r.lon, p.lon) as lon, p.reported_at, p.promise_at,
      coalesce(u.at, p.closed_at, p.dispatched_at, p.reported_at) as updated_at, r.client_id, r.title, r.description, r.address, r.answers, r.media_urls, r.photos
    from (
      select n.*, row_number() over () as nth from (${newest(filter, skip + limit)}) n
    ) p
    left join lateral (select o.* from channels.client_request o where o.region = p.region and o.case_id = p.id limit 1) r on true
    left join lateral (
      select w.at from channels.request_update w where w.region = p.region and w.case_id = p.id order by w.at desc, w.place desc limit 1
    ) u on true
    where p.nth > ${skip}
    order by p.reported_at desc, p.id desc`.execute(ctx.tx);
  return rows;
}

export type ShownUpdate = {
  id: string;
  region: string;
  case_id: string;
  number: string;
  at: Date;
  action: string;
  state: string;
  reply: string | null;
  client_id: string | null;
  by_client: string | null;
};

export type UpdateFilter = Pick<RequestFilter, 'published' | 'client' | 'region' | 'numbers' | 'from' | 'to'>;

/** Told steps of shown requests in the order in which they happened, after `skip`, at most `limit`. */
export async function selectUpdates(ctx: Context, filter: UpdateFilter, skip: number, limit: number): Promise<ShownUpdate[]> {
  bound(ctx);
  const conditions = conditionsOf({
    published: filter.published,
    client: filter.client,
    region: filter.region,
    ...(filter.numbers ? { numbers: filter.numbers } : {}),
  });
  const { rows } = await sql<ShownUpdate>`
    select p.id, p.region, p.case_id, p.number, p.at, p.action, p.state, p.reply, r.client_id, p.by_client
    from (
      select n.*, row_number() over () as nth from (
        select w.id, w.region, w.case_id, c.number, w.at, w.action, w.state, c.reply, w.client_id as by_client, w.place
        from channels.request_update w cross join lateral (
          select c.number, c.reply from cases.public_case c where c.region = w.region and c.id = w.case_id and ${sql.join(conditions, sql` and `)} limit 1
        ) c
        where w.at >= ${filter.from} and w.at <= ${filter.to}
        order by w.at, w.place limit ${skip + limit}
      ) n
    ) p
    left join lateral (select o.client_id from channels.client_request o where o.region = p.region and o.case_id = p.case_id limit 1) r on true
    where p.nth > ${skip}
    order by p.at, p.place`.execute(ctx.tx);
  return rows;
}
