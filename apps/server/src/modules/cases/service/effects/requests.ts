import { formatLimit } from '@banyan/working-time';
import { unprocessable } from '#platform/refusal.ts';
import type { ReasonList } from '../../../matters/index.ts';
import { runFrom } from '../../limits.ts';
import type { RequestKind } from '../../workflow.ts';
import type { Maker, Scene, Step } from './effect.ts';
import { knownReason } from './known.ts';

const reasonsFor: Partial<Record<RequestKind, ReasonList>> = { return: 'return', suspension: 'suspend', termination: 'terminate' };

/** The day on which a suspension is looked at again: after today, and not later than the pack allows. */
function knownReviewDay({ matters }: Scene, { held, input }: Step, now: Date): string | null {
  if (input.reviewOn === undefined) return null;
  const { limit, basis } = matters.limit(held.file.area_code, 'suspension', { on: matters.dayOf(held.file.reported_at) });
  const latest = matters.dayOf(runFrom(matters.calendar, now, limit, matters.fractions).dueAt);
  if (input.reviewOn > matters.dayOf(now) && input.reviewOn <= latest) return input.reviewOn;
  throw unprocessable(
    'review.out_of_range',
    `A suspension is looked at again after today and not later than ${latest} (${formatLimit(limit)}, ${basis}).`,
    {
      field: 'reviewOn',
      latest,
    },
  );
}

const request =
  (kind: RequestKind): Maker =>
  (ctx, scene, step) => {
    const { input, unit } = step;
    const list = reasonsFor[kind];
    if (list && input.reason !== undefined) knownReason(scene, list, [input.reason]);
    const reviewOn = kind === 'suspension' ? knownReviewDay(scene, step, ctx.now) : null;
    const asked = { kind, reason: input.reason ?? null, note: input.note ?? '', unit, reviewOn, askedAt: ctx.now.toISOString() };
    return { change: { request: asked }, data: { reason: asked.reason, reviewOn } };
  };

const asked = ({ held }: Step) => ({ reason: held.file.request?.reason ?? null, unit: held.file.request?.unit ?? null });

const granted: Maker = (_ctx, _scene, step) => ({ change: { request: null }, data: asked(step) });

/** What a unit asks for, and what becomes of it: refused, the request goes; granted, the law of each kind follows. */
export const requestMakers = {
  'request-return': request('return'),
  'request-extension': request('extension'),
  'request-suspension': request('suspension'),
  'request-termination': request('termination'),
  'refuse-return': (_ctx, _scene, step) => ({ change: { request: null, return_refused: true }, data: asked(step) }),
  'refuse-extension': granted,
  'refuse-suspension': granted,
  'refuse-termination': granted,
  'grant-return': (_ctx, _scene, step) => {
    const { lead_unit } = step.held.file;
    return { change: { request: null, lead_unit: null, returned: lead_unit ? [lead_unit] : [] }, data: asked(step) };
  },
  'grant-extension': granted,
  'grant-suspension': (_ctx, _scene, step) => {
    const reviewOn = step.held.file.request?.reviewOn ?? null;
    return { change: { request: null, review_on: reviewOn }, data: { ...asked(step), reviewOn } };
  },
  resume: () => ({ change: { review_on: null } }),
  'grant-termination': (ctx, _scene, step) => ({
    change: { request: null, outcome: 'terminated', reply: step.input.reply ?? null, closed_at: ctx.now },
    data: { ...asked(step), reply: step.input.reply },
  }),
} satisfies Record<string, Maker>;
