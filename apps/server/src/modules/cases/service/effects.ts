import { type Context, newId } from '#platform/context.ts';
import { unprocessable } from '#platform/refusal.ts';
import type { Matters } from '../../matters/index.ts';
import type { Places } from '../../places/index.ts';
import type { ActionInput } from '../schema.ts';
import type { Call, Held } from '../store/read.ts';
import type { Change, Move, NewCall } from '../store/write.ts';
import type { ActionName } from '../workflow.ts';

export type Scene = { places: Places; matters: Matters };
export type Step = { held: Held; action: ActionName; input: ActionInput; unit: string | null };
export type Effect = { change: Change; calls: NewCall[]; answered: Move['answered']; data: object };

type Part = Partial<Effect>;
type Maker = (ctx: Context, scene: Scene, step: Step) => Part;

function knownMatter({ matters }: Scene, { held, input }: Step): Change {
  if (input.matter === undefined) return {};
  const matter = matters.matter(held.file.area_code, input.matter);
  if (!matter) throw unprocessable('matter.unknown', `The responsibility list has no matter ${input.matter}.`, { allowed: '/api/matters' });
  return { matter_code: matter.code, urgency: matter.urgency };
}

/** A desk may find the place more exactly, but a case stays in the county where it was filed. */
function finerArea({ places }: Scene, { held, input }: Step): Change {
  if (input.area === undefined) return {};
  const area = places.area(input.area);
  if (!area) throw unprocessable('area.unknown', `There is no area ${input.area}.`, { allowed: '/api/areas' });
  if ((area.region ?? area.code) !== held.file.region)
    throw unprocessable(
      'area.other_county',
      'A case stays in the county where it was filed; dispatch it to a unit of the other county instead.',
      { allowed: held.file.region },
    );
  return { area_code: area.code, street_code: area.street ?? null, area_approximate: false };
}

function knownUnit({ places }: Scene, id: string): string {
  if (!places.unit(id)) throw unprocessable('unit.unknown', `There is no unit ${id}.`, { allowed: '/api/units' });
  return id;
}

function knownReason({ matters }: Scene, list: 'reject' | 'rate' | 'refuse', codes: readonly string[]) {
  const allowed = matters.reasons(list).map((reason: { code: string }) => reason.code);
  const stranger = codes.find((code) => !allowed.includes(code));
  if (stranger !== undefined) throw unprocessable('reason.unknown', `"${stranger}" is not a reason on the list "${list}".`, { allowed });
}

function newCalls(ctx: Context, scene: Scene, { held, input, unit }: Step): Part {
  const units = [...new Set(input.units ?? [])].map((id) => knownUnit(scene, id));
  const busy = units.find(
    (id) => id === unit || held.calls.some((call) => call.unit_id === id && call.state !== 'finished' && call.state !== 'withdrawn'),
  );
  if (busy)
    throw unprocessable(
      'call.already_open',
      `${scene.places.unit(busy)?.name ?? busy} is the caller, or has already been called and has not finished.`,
      { unit: busy },
    );
  const whistle = input.whistle ?? 'work';
  const calls = units.map((id) => ({
    id: newId(ctx.now),
    unit_id: id,
    caller_unit: unit ?? held.file.desk_unit,
    whistle,
    note: input.note ?? '',
    meet_at: input.meetAt ? new Date(input.meetAt) : null,
  }));
  return {
    calls,
    change: { involve: units.filter((id) => !held.file.involved_units.includes(id)) },
    data: { units, whistle, meetAt: input.meetAt ?? null },
  };
}

const answer =
  (state: Call['state'] | 'same', contacted: boolean): Maker =>
  (_ctx, _scene, { held, input }) => {
    const call = held.calls.find((one) => one.id === input.call);
    if (!call) throw unprocessable('call.unknown', 'This case has no such call.', { allowed: held.calls.map((one) => one.id) });
    return {
      answered: { id: call.id, state: state === 'same' ? call.state : state, contacted },
      data: { call: call.id, unit: call.unit_id },
    };
  };

const closing =
  (outcome: string): Maker =>
  (ctx) => ({ change: { outcome, closed_at: ctx.now } });

const makers: Partial<Record<ActionName, Maker>> = {
  accept: (_ctx, scene, step) => ({
    change: { ...knownMatter(scene, step), ...finerArea(scene, step) },
    data: { matter: step.input.matter ?? null, area: step.input.area ?? null },
  }),
  reject: (ctx, scene, { input }) => {
    knownReason(scene, 'reject', [input.reason ?? '']);
    return { change: { outcome: 'rejected', reply: input.reply ?? null, closed_at: ctx.now }, data: { reason: input.reason } };
  },
  answer: (_ctx, scene, step) => ({ change: { ...knownMatter(scene, step), outcome: 'answered', reply: step.input.reply ?? null } }),
  dispatch: (ctx, scene, step) => {
    const unit = knownUnit(scene, step.input.unit ?? '');
    return {
      change: {
        ...knownMatter(scene, step),
        lead_unit: unit,
        dispatched_at: ctx.now,
        involve: step.held.file.involved_units.includes(unit) ? [] : [unit],
      },
      data: { unit },
    };
  },
  call: newCalls,
  'sign-call': answer('signed', false),
  'contact-caller': answer('same', true),
  'report-in': answer('reported-in', true),
  'finish-call': answer('finished', true),
  'withdraw-call': answer('withdrawn', false),
  finish: (_ctx, _scene, { input }) => ({ change: { reply: input.reply ?? null } }),
  approve: () => ({ change: { outcome: 'handled' } }),
  rate: (ctx, scene, { input }) => {
    knownReason(scene, 'rate', input.reasons ?? []);
    return {
      change: {
        rating_level: input.level ?? null,
        rating_reasons: input.reasons ?? [],
        rating_note: input.note ?? null,
        outcome: 'rated',
        closed_at: ctx.now,
      },
      data: { level: input.level, reasons: input.reasons ?? [] },
    };
  },
  'close-unrated': closing('unrated'),
  withdraw: closing('withdrawn'),
  refuse: (_ctx, scene, { input }) => {
    knownReason(scene, 'refuse', input.reasons ?? []);
    return { change: { outcome: null, asked_at: null }, data: { reasons: input.reasons ?? [] } };
  },
  reopen: () => ({ change: { outcome: null, closed_at: null, asked_at: null } }),
  ask: (ctx) => ({ change: { asked_at: ctx.now } }),
  urge: () => ({ change: { urged: true } }),
};

/** What an action changes beyond state and clocks, with its input checked against the pack's lists. */
export function effectOf(ctx: Context, scene: Scene, step: Step): Effect {
  return { change: {}, calls: [], answered: null, data: {}, ...makers[step.action]?.(ctx, scene, step) };
}
