import { type ActionInput, type ActionName, fireTimersOfCase, playAction, viewCase } from '../modules/cases/index.ts';
import type { Context } from '../platform/context.ts';
import type { Chance } from './chance.ts';

type Party = Parameters<typeof playAction>[5];
type Units = { lead: string; co: readonly string[] };

const minute = 60_000;
const hour = 60 * minute;

/**
 * Leads a demonstration case through the loop, as far as time has gone: each step at its own instant, timers firing in between.
 * Stops where the next step would lie in the future.
 */
export async function leadLife(ctx: Context, key: { region: string; id: string }, units: Units, until: Date, chance: Chance): Promise<void> {
  let now = ctx.now;
  const at = () => ({ ...ctx, now });
  const step = async (afterMs: number, action: ActionName, input: ActionInput, as: Party): Promise<boolean> => {
    now = new Date(now.getTime() + afterMs);
    if (now > until) return false;
    await fireTimersOfCase(at(), key.region, key.id, now);
    await playAction(at(), key.region, key.id, action, input, as);
    return true;
  };
  const brisk = chance.happens(0.85);
  const slow = brisk ? 1 : 4;
  if (!(await step(chance.between(3, 50) * minute * slow, 'accept', {}, 'desk'))) return;
  if (!(await step(chance.between(2, 40) * minute, 'dispatch', { unit: units.lead }, 'desk'))) return;
  if (!(await step(chance.between(5, 90) * minute * slow, 'sign', {}, 'lead'))) return;
  if (!(await step(chance.between(10, 200) * minute, 'contact', { note: '已电话联系诉求人，约定到现场看。' }, 'lead'))) return;
  if (units.co.length > 0 && units.lead.endsWith('-street') && !(await leadCalls(at, step, key, units, chance))) return;
  if (!(await step(chance.between(2, 40) * hour * slow, 'finish', { reply: '您好，您反映的问题已现场处理，欢迎继续监督。', note: '现场处理完毕，处理前后情况已核对。' }, 'lead'))) return;
  if (!(await step(chance.between(10, 240) * minute, 'approve', {}, 'desk'))) return;
  if (chance.happens(0.06)) {
    await step(chance.between(1, 20) * hour, 'refuse', { note: '还是老样子，没有解决。', reasons: ['not-done'] }, 'reporter');
    return;
  }
  if (chance.happens(0.62)) await step(chance.between(1, 60) * hour, 'rate', ratingOf(chance), 'reporter');
}

async function leadCalls(at: () => Context, step: (afterMs: number, action: ActionName, input: ActionInput, as: Party) => Promise<boolean>, key: { region: string; id: string }, units: Units, chance: Chance): Promise<boolean> {
  if (!(await step(chance.between(10, 90) * minute, 'call', { units: [...units.co.slice(0, 2)], note: '请到现场一起处置。', whistle: chance.happens(0.8) ? 'work' : 'hard' }, 'caller'))) return false;
  const { calls } = await viewCase(at(), key.region, key.id);
  for (const { id } of calls) {
    if (!(await step(chance.between(3, 50) * minute, 'sign-call', { call: id }, 'called'))) return false;
    if (!(await step(chance.between(1, 20) * hour, 'report-in', { call: id, note: '已到现场，与街道会合。' }, 'called'))) return false;
  }
  for (const { id } of calls) if (!(await step(chance.between(1, 24) * hour, 'finish-call', { call: id, note: '本部门负责的部分已处理。' }, 'called'))) return false;
  return true;
}

function ratingOf(chance: Chance): ActionInput {
  const level = chance.pick([5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1]);
  return level > 2 ? { level } : { level, reasons: [chance.pick(['slow', 'not-solved', 'unclear-reply'])] };
}
