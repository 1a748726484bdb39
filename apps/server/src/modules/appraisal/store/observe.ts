import { type RawBuilder, sql } from 'kysely';
import { type MeasureName, satisfiedFrom } from '../law/measures.ts';

/**
 * The observations of a month over the published views of cases. The month comes by settings of the unit of work: facts count from `app.month_from` until
 * before `app.month_until`; duties fall due after the first and up to `app.month_due` (what is due at 24:00 is due on the day that ends, 民法典 第二百零三条;
 * what is not yet due has not been missed).
 */

export const setting = (name: string, type: 'date' | 'timestamptz' | 'text[]') => `(select current_setting('app.${name}')::${type})`;
const at = (name: 'from' | 'until' | 'due') => sql.raw(setting(`month_${name}`, 'timestamptz'));
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
export type DutyMeasure = keyof typeof clocksOf;

const measureOfKind = (kind: RawBuilder<string>) =>
  sql<string>`case ${kind} ${sql.join(
    Object.entries(clocksOf).flatMap(([measure, clocks]) => clocks.map((clock) => sql`when ${sql.lit(clock)} then ${sql.lit(measure)}`)),
    sql` `,
  )} end`;

/** Results set aside by a granted contest: one case, one unit, the measures. No common table expression: workers could not share it. */
const asideRows = sql`
  select t.region, t.case_id, t.unit_id, array_agg(t.measure) as measures, bool_or(r.ground = 'call-in-error') as in_error
  from appraisal.contest t join appraisal.ruling r on r.region = t.region and r.contest_id = t.id
  where r.granted and t.on_month = ${sql.raw(setting('month', 'date'))} group by 1, 2, 3`;

/** The case of a row. */
const caseOf = (row: string) =>
  sql`join cases.figure_case c on c.region = ${sql.ref(`${row}.region`)} and c.id = ${sql.ref(`${row}.case_id`)}`;

/** Who answers for a case in the end. */
export const judgedUnit = sql<string>`coalesce(c.lead_unit, c.desk_unit)`;

/** Rows `from … where …` of one kind of observation, each of a case `c` that tells the area: the finest code known holds its street and county. */
export type Rows = {
  readonly rows: RawBuilder<unknown>;
  readonly unit: RawBuilder<string>;
  /** The desk that gave an order is judged by the same rows as the unit that got it. */
  readonly desk?: RawBuilder<string>;
  readonly at: RawBuilder<Date>;
  readonly id: RawBuilder<string>;
  /** Which of the rows each measure counts, and which of these meet what it asks. */
  readonly split?: { readonly by: RawBuilder<string>; readonly counts: RawBuilder<boolean>; readonly met: RawBuilder<boolean> };
  readonly measures: {
    readonly [name in MeasureName]?: { readonly counts: RawBuilder<boolean>; readonly met: RawBuilder<boolean>; readonly ofDesk?: true };
  };
};

const settled = sql`((k.ended_at <= k.due_at and ${inMonth(sql`k.ended_at`)})
  or ((k.ended_at is null or k.ended_at > k.due_at) and k.due_at > ${at('from')} and k.due_at <= ${at('due')}))`;
const inTime = sql<boolean>`(k.ended_at <= k.due_at) is true`;
/** In time, and not merely because the handling ended. */
const isDone = sql<boolean>`(k.ended_at <= k.due_at and f.case_id is null) is true`;
/** Ended early because the reporter took the case back or judged it: nobody's merit and nobody's fault. */
const cutOff = sql`(k.ended_at = c.closed_at and c.outcome in ('withdrawn', 'rated', 'rectified')) is true`;

