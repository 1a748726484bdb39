import type { Context } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { unprocessable } from '#platform/refusal.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { lightOf } from '../limits.ts';
import type { CaseLine, CasePage } from '../schema.ts';
import { type CaseFilter, countDuties, type ListedCase, selectCases, selectDuties } from '../store/lists.ts';

/** A duty as a list shows it; instants as dates or as ISO texts. */
type DutyShown = {
  kind: string;
  unit_id: string;
  call_id: string | null;
  yellow_at: Date | string;
  red_at: Date | string;
  due_at: Date | string;
};

async function lineWriter(ctx: Context) {
  const places = await placesOf(ctx.house);
  const matters = await mattersOf(ctx.house);
  const matterOf = (one: ListedCase) => (one.matter_code ? matters.matter(one.area_code, one.matter_code) : undefined);
  return (one: ListedCase, duty: DutyShown | null): CaseLine => ({
    region: one.region,
    id: one.id,
    number: one.number,
    state: one.state,
    title: one.title,
    matter: one.matter_code,
    matterName: matterOf(one)?.name ?? null,
    matterNameEn: matterOf(one)?.nameEn ?? null,
    urgency: one.urgency,
    areaName: places.areaName(one.area_code),
    areaNameEn: places.areaName(one.area_code, 'en'),
    leadUnitName: one.lead_unit ? places.unitName(one.lead_unit) : null,
    leadUnitNameEn: one.lead_unit ? places.unitName(one.lead_unit, 'en') : null,
    reportedAt: one.reported_at.toISOString(),
    round: one.round,
    urgeCount: one.urge_count,
    rating: one.rating_level,
    duty: duty
      ? {
          kind: duty.kind,
          dueAt: new Date(duty.due_at).toISOString(),
          light: lightOf(
            { yellowAt: new Date(duty.yellow_at), redAt: new Date(duty.red_at), dueAt: new Date(duty.due_at), endedAt: null },
            ctx.now,
          ) as 'green' | 'yellow' | 'red' | 'overdue',
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

const countedAtMost = 2000;

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

/** The codes that a matter or a category stands for; an unknown category is refused. */
export async function mattersAsked(ctx: Context, asked: { matter?: string; category?: string }): Promise<string[] | undefined> {
  if (asked.matter !== undefined) return [asked.matter];
  if (asked.category === undefined) return undefined;
  const matters = await mattersOf(ctx.house);
  if (!matters.categories.some((category) => category.id === asked.category))
    throw unprocessable('category.unknown', `There is no category ${asked.category}.`, { allowed: '/api/matter-categories' });
  const { city } = await placesOf(ctx.house);
  return matters
    .all(city.code)
    .filter((matter) => matter.category === asked.category)
    .map((matter) => matter.code);
}

/** Visible cases, newest first. */
export async function listCases(ctx: Context, filter: CaseFilter, cursor: string | undefined, limit: number): Promise<CasePage> {
  const after = cursor ? (readCursor(cursor, 2) as [string, string]) : undefined;
  const cases = await selectCases(ctx, filter, after ? { at: after[0], id: after[1] } : undefined, limit + 1);
  const write = await lineWriter(ctx);
  const page = cases.slice(0, limit);
  const last = cases.length > limit ? page.at(-1) : undefined;
  return { cases: page.map((one) => write(one, one.duty)), next: last ? writeCursor([last.reported_at.toISOString(), last.id]) : null };
}
