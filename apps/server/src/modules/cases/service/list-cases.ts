import type { Context } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { lightOf } from '../limits.ts';
import type { CaseLine, CasePage } from '../schema.ts';
import { type CaseFilter, countDuties, type Duty, type ListedCase, selectCases, selectDuties } from '../store/lists.ts';

async function lineWriter(ctx: Context) {
  const places = await placesOf(ctx.house);
  const matters = await mattersOf(ctx.house);
  return (one: ListedCase, duty: Duty | null): CaseLine => ({
    region: one.region,
    id: one.id,
    number: one.number,
    state: one.state,
    title: one.title,
    matter: one.matter_code,
    matterName: one.matter_code ? (matters.matter(one.area_code, one.matter_code)?.name ?? null) : null,
    urgency: one.urgency,
    areaName: places.areaName(one.area_code),
    leadUnitName: one.lead_unit ? places.unitName(one.lead_unit) : null,
    reportedAt: one.reported_at.toISOString(),
    round: one.round,
    urgeCount: one.urge_count,
    rating: one.rating_level,
    duty: duty
      ? {
          kind: duty.kind,
          dueAt: duty.due_at.toISOString(),
          light: lightOf({ yellowAt: duty.yellow_at, redAt: duty.red_at, dueAt: duty.due_at, endedAt: null }, ctx.now) as
            | 'green'
            | 'yellow'
            | 'red'
            | 'overdue',
          unit: places.unitName(duty.unit_id),
          call: duty.call_id,
        }
      : null,
  });
}

const unitsOf = (ctx: Context) =>
  ctx.actor.kind === 'officer'
    ? [...new Set(ctx.actor.appointments.filter((held) => held.permissions.includes('case.read')).map((held) => held.unitId))]
    : [];

/** The open duties of the actor's units, nearest deadline first, one line a case. */
export async function listDuties(ctx: Context, kind: string | undefined, cursor: string | undefined, limit: number): Promise<CasePage> {
  const after = cursor ? (readCursor(cursor, 2) as [string, string]) : undefined;
  const duties = await selectDuties(ctx, unitsOf(ctx), kind, after ? { dueAt: after[0], id: after[1] } : undefined, limit + 1);
  const write = await lineWriter(ctx);
  const page = duties.slice(0, limit);
  const last = duties.length > limit ? page.at(-1) : undefined;
  return { cases: page.map((duty) => write(duty, duty)), next: last ? writeCursor([last.due_at.toISOString(), last.clock_id]) : null };
}

const countedAtMost = 5000;

/** How many duties wait, by kind; `more` says that counting stopped at the bound. */
export async function countOpenDuties(ctx: Context) {
  const matters = await mattersOf(ctx.house);
  const rows = await countDuties(ctx, unitsOf(ctx), matters.dayEnd(ctx.now), countedAtMost);
  const sum = (key: 'total' | 'overdue' | 'due_today') => rows.reduce((total, row) => total + row[key], 0);
  return {
    total: sum('total'),
    overdue: sum('overdue'),
    dueToday: sum('due_today'),
    more: sum('total') >= countedAtMost,
    kinds: Object.fromEntries(rows.map((row) => [row.kind, row.total])),
  };
}

/** Visible cases, newest first. */
export async function listCases(ctx: Context, filter: CaseFilter, cursor: string | undefined, limit: number): Promise<CasePage> {
  const after = cursor ? (readCursor(cursor, 2) as [string, string]) : undefined;
  const cases = await selectCases(ctx, filter, after ? { at: after[0], id: after[1] } : undefined, limit + 1);
  const write = await lineWriter(ctx);
  const page = cases.slice(0, limit);
  const last = cases.length > limit ? page.at(-1) : undefined;
  return { cases: page.map((one) => write(one, null)), next: last ? writeCursor([last.reported_at.toISOString(), last.id]) : null };
}
