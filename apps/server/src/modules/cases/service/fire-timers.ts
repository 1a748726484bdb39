import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { type Held, selectCase } from '../store/read.ts';
import { type Due, type DueClock, lockDue, selectDue, setFire, settleClocks } from '../store/timers.ts';
import { type ActionName, whenDue } from '../workflow.ts';
import { playStep } from './act-on-case.ts';

const platform: Actor = { kind: 'platform' };
const batch = 200;
const lanes = 6;

type Step = 'yellow' | 'red' | 'overdue';

const stepAt = (clock: DueClock, now: Date): Step => (now >= clock.due_at ? 'overdue' : now >= clock.red_at ? 'red' : 'yellow');

/** What fires after a step: the next instant, or null. Steps that were slept through are not made up for: the latest counts. */
const nextAfter = (clock: DueClock, step: Step): Date | null => (step === 'yellow' ? clock.red_at : step === 'red' ? clock.due_at : null);

/** Fires one clock inside the given unit of work: a warning, a breach, or what the workflow does when this clock ends. */
async function fire(ctx: Context, clock: DueClock): Promise<void> {
  const step = stepAt(clock, ctx.now);
  await setFire(ctx, clock.region, clock.id, nextAfter(clock, step));
  const held = await selectCase(ctx, clock.region, clock.case_id, false);
  if (!held) return;
  await ctx.house.announcements.announce(ctx, 'clock.fired', {
    region: clock.region,
    caseId: clock.case_id,
    number: held.file.number,
    title: held.file.title,
    matterCode: held.file.matter_code,
    areaCode: held.file.area_code,
    kind: clock.kind,
    step,
    unitId: clock.unit_id,
    dueAt: clock.due_at,
    reporterId: held.file.reporter_id,
  });
  const action = step === 'overdue' ? whenDue[clock.kind] : undefined;
  if (action === 'ask' && held.file.asked_at !== null) return;
  if (action) await playStep(ctx, held, action, {}, 'platform');
}

async function fireOne(house: House, now: Date, { region, id, case_id: caseId }: Due): Promise<boolean> {
  try {
    return await unitOfWork(house, platform, now, async (ctx) => {
      const clock = await lockDue(ctx, region, id, caseId);
      if (clock) await fire(ctx, clock);
      return clock !== undefined;
    });
  } catch {
    await unitOfWork(house, platform, now, (ctx) => setFire(ctx, region, id, new Date(now.getTime() + 60_000)));
    return false;
  }
}

/**
 * Fires every due timer, each in a unit of work of its own, so that it commits with its effect and exactly once on any number of
 * processes; one that fails is left for a minute and does not hold up the others. Returns how many fired.
 */
export async function fireTimers(house: House, now: Date): Promise<number> {
  const due = await unitOfWork(house, platform, now, (ctx) => selectDue(ctx, batch));
  // The timers of one case one after the other: they would find it held by each other.
  const cases = [...Map.groupBy(due, (clock) => clock.case_id).values()];
  let fired = 0;
  const lane = async () => {
    for (let next = cases.shift(); next; next = cases.shift()) for (const clock of next) if (await fireOne(house, now, clock)) fired += 1;
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return fired;
}

/**
 * Lets the platform's part in one case happen up to an instant, each step at its own time: asking when the time is up, closing unrated, archiving.
 * For histories played on a simulated clock; warnings are for the living and are left out.
 */
export async function playTimers(ctx: Context, held: Held, until: Date): Promise<Held> {
  let now = held;
  for (let guard = 0; guard < 60; guard++) {
    const due = now.clocks
      .filter(
        (clock) =>
          whenDue[clock.kind] !== undefined &&
          clock.pauses.at(-1)?.[1] !== null &&
          !(whenDue[clock.kind] === 'ask' && now.file.asked_at !== null) &&
          new Date(clock.due_at) <= until,
      )
      .sort((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at))[0];
    if (!due) return now;
    now = await playStep({ ...ctx, now: new Date(due.due_at) }, now, whenDue[due.kind] as ActionName, {}, 'platform');
  }
  return now;
}

/** After a history was played: the timers that are still open wake at their next instant after `until`. */
export async function settleTimers(ctx: Context, held: Held, until: Date): Promise<void> {
  if (held.clocks.length > 0) await settleClocks(ctx, held.file.region, held.file.id, until);
}
