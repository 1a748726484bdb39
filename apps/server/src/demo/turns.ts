import type { ActionInput, ActionName, Held, playStep } from '../modules/cases/index.ts';
import type { Chance } from './chance.ts';

type Party = Parameters<typeof playStep>[4];
/** A case that is played, and the instant at which it stands. */
export type Life = { held: Held; now: Date };
/** Plays one step some time after the last; says whether there was time for it. */
export type Step = (afterMs: number, action: ActionName, input: ActionInput, as: Party) => Promise<boolean>;

/** The turns that a demonstration case may take. Each says whether there was time for all of it and the case goes on. */

export const minute = 60_000;
export const hour = 60 * minute;
const day = 24 * hour;

/** The city's day (UTC+8 all year) some days after an instant. */
const dayAfter = (now: Date, days: number) => new Date(now.getTime() + days * day + 8 * hour).toISOString().slice(0, 10);

/** Whether the unit's time is long enough for a request; an emergency is handled, not discussed. */
const hasTime = ({ held, now }: Life) =>
  held.clocks.some(({ kind, due_at }) => kind === 'handle' && Date.parse(due_at) > now.getTime() + 2 * day);

/** The unit says that it is not its duty; mostly it is right, and another takes the case. */
export async function giveBack(step: Step, other: string, chance: Chance): Promise<boolean> {
  const why = { reason: 'other-duty', note: '该设施不属本单位管养范围，已到现场核对权属。' };
  if (!(await step(chance.between(10, 60) * minute, 'request-return', why, 'lead'))) return false;
  const ruling = chance.between(1, 10) * hour;
  if (!chance.happens(0.7)) return step(ruling, 'refuse-return', { note: '按事项清单应由该单位主办，请继续办理。' }, 'ruler');
  if (!(await step(ruling, 'grant-return', { note: '经核对权属，同意退件，另行派遣。' }, 'ruler'))) return false;
  return step(chance.between(5, 40) * minute, 'dispatch', { unit: other }, 'desk');
}

/** More time, asked for before it is over. */
export async function askForTime(step: Step, life: Life, chance: Chance): Promise<boolean> {
  if (!hasTime(life)) return true;
  const asked = { note: '需更换的配件已下单，预计三天内到货，到货当天安装。' };
  if (!(await step(chance.between(1, 6) * hour, 'request-extension', asked, 'lead'))) return false;
  const ruling = chance.between(1, 20) * hour;
  return chance.happens(0.75)
    ? step(ruling, 'grant-extension', { note: '情况属实，同意延期，请先做好临时围护。' }, 'ruler')
    : step(ruling, 'refuse-extension', { note: '可先用临时措施解决，请按原时限办结。' }, 'ruler');
}

/** What cannot be done now waits until its day of review; the case does not go on meanwhile. */
export async function standStill(step: Step, life: Life, chance: Chance): Promise<boolean> {
  if (!hasTime(life)) return true;
  const reviewOn = dayAfter(life.now, chance.between(25, 45));
  const why = { reason: chance.pick(['project', 'weather', 'funding']), note: '已列入下月管网改造，施工前先设警示和临时排水。', reviewOn };
  if (await step(chance.between(1, 8) * hour, 'request-suspension', why, 'lead'))
    await step(chance.between(2, 20) * hour, 'grant-suspension', { note: '同意挂账，临时措施每周检查一次。' }, 'arbiter');
  return false;
}

export async function watch(step: Step, chance: Chance): Promise<boolean> {
  const demand = { supervision: chance.pick(['daily', 'listed'] as const), note: '市民多次反映，请三天内报告进展。' };
  if (!(await step(chance.between(1, 5) * hour, 'supervise', demand, 'overseer'))) return false;
  return !chance.happens(0.5) || step(chance.between(5, 30) * hour, 'answer-supervision', { note: '已到现场，施工队今天进场。' }, 'lead');
}

/** After a bad rating: put right, and the reporter says whether it is. */
export async function putRight(step: Step, chance: Chance): Promise<void> {
  const done = { reply: '您好，我们重新处理了您反映的问题，并向您道歉，请您确认。', note: '已返工，负责人到场验收。' };
  if (!(await step(chance.between(10, 60) * hour, 'rectified', done, 'lead'))) return;
  if (chance.happens(0.6)) await step(chance.between(2, 40) * hour, 'confirm', {}, 'reporter');
}
