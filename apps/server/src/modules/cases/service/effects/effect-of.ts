import { unprocessable } from '#platform/refusal.ts';
import type { ActionName } from '../../workflow.ts';
import { callMakers, newCalls } from './calls.ts';
import type { Effect, Maker, Moment, Scene, Step } from './effect.ts';
import { judgementMakers } from './judgement.ts';
import { finerArea, knownMatter, knownReason, knownUnit } from './known.ts';
import { requestMakers } from './requests.ts';

/** Gives the case to a unit; co-units named with it answer to that unit (北京市接诉即办工作条例 第十四条). */
const handOver =
  (designated: boolean): Maker =>
  (ctx, scene, step) => {
    const unit = knownUnit(scene, step, step.input.unit ?? '');
    const calls = newCalls(ctx, scene, step, unit);
    const involve = [unit, ...calls.map((call) => call.unit_id)].filter((id) => !step.held.file.involved_units.includes(id));
    return {
      calls,
      change: {
        ...knownMatter(scene, step),
        lead_unit: unit,
        designated,
        return_refused: false,
        dispatched_at: ctx.now,
        involve,
      },
      data: { unit, ...(calls.length > 0 ? { units: calls.map((call) => call.unit_id) } : {}) },
    };
  };

/** An officer withdraws from the case, or is told to; from now on he has no part in it. */
const recuse =
  (who: (ctx: Moment, step: Step) => string | undefined): Maker =>
  (ctx, _scene, step) => {
    const officer = who(ctx, step);
    if (officer === undefined) throw unprocessable('recusal.nobody', 'Only an officer can be recused.', { field: 'officer' });
    return { change: { recuse: [officer] }, data: {} };
  };

const makers: Partial<Record<ActionName, Maker>> = {
  accept: (_ctx, scene, step) => {
    const accused = step.input.accused === undefined ? {} : { accused_unit: knownUnit(scene, step, step.input.accused) };
    return {
      change: { ...knownMatter(scene, step), ...finerArea(scene, step), ...accused },
      data: { matter: step.input.matter ?? null, area: step.input.area ?? null },
    };
  },
  reject: (ctx, scene, { input }) => {
    knownReason(scene, 'reject', [input.reason ?? '']);
    return {
      change: { outcome: 'rejected', reply: input.reply ?? null, closed_at: ctx.now },
      data: { reason: input.reason, reply: input.reply },
    };
  },
  answer: (_ctx, scene, step) => ({
    change: { ...knownMatter(scene, step), outcome: 'answered', reply: step.input.reply ?? null },
    data: { reply: step.input.reply },
  }),
  consult: (_ctx, scene, step) => ({ data: { units: (step.input.units ?? []).map((id) => knownUnit(scene, step, id)) } }),
  minute: (_ctx, scene, step) => ({
    change: knownMatter(scene, step),
    data: { units: (step.input.units ?? []).map((id) => knownUnit(scene, step, id)) },
  }),
  dispatch: handOver(false),
  designate: handOver(true),
  // The file shows the last reply; every reply stays in its line.
  finish: (_ctx, _scene, { input }) => ({ change: { reply: input.reply ?? null }, data: { reply: input.reply } }),
  approve: () => ({ change: { outcome: 'handled' } }),
  supervise: (_ctx, _scene, { input }) => ({ change: { supervised: input.supervision ?? null }, data: { level: input.supervision } }),
  'end-supervision': (_ctx, _scene, { held }) => ({ change: { supervised: null }, data: { level: held.file.supervised } }),
  leave: () => ({ change: { joined_to: null } }),
  recuse: recuse(({ actor }) => (actor.kind === 'officer' ? actor.accountId : undefined)),
  'order-recusal': recuse((_ctx, { input }) => input.officer),
  ...callMakers,
  ...requestMakers,
  ...judgementMakers,
};

/** What an action changes beyond state and clocks, with its input checked against the pack's lists. */
export function effectOf(ctx: Moment, scene: Scene, step: Step): Effect {
  return { change: {}, calls: [], answered: null, data: {}, ...makers[step.action]?.(ctx, scene, step) };
}
