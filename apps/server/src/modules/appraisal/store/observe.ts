import { type RawBuilder, sql } from 'kysely';
import { type MeasureName, satisfiedFrom } from '../law/measures.ts';

/**
 * The observations of a month as one query over the published views of cases: rows of area, unit, what was observed, how often, and how
 * often it met what is asked. The month comes by three settings of the unit of work, so that the text is the same for every month: facts count from
 * `app.month_from` until before `app.month_until`; duties fall due after the first and up to `app.month_due` (what is due at 24:00 is due on the day
 * that ends, 民法典 第二百零三条; what is not yet due has not been missed).
 */

const at = (name: string) => sql`(select current_setting(${sql.lit(`app.month_${name}`)})::timestamptz)`;
const inMonth = (column: RawBuilder<unknown>) => sql`(${column} >= ${at('from')} and ${column} < ${at('until')})`;

/** Which clocks each measure of duties counts. */
export const clocksOf = {
  response: ['sign'],
  contact: ['contact'],
  'on-time': ['handle'],
  rectify: ['rehandle', 'rectify'],
  accept: ['accept'],
  dispatch: ['dispatch'],
  review: ['review'],
  'call-sign': ['call-sign'],
  'call-contact': ['call-contact'],
  'report-in': ['on-site'],
  'call-finish': ['call-handle'],
} as const satisfies Partial<Record<MeasureName, readonly string[]>>;

const kinds = Object.values(clocksOf).flat();
const list = (words: readonly string[]) => sql.join(words.map((word) => sql.lit(word)));
const measureOfKind = sql`case k.kind ${sql.join(
  Object.entries(clocksOf).flatMap(([measure, clocks]) => clocks.map((kind) => sql`when ${sql.lit(kind)} then ${sql.lit(measure)}`)),
  sql` `,
)} end`;

/** Results set aside by a granted contest: one case, one unit, the measures. No common table expression: workers could not share it. */
const asideRows = sql`
  select t.region, t.case_id, t.unit_id, array_agg(t.measure) as measures, bool_or(r.ground = 'call-in-error') as in_error
  from appraisal.contest t join appraisal.ruling r on r.region = t.region and r.contest_id = t.id
  where r.granted and t.on_month = (select current_setting('app.month')::date) group by 1, 2, 3`;
/** The row set aside of a unit and a case, if there is one. */
const aside = (unit: RawBuilder<unknown>, row: string, name: string) =>
  sql`left join (${asideRows}) ${sql.ref(name)} on ${sql.ref(`${name}.region`)} = ${sql.ref(`${row}.region`)} and ${sql.ref(`${name}.case_id`)} = ${sql.ref(`${row}.case_id`)} and ${sql.ref(`${name}.unit_id`)} = ${unit}`;
export const isAside = (name: string, measure: RawBuilder<unknown>) =>
  sql`coalesce(${measure} = any (${sql.ref(`${name}.measures`)}), false)`;

const caseOf = (row: string) =>
  sql`join cases.figure_case c on c.region = ${sql.ref(`${row}.region`)} and c.id = ${sql.ref(`${row}.case_id`)}`;
/** The finest area known tells its street and its county, which are its first digits. */
const place = sql`c.area_code as area`;

/**
 * Duties settled in the month, each once: in the month of its end when it ended in time, else in that of its deadline. In neither number are duties that
 * stand still by a granted suspension, and those that ended early because the reporter took the case back or judged it, or the caller took the call back.
 * A contact that ended with the handling was none.
 */
export const dutyRows = sql`
  from cases.figure_clock k ${caseOf('k')}
  left join (select region, case_id, ended_at from cases.figure_clock where kind in ('handle', 'rehandle') and ${inMonth(sql`ended_at`)}) f
    on k.kind = 'contact' and f.region = k.region and f.case_id = k.case_id and f.ended_at = k.ended_at
  left join cases.figure_call a on a.region = k.region and a.id = k.call_id
  ${aside(sql`k.unit_id`, 'k', 'x')}
  where k.kind in (${list(kinds)}) and k.unit_id is not null
    and ((k.ended_at <= k.due_at and ${inMonth(sql`k.ended_at`)})
      or ((k.ended_at is null or k.ended_at > k.due_at) and k.due_at > ${at('from')} and k.due_at <= ${at('due')}))
    and not (k.ended_at is null and c.state = 'suspended' and k.kind in ('contact', 'handle', 'rehandle'))
    and not (k.ended_at is not null and k.ended_at <= k.due_at
      and ((k.ended_at = c.closed_at and c.outcome in ('withdrawn', 'rated', 'rectified')) or (a.ended_at = k.ended_at and a.state = 'withdrawn')) is true)
    and not ${isAside('x', measureOfKind)}`;
export const dutyIsMet = sql<boolean>`(k.ended_at <= k.due_at and f.case_id is null) is true`;

const duties = sql`
  select ${place}, k.unit_id as unit, k.kind as what, count(*) as n, count(*) filter (where ${dutyIsMet}) as m ${dutyRows} group by 1, 2, 3`;

