import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetMonths } from '../modules/appraisal/index.ts';
import { fileReport, type NewReport } from '../modules/cases/index.ts';
import { forgetDays } from '../modules/dashboards/index.ts';
import { type Matters, mattersOf } from '../modules/matters/index.ts';
import { type Area, type Places, placesOf } from '../modules/places/index.ts';
import { type House, unitOfWork } from '../platform/context.ts';
import { openAnnouncements } from '../platform/events.ts';
import { readFact, writeFact } from '../platform/fact.ts';
import { type Chance, chanceOf } from './chance.ts';
import { leadLife } from './life.ts';

/** How the pack wants its demonstration days: how many cases over how many days, the shares of the counties and of the hours. */
type Plan = {
  seed: number;
  cases: number;
  days: number;
  shares: Record<string, number>;
  focus: { area: string; cases: number };
  cluster: { area: string; matter: string; cases: number; hours: number };
  hours: number[];
};

type Draft = { at: Date; area: Area; matter: string };
type Scene = { places: Places; matters: Matters; chance: Chance; now: Date };

const hour = 3_600_000;
const lanes = 8;

function drawn<T>(chance: Chance, weights: readonly (readonly [T, number])[]): T {
  let left = chance.next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of weights) {
    left -= weight;
    if (left < 0) return value;
  }
  return (weights.at(-1) as readonly [T, number])[0];
}

/** An instant of the last days by the pack’s hours of the day, never one to come. */
function drawInstant({ chance, now, matters }: Scene, plan: Plan): Date {
  const midnight = matters.dayEnd(now).getTime() - 24 * hour;
  const hours = plan.hours.map((weight, index): readonly [number, number] => [index, weight]);
  for (;;) {
    const day = chance.between(0, plan.days - 1);
    const at = midnight - day * 24 * hour + drawn(chance, hours) * hour + chance.between(0, 3599) * 1000;
    if (at < now.getTime()) return new Date(at);
  }
}

function draftsOf(scene: Scene, plan: Plan): Draft[] {
  const { chance, places, matters, now } = scene;
  const counties = Object.entries(plan.shares).map(([code, share]) => [code, share] as const);
  const known = matters.all(places.city.code).filter((matter) => matter.said.length > 1);
  const streetOf = (county: string) => chance.pick(places.below(county));
  const usual = Array.from(
    { length: plan.cases },
    (): Draft => ({ at: drawInstant(scene, plan), area: streetOf(drawn(chance, counties)), matter: chance.pick(known).code }),
  );
  const focus = places.area(plan.focus.area) as Area;
  const near = Array.from(
    { length: plan.focus.cases },
    (): Draft => ({ at: drawInstant(scene, plan), area: focus, matter: chance.pick(known).code }),
  );
  const clusterStreet = places.below(plan.cluster.area)[0] as Area;
  const cluster = Array.from(
    { length: plan.cluster.cases },
    (): Draft => ({
      at: new Date(now.getTime() - chance.between(5, plan.cluster.hours * 60) * 60_000),
      area: clusterStreet,
      matter: plan.cluster.matter,
    }),
  );
  return [...usual, ...near, ...cluster].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** A point near the seat of the street, inside it where boundaries are known. */
function pointIn({ places, chance }: Scene, area: Area, spread: number) {
  if (area.lat === null || area.lon === null) return undefined;
  for (let attempt = 0; attempt < 12; attempt++) {
    const point = { lat: area.lat + (chance.next() - 0.5) * spread, lon: area.lon + (chance.next() - 0.5) * spread };
    if (places.locate(point)?.street === area.code) return point;
  }
  return undefined;
}

function reportOf(scene: Scene, draft: Draft, spread: number): NewReport {
  const { chance, matters } = scene;
  const matter = matters.matter(draft.area.code, draft.matter);
  const point = pointIn(scene, draft.area, spread);
  return {
    content: chance.pick(matter?.said ?? ['请处理']),
    matter: draft.matter,
    ...(point ? { point } : { area: draft.area.code }),
    channel: drawn(chance, [
      ['app', 44],
      ['phone', 31],
      ['patrol', 16],
      ['wechat', 6],
      ['counter', 3],
    ] as const),
    identity: 'anonymous',
  };
}

/** Fills the last days with demonstration cases through the real intake and workflow, once a database. Returns how many were made. */
export async function loadDemoDays(live: House, packDirectory: string, now: Date): Promise<number> {
  const file = join(packDirectory, 'demo/day.json');
  if (!existsSync(file)) return 0;
  const house: House = { ...live, announcements: openAnnouncements() };
  const platform = { kind: 'platform' } as const;
  if (await unitOfWork(house, platform, now, (ctx) => readFact(ctx.tx, 'demo.days'))) return 0;
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  const scene: Scene = { places: await placesOf(house), matters: await mattersOf(house), chance: chanceOf(plan.seed), now };
  const drafts = draftsOf(scene, plan).map((draft, index) => ({ draft, index, seed: plan.seed + index }));
  const total = drafts.length;
  const lane = async () => {
    for (let next = drafts.shift(); next; next = drafts.shift()) {
      const { draft, index, seed } = next;
      const own: Scene = { ...scene, chance: chanceOf(seed) };
      await unitOfWork(house, platform, draft.at, async (ctx) => {
        const { held } = await fileReport(ctx, reportOf(own, draft, draft.matter === plan.cluster.matter ? 0.006 : 0.03), {
          onceFor: `demo:${index}`,
          sourceRef: `demo:${index}`,
        });
        if (held) await leadLife(ctx, held, unitsOf(own, draft), now, own.chance);
      });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await unitOfWork(house, platform, now, async (ctx) => {
    await forgetDays(ctx);
    await forgetMonths(ctx);
    await writeFact(ctx.tx, 'demo.days', { cases: total }, now);
  });
  return total;
}

/** Streets keep about a third of their cases and call the departments to them; the rest goes to the unit of the responsibility list. */
function unitsOf({ places, matters, chance }: Scene, { area, matter: code }: Draft) {
  const matter = matters.matter(area.code, code);
  const leads = matter ? places.leadUnits(area.code, matter) : [];
  const street = places.desk(area.code);
  if (chance.happens(0.35) && street.endsWith('-street'))
    return { lead: street, co: leads.filter((id) => id !== street), other: leads[0] ?? street };
  return { lead: leads[0] ?? street, co: [], other: leads[1] ?? street };
}
