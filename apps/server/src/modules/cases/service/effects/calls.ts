import { newId } from '#platform/context.ts';
import { unprocessable } from '#platform/refusal.ts';
import type { Call } from '../../store/read.ts';
import type { NewCall } from '../../store/write.ts';
import type { Maker, Moment, Scene, Step } from './effect.ts';
import { knownUnit } from './known.ts';

const isOver = (call: Call) => call.state === 'finished' || call.state === 'withdrawn';

/** New calls to the units of the input, answering to `caller`; whoever is called already, or is the caller, is refused. */
export function newCalls(ctx: Moment, scene: Scene, step: Step, caller: string): NewCall[] {
  const { held, input } = step;
  const units = [...new Set(input.units ?? [])].map((id) => knownUnit(scene, step, id));
  const busy = units.find((id) => id === caller || held.calls.some((call) => call.unit_id === id && !isOver(call)));
  if (busy)
    throw unprocessable(
      'call.already_open',
      `${scene.places.unit(busy)?.name ?? busy} is the caller, or has already been called and has not finished.`,
      { unit: busy },
    );
  return units.map((id) => ({
    id: newId(ctx.now),
    unit_id: id,
    caller_unit: caller,
    whistle: input.whistle ?? 'work',
    note: input.note ?? '',
    meet_at: input.meetAt ? new Date(input.meetAt) : null,
  }));
}

const call: Maker = (ctx, scene, step) => {
  const calls = newCalls(ctx, scene, step, step.unit ?? step.held.file.desk_unit);
  const units = calls.map((one) => one.unit_id);
  return {
    calls,
    change: { involve: units.filter((id) => !step.held.file.involved_units.includes(id)) },
    data: { units, whistle: step.input.whistle ?? 'work', meetAt: step.input.meetAt ?? null },
  };
};

const answer =
  (state: Call['state'] | 'same', contacted: boolean): Maker =>
  (_ctx, _scene, { held, input }) => {
    const called = held.calls.find((one) => one.id === input.call);
    if (!called) throw unprocessable('call.unknown', 'This case has no such call.', { allowed: held.calls.map((one) => one.id) });
    return {
      answered: { id: called.id, state: state === 'same' ? called.state : state, contacted },
      data: { call: called.id, unit: called.unit_id },
    };
  };

export const callMakers = {
  call,
  'sign-call': answer('signed', false),
  'contact-caller': answer('same', true),
  'report-in': answer('reported-in', true),
  'finish-call': answer('finished', true),
  'withdraw-call': answer('withdrawn', false),
} satisfies Record<string, Maker>;