/** What rows hold when results may have been set aside, and when it is known that none was: then nothing is looked up for a million rows. */
export function rowsOf(mayBeAside: boolean, ofSomeRegions = false) {
  /** Counties are counted in lanes of their own, so that every core has work. */
  const inLane = (row: string) =>
    ofSomeRegions ? sql`and ${sql.ref(`${row}.region`)} = any (${sql.raw(setting('month_regions', 'text[]'))})` : sql``;
  /** The row set aside of a unit and a case, if there is one. */
  const aside = (unit: RawBuilder<unknown>, row: string, name: string) =>
    mayBeAside
      ? sql`left join (${asideRows}) ${sql.ref(name)} on ${sql.ref(`${name}.region`)} = ${sql.ref(`${row}.region`)} and ${sql.ref(`${name}.case_id`)} = ${sql.ref(`${row}.case_id`)} and ${sql.ref(`${name}.unit_id`)} = ${unit}`
      : sql``;
  const isMine = (measure: MeasureName, name = 'x') =>
    mayBeAside
      ? sql<boolean>`(${sql.ref(`${name}.measures`)} is null or not ${sql.lit(measure)} = any (${sql.ref(`${name}.measures`)}))`
      : sql<boolean>`true`;

  const kindsOf = (name: DutyMeasure) => sql.join(clocksOf[name].map((kind) => sql.lit(kind)));
  const names = Object.keys(clocksOf).filter((name): name is DutyMeasure => name in clocksOf);

  /**
   * Duties settled in the month, each once: in the month of its end when it ended in time, else in that of its deadline. A contact that ended with the
   * handling was none; a call's duty that ended because the caller took the call back is in neither number. Both joins have a key for the rows they are
   * about and none for the others, which then cost nothing.
   */
  const duties: Rows = {
    rows: sql`from cases.figure_clock k ${caseOf('k')}
      left join (select h.region, h.case_id, h.ended_at from cases.figure_clock h where h.kind in ('handle', 'rehandle') and ${inMonth(sql`h.ended_at`)} ${inLane('h')}) f
        on f.case_id = case when k.kind = 'contact' then k.case_id end and f.region = k.region and f.ended_at = k.ended_at
      left join cases.figure_call a on a.id = k.call_id and a.region = k.region
      ${aside(sql`k.unit_id`, 'k', 'x')}
      where k.kind in (${sql.join(names.map(kindsOf))}) and k.unit_id is not null and ${settled} ${inLane('k')}
        and not (${inTime} and (${cutOff} or (a.ended_at = k.ended_at and a.state = 'withdrawn') is true))
        and not (k.ended_at is null and c.state = 'suspended' and k.kind in ('contact', 'handle', 'rehandle'))`,
    unit: sql<string>`k.unit_id`,
    at: sql<Date>`case when k.ended_at <= k.due_at then k.ended_at else k.due_at end`,
    id: sql<string>`k.id::text`,
    split: {
      by: sql<string>`k.kind`,
      counts: mayBeAside ? sql<boolean>`(x.measures is null or not ${measureOfKind(sql`k.kind`)} = any (x.measures))` : sql<boolean>`true`,
      met: isDone,
    },
    measures: Object.fromEntries(
      names.map((name) => [name, { counts: sql<boolean>`(k.kind in (${kindsOf(name)}) and ${isMine(name)})`, met: isDone }]),
    ),
  };

  const orders: Rows = {
    rows: sql`from cases.figure_clock o ${caseOf('o')}
      left join (
        select region, case_id, unit_id, max(at) filter (where action = 'grant-return') as returned_at, max(at) filter (where action = 'grant-extension') as extended_at,
          max(at) filter (where action = 'grant-suspension') as suspended_at from cases.figure_ruling l where true ${inLane('l')} group by 1, 2, 3
      ) g on g.region = o.region and g.case_id = o.case_id and g.unit_id = o.unit_id
      left join (select region, case_id, unit_id, max(started_at) as again_at from cases.figure_clock l where kind in ('rehandle', 'rectify') ${inLane('l')} group by 1, 2, 3) h
        on h.region = o.region and h.case_id = o.case_id and h.unit_id = o.unit_id
      left join (select region, case_id, min(at) as first_at from cases.figure_ruling l where action = 'grant-return' ${inLane('l')} group by 1, 2) r on r.region = o.region and r.case_id = o.case_id
      ${aside(sql`o.unit_id`, 'o', 'x')} ${aside(sql`c.desk_unit`, 'o', 'y')}
      where o.kind = 'sign' and o.unit_id is not null and ${inMonth(sql`o.started_at`)} ${inLane('o')}`,
    unit: sql<string>`o.unit_id`,
    desk: sql<string>`c.desk_unit`,
    at: sql<Date>`o.started_at`,
    id: sql<string>`o.id::text`,
    measures: {
      return: { counts: isMine('return'), met: sql<boolean>`(g.returned_at >= o.started_at) is true` },
      rehandle: { counts: isMine('rehandle'), met: sql<boolean>`(h.again_at >= o.started_at) is true` },
      extension: { counts: isMine('extension'), met: sql<boolean>`(g.extended_at >= o.started_at) is true` },
      suspension: { counts: isMine('suspension'), met: sql<boolean>`(g.suspended_at >= o.started_at) is true` },
      // The first order of a case was right when nothing of the case was given back.
      'first-dispatch': {
        counts: sql<boolean>`((r.first_at is null or r.first_at > o.started_at) and ${isMine('first-dispatch', 'y')})`,
        met: sql<boolean>`r.first_at is null`,
        ofDesk: true,
      },
    },
  };

  return {
    duties,
    /** Orders that came in the month, and what has become of them by now. */
    orders,
    /** Calls made in the month, for the caller: taken back, and ruled to be in error. */
    calls: {
      rows: sql`from cases.figure_call a ${caseOf('a')} ${aside(sql`a.caller_unit`, 'a', 'x')} ${aside(sql`a.unit_id`, 'a', 'e')} where ${inMonth(sql`a.called_at`)} ${inLane('a')}`,
      unit: sql<string>`a.caller_unit`,
      at: sql<Date>`a.called_at`,
      id: sql<string>`a.id::text`,
      measures: {
        'call-withdrawn': { counts: isMine('call-withdrawn'), met: sql<boolean>`a.state = 'withdrawn'` },
        'call-error': { counts: sql<boolean>`true`, met: mayBeAside ? sql<boolean>`coalesce(e.in_error, false)` : sql<boolean>`false` },
      },
    } satisfies Rows,
    /** Judgements of the month, for the unit that answers for the case. Whoever did not rate is counted in the coverage alone. */
    judged: {
      rows: sql`from cases.figure_judgement j ${caseOf('j')} ${aside(judgedUnit, 'j', 'x')} where ${inMonth(sql`j.at`)} ${inLane('j')}`,
      unit: judgedUnit,
      at: sql<Date>`j.at`,
      id: sql<string>`lpad(j.step::text, 6, '0')`,
      measures: {
        coverage: { counts: sql<boolean>`true`, met: sql<boolean>`j.is_rated` },
        satisfaction: {
          counts: sql<boolean>`(j.is_rated and ${isMine('satisfaction')})`,
          met: sql<boolean>`j.level >= ${sql.lit(satisfiedFrom)}`,
        },
        resolution: {
          counts: sql<boolean>`(j.is_rated and c.nature is distinct from 'consult' and ${isMine('resolution')})`,
          met: sql<boolean>`not j.is_unsolved`,
        },
      },
    } satisfies Rows,
  } as const;
}

