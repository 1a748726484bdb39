import { formatLimit } from '@banyan/working-time';
import { type Context, newId } from '#platform/context.ts';
import type { Matters } from '../../matters/index.ts';
import { unitOfClock } from '../decide.ts';
import { runFrom } from '../limits.ts';
import type { NewClock } from '../store/write.ts';
import type { ClockKind } from '../workflow.ts';

export type ClockScene = {
  areaCode: string;
  matterCode: string | null;
  urgency: string;
  whistle?: string;
  desk: string;
  lead: string | null;
  called: string | null;
  callId: string | null;
};

/** Starts a clock now: its limit from the pack's tables, its end from the calendar, its owner from the workflow. */
export function startClock(ctx: Context, matters: Matters, kind: ClockKind, scene: ClockScene): NewClock {
  const { limit, basis } = matters.limit(scene.areaCode, kind, {
    matterCode: scene.matterCode,
    urgency: scene.urgency,
    whistle: scene.whistle,
  });
  const { yellowAt, redAt, dueAt } = runFrom(matters.calendar, ctx.now, limit, matters.fractions);
  return {
    id: newId(ctx.now),
    kind,
    unit_id: unitOfClock(kind, scene),
    call_id: scene.callId,
    yellow_at: yellowAt,
    red_at: redAt,
    due_at: dueAt,
    basis: `${formatLimit(limit)} · ${basis}`,
  };
}
