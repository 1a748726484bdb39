import { type ActionInput, type Held, playStep, playTimers, settleTimers } from '../modules/cases/index.ts';
import type { Context } from '../platform/context.ts';
import type { Chance } from './chance.ts';
import { askForTime, giveBack, hour, type Life, minute, putRight, type Step, standStill, watch } from './turns.ts';

/** Who leads, who is called to it, and who takes what the leading unit gives back. */
type Units = { lead: string; co: readonly string[]; other: string };

/** Leads a demonstration case through the loop as far as time has gone: each step at its own instant, with the platform's part in between. */
export async function leadLife(ctx: Context, filed: Held, units: Units, until: Date, chance: Chance): Promise<void> {
  const life: Life = { held: filed, now: ctx.now };
  const step: Step = async (afterMs, action, input, as) => {
    life.now = new Date(life.now.getTime() + afterMs);
    if (life.now > until) return false;
    life.held = await playTimers(ctx, life.held, life.now);
    life.held = await playStep({ ...ctx, now: life.now }, life.held, action, input, as);
    return true;
  };
  await playSteps(step, life, units, chance);
  life.held = await playTimers(ctx, life.held, until);
  await settleTimers(ctx, life.held, until);
}

async function playSteps(step: Step, life: Life, units: Units, chance: Chance): Promise<void> {
  const slow = chance.happens(0.85) ? 1 : 4;
  if (!(await takeInHand(step, units, chance, slow))) return;
  if (!(await goAstray(step, life, chance))) return;
  if (
    units.co.length > 0 &&
    life.held.file.lead_unit === units.lead &&
    units.lead.endsWith('-street') &&
    !(await playCalls(step, life, units, chance))
  )
    return;
  if (await bringToEnd(step, chance, slow)) await judge(step, life, chance);
}

/** What does not go straight on: more time, a case that has to wait, a watchful supervisor. */
async function goAstray(step: Step, life: Life, chance: Chance): Promise<boolean> {
  if (chance.happens(0.05) && !(await watch(step, chance))) return false;
  if (chance.happens(0.05)) return standStill(step, life, chance);
  return !chance.happens(0.08) || askForTime(step, life, chance);
}

/** Each says whether there was time for all of it. */
async function takeInHand(step: Step, units: Units, chance: Chance, slow: number): Promise<boolean> {
  if (!(await step(chance.between(3, 50) * minute * slow, 'accept', {}, 'desk'))) return false;
  if (!(await step(chance.between(2, 40) * minute, 'dispatch', { unit: units.lead }, 'desk'))) return false;
  if (units.other !== units.lead && chance.happens(0.08) && !(await giveBack(step, units.other, chance))) return false;
  if (!(await step(chance.between(5, 90) * minute * slow, 'sign', {}, 'lead'))) return false;
  return step(chance.between(10, 200) * minute, 'contact', { note: '已电话联系诉求人，约定到现场看。' }, 'lead');
}

async function bringToEnd(step: Step, chance: Chance, slow: number): Promise<boolean> {
  const done = { reply: '您好，您反映的问题已现场处理，欢迎继续监督。', note: '现场处理完毕，处理前后情况已核对。' };
  if (!(await step(chance.between(2, 40) * hour * slow, 'finish', done, 'lead'))) return false;
  return step(chance.between(10, 240) * minute, 'approve', {}, 'desk');
}

/** Most judge, some refuse the answer, the rest say nothing. */
async function judge(step: Step, life: Life, chance: Chance): Promise<void> {
  const refusal = { note: '还是老样子，没有解决。', reasons: ['not-done'] };
  if (chance.happens(0.06)) await step(chance.between(1, 20) * hour, 'refuse', refusal, 'reporter');
  else if (chance.happens(0.62) && (await step(chance.between(1, 60) * hour, 'rate', ratingOf(chance), 'reporter')))
    if (life.held.file.state === 'rectifying') await putRight(step, chance);
}

async function playCalls(step: Step, life: Life, units: Units, chance: Chance): Promise<boolean> {
  if (
    !(await step(
      chance.between(10, 90) * minute,
      'call',
      { units: [...units.co.slice(0, 2)], note: '请到现场一起处置。', whistle: chance.happens(0.8) ? 'work' : 'hard' },
      'caller',
    ))
  )
    return false;
  const calls = life.held.calls.map((call) => call.id);
  for (const call of calls) {
    if (!(await step(chance.between(3, 50) * minute, 'sign-call', { call }, 'called'))) return false;
    if (!(await step(chance.between(1, 20) * hour, 'report-in', { call, note: '已到现场，与街道会合。' }, 'called'))) return false;
  }
  for (const call of calls)
    if (!(await step(chance.between(1, 24) * hour, 'finish-call', { call, note: '本部门负责的部分已处理。' }, 'called'))) return false;
  return true;
}

function ratingOf(chance: Chance): ActionInput {
  const level = chance.pick([5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1]);
  return level > 2 ? { level } : { level, reasons: [chance.pick(['slow', 'not-solved', 'unclear-reply'])] };
}