/** Counts of the measures of some rows by area and unit, each measure as a row of its own. */
function counted({ rows, unit, desk, measures, split }: Rows): RawBuilder<unknown> {
  const names = Object.entries(measures);
  if (split) {
    // Of the million clocks of a month each is looked at once: which measure its kind belongs to is asked of the groups.
    const { by, counts, met } = split;
    return sql`select t.area, t.unit, ${measureOfKind(sql`t.part`)} as what, t.n, t.m from (
      select c.area_code as area, ${unit} as unit, ${by} as part, count(*) filter (where ${counts}) as n, count(*) filter (where ${counts} and ${met}) as m ${rows} group by 1, 2, 3) t`;
  }
  const sums = names.flatMap(([name, { counts, met }]) => [
    sql`count(*) filter (where ${counts}) as ${sql.ref(`${name}_n`)}`,
    sql`count(*) filter (where ${counts} and ${met}) as ${sql.ref(`${name}_m`)}`,
  ]);
  const lines = names.map(
    ([name, { ofDesk }]) =>
      sql`(${sql.lit(name)}, ${ofDesk ? sql`t.desk` : sql`t.unit`}, t.${sql.ref(`${name}_n`)}, t.${sql.ref(`${name}_m`)})`,
  );
  return sql`select t.area, u.unit, u.what, u.n, u.m
    from (select c.area_code as area, ${unit} as unit, ${desk ?? sql`null`} as desk, ${sql.join(sums)} ${rows} group by 1, 2, 3) t
    cross join lateral (values ${sql.join(lines)}) u(what, unit, n, m)`;
}

/** Everything observed in the month in the counties of `app.month_regions`: rows of area, unit, measure, how often, and how often it met what is asked. */
export const observations = (mayBeAside: boolean) => sql.join(Object.values(rowsOf(mayBeAside, true)).map(counted), sql` union all `);