/** Orders that came in the month, and what has become of them by now. */
export const orderRows = sql`
  from cases.figure_clock o ${caseOf('o')}
  left join (
    select region, case_id, unit_id, max(at) filter (where action = 'grant-return') as returned_at, max(at) filter (where action = 'grant-extension') as extended_at,
      max(at) filter (where action = 'grant-suspension') as suspended_at from cases.figure_ruling group by 1, 2, 3
  ) g on g.region = o.region and g.case_id = o.case_id and g.unit_id = o.unit_id
  left join (select region, case_id, unit_id, max(started_at) as again_at from cases.figure_clock where kind in ('rehandle', 'rectify') group by 1, 2, 3) h
    on h.region = o.region and h.case_id = o.case_id and h.unit_id = o.unit_id
  ${aside(sql`o.unit_id`, 'o', 'x')}
  where o.kind = 'sign' and o.unit_id is not null and ${inMonth(sql`o.started_at`)}`;

/** What became of an order, by measure. */
export const orderIsMet = {
  return: sql<boolean>`(g.returned_at >= o.started_at) is true`,
  rehandle: sql<boolean>`(h.again_at >= o.started_at) is true`,
  extension: sql<boolean>`(g.extended_at >= o.started_at) is true`,
  suspension: sql<boolean>`(g.suspended_at >= o.started_at) is true`,
} as const;

/** Counts of several measures over the same rows, each as a row of its own. */
function counted(
  unit: RawBuilder<unknown>,
  rows: RawBuilder<unknown>,
  measures: readonly (readonly [string, RawBuilder<unknown>, RawBuilder<unknown>])[],
) {
  const sums = measures.flatMap(([name, counts, met]) => [
    sql`count(*) filter (where ${counts}) as ${sql.ref(`${name}_n`)}`,
    sql`count(*) filter (where ${counts} and ${met}) as ${sql.ref(`${name}_m`)}`,
  ]);
  const lines = measures.map(([name]) => sql`(${sql.lit(name)}, t.${sql.ref(`${name}_n`)}, t.${sql.ref(`${name}_m`)})`);
  return sql`
    select t.area, t.unit, u.what, u.n, u.m
    from (select ${place}, ${unit} as unit, ${sql.join(sums)} ${rows} group by 1, 2) t
    cross join lateral (values ${sql.join(lines)}) u(what, n, m)`;
}

const isCounted = (name: string) => sql<boolean>`not ${isAside('x', sql.lit(name))}`;

const orders = counted(
  sql`o.unit_id`,
  orderRows,
  Object.entries(orderIsMet).map(([name, met]) => [name, isCounted(name), met] as const),
);

/** First orders of the month, for the desk that gave them: right when nothing of the case was given back. */
export const firstOrderRows = sql`
  from cases.figure_clock o ${caseOf('o')}
  left join (select region, case_id, min(at) as first_at from cases.figure_ruling where action = 'grant-return' group by 1, 2) g on g.region = o.region and g.case_id = o.case_id
  ${aside(sql`c.desk_unit`, 'o', 'x')}
  where o.kind = 'sign' and ${inMonth(sql`o.started_at`)} and (g.first_at is null or g.first_at > o.started_at)`;
export const firstOrderIsMet = sql<boolean>`g.case_id is null`;

const firstOrders = counted(sql`c.desk_unit`, firstOrderRows, [['first-dispatch', isCounted('first-dispatch'), firstOrderIsMet]]);

/** Calls made in the month, for the caller: taken back, and ruled to be in error. */
export const callRows = sql`
  from cases.figure_call a ${caseOf('a')} ${aside(sql`a.caller_unit`, 'a', 'x')} ${aside(sql`a.unit_id`, 'a', 'e')}
  where ${inMonth(sql`a.called_at`)}`;
export const callIsMet = {
  'call-withdrawn': sql<boolean>`a.state = 'withdrawn'`,
  'call-error': sql<boolean>`coalesce(e.in_error, false)`,
} as const;

const calls = counted(
  sql`a.caller_unit`,
  callRows,
  Object.entries(callIsMet).map(([name, met]) => [name, isCounted(name), met] as const),
);

/** Judgements of the month, for the unit that answers for the case. Whoever did not rate is counted in the coverage alone. */
export const judgedUnit = sql<string>`coalesce(c.lead_unit, c.desk_unit)`;
export const judgedRows = sql`
  from cases.figure_judgement j ${caseOf('j')} ${aside(judgedUnit, 'j', 'x')}
  where ${inMonth(sql`j.at`)}`;
export const judgedCounts = {
  coverage: sql<boolean>`true`,
  satisfaction: sql<boolean>`j.is_rated`,
  resolution: sql<boolean>`(j.is_rated and c.nature is distinct from 'consult')`,
} as const;
export const judgedIsMet = {
  coverage: sql<boolean>`j.is_rated`,
  satisfaction: sql<boolean>`j.level >= ${sql.lit(satisfiedFrom)}`,
  resolution: sql<boolean>`not j.is_unsolved`,
} as const;

const judged = counted(
  judgedUnit,
  judgedRows,
  (['coverage', 'satisfaction', 'resolution'] as const).map(
    (name) =>
      [name, name === 'coverage' ? judgedCounts.coverage : sql`${judgedCounts[name]} and ${isCounted(name)}`, judgedIsMet[name]] as const,
  ),
);

export const observations = sql`${duties} union all ${orders} union all ${firstOrders} union all ${calls} union all ${judged}`;
