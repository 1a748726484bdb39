import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actOnForm, askForm, listFillings, type NewForm, openFilling, submitFilling } from '../modules/forms/index.ts';
import { type Matters, mattersOf } from '../modules/matters/index.ts';
import { type Places, placesOf } from '../modules/places/index.ts';
import { type Actor, type Context, type House, newId, unitOfWork } from '../platform/context.ts';
import { readFact, writeFact } from '../platform/fact.ts';
import { type Chance, chanceOf } from './chance.ts';

/** A form as the pack wants it shown; `takes` are the least and most minutes of a filling. */
type Planned = Omit<NewForm, 'validFrom' | 'validUntil' | 'unit'> & { unit: string; takes: [number, number] };
/** Which forms are in force, which one waits for the desk, and the streets whose communities have filled. */
type Plan = { seed: number; streets: string[]; desk: { unit: string; area: string }; forms: Planned[]; proposed: Planned[] };

type Scene = { house: House; places: Places; matters: Matters; chance: Chance; now: Date; term: { validFrom: string; validUntil: string } };

const day = 86_400_000;

function officerOf({ places, now }: Scene, unit: string, area: string, permission: string): Actor {
  const areaLevel = places.area(area)?.level ?? 'city';
  return {
    kind: 'officer',
    accountId: newId(now),
    name: places.unitName(unit),
    appointments: [{ post: permission, permissions: [permission], unitId: unit, areaCode: area, areaLevel }],
  };
}

const run = <T>({ house }: Scene, actor: Actor, at: Date, work: (ctx: Context) => Promise<T>) => unitOfWork(house, actor, at, work);

function ask(scene: Scene, planned: Planned, at: Date) {
  const { takes: _, ...form } = planned;
  const asker = officerOf(scene, planned.unit, planned.area, 'form.ask');
  return run(scene, asker, at, (ctx) => askForm(ctx, { ...form, ...scene.term }));
}

type Asked = Awaited<ReturnType<typeof ask>>;

function answersOf({ chance }: Scene, form: Asked) {
  return form.fields
    .filter(({ required, heldBy }) => required && heldBy.length === 0)
    .map(({ code, kind, choices }) => ({ field: code, value: kind === 'choice' ? chance.pick(choices).key : chance.between(0, 30) }));
}

/** One office fills a form once, at an instant of the past. */
async function fill(scene: Scene, planned: Planned, form: Asked, area: string, at: Date) {
  const { chance, places } = scene;
  const level = places.area(area)?.level ?? 'community';
  const filler = officerOf(scene, `${area}-${level}`, area, 'form.fill');
  await run(scene, filler, at, async (ctx) => {
    const { region, id, version, state } = await openFilling(ctx, form.id, { area });
    if (state !== 'draft') return;
    await submitFilling(ctx, { region, id }, { version, answers: answersOf(scene, form), minutes: chance.between(...planned.takes) });
  });
}

/** The days on which the offices of the plan fill: some weeks back for a weekly form, last month and this one for others. */
function instantsOf({ chance, now }: Scene, { frequency }: Planned): Date[] {
  const back = frequency === 'weekly' ? [0, 7, 14, 21] : [0, 30];
  return back.filter(() => chance.happens(0.8)).map((days) => new Date(now.getTime() - days * day - chance.between(10, 8 * 60) * 60_000));
}

async function play(scene: Scene, plan: Plan, planned: Planned, from: Date) {
  const form = await ask(scene, planned, from);
  const desk = officerOf(scene, plan.desk.unit, plan.desk.area, 'form.approve');
  await run(scene, desk, new Date(from.getTime() + day), (ctx) => actOnForm(ctx, form.id, 'approve'));
  const levels: readonly string[] = planned.fillers;
  const offices = plan.streets.flatMap((street) => [street, ...scene.places.below(street).map(({ code }) => code)]);
  for (const area of offices.filter((code) => levels.includes(scene.places.area(code)?.level ?? '')))
    for (const at of instantsOf(scene, planned)) await fill(scene, planned, form, area, at);
  const asker = officerOf(scene, planned.unit, planned.area, 'form.ask');
  await run(scene, asker, scene.now, (ctx) => listFillings(ctx, form.id, {}));
}

/** Asks, approves and fills the pack's demonstration forms through the real errands, once a database. Returns how many forms there are. */
export async function loadDemoForms(house: House, packDirectory: string, now: Date): Promise<number> {
  const file = join(packDirectory, 'demo/forms.json');
  if (!existsSync(file)) return 0;
  const platform = { kind: 'platform' } as const;
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  // Noted before it is done: asked a second time, after a start that was cut off, the forms would overlap themselves.
  const isDone = await unitOfWork(house, platform, now, async (ctx) => {
    if (await readFact(ctx.tx, 'demo.forms')) return true;
    await writeFact(ctx.tx, 'demo.forms', { forms: plan.forms.length }, now);
    return false;
  });
  if (isDone) return 0;
  const matters = await mattersOf(house);
  const from = new Date(now.getTime() - 70 * day);
  const term = { validFrom: matters.dayOf(from), validUntil: matters.dayOf(new Date(now.getTime() + 200 * day)) };
  const scene: Scene = { house, places: await placesOf(house), matters, chance: chanceOf(plan.seed), now, term };
  for (const planned of plan.forms) await play(scene, plan, planned, from);
  for (const planned of plan.proposed) await ask(scene, planned, new Date(now.getTime() - day));
  return plan.forms.length;
}
