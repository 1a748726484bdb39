import { formatLimit, type Limit, type Pause, parseLimit } from '@banyan/working-time';
import { newId } from '#platform/context.ts';
import type { Matters } from '../../matters/index.ts';
import { unitOfClock } from '../decide.ts';
import { nextFire, runFrom, runOf } from '../limits.ts';
import type { OpenClock } from '../store/read.ts';
import type { ChangedClock, NewClock } from '../store/write.ts';
import type { ClockKind } from '../workflow.ts';
import type { Moment } from './effects/effect.ts';

export type ClockScene = {
  areaCode: string;
  /** The civil day of the report: every clock of a case runs by the limits of that day. */
  reportedOn: string;
  matterCode: string | null;
  urgency: string;
  whistle?: string;
  desk: string;
  superior: string;
  lead: string | null;
  called: string | null;
  callId: string | null;
  /** The day on which a suspension is looked at again, instead of the longest that the pack allows. */
  reviewOn?: string | null;
  /** The case is handled for a second time. */
  isSecond?: boolean;
};

/** The resident's clock runs as long as the unit's. */
const limitKindOf = (kind: ClockKind, { isSecond }: ClockScene) => (kind !== 'promise' ? kind : isSecond ? 'rehandle' : 'handle');

const limitOf = (matters: Matters, kind: ClockKind, scene: ClockScene) =>
  matters.limit(scene.areaCode, limitKindOf(kind, scene), {
    matterCode: scene.matterCode,
    urgency: scene.urgency,
    whistle: scene.whistle,
    on: scene.reportedOn,
  });

/** Starts a clock now: its limit from the pack's tables, its end from the calendar, its owner from the workflow. */
export function startClock(ctx: Moment, matters: Matters, kind: ClockKind, scene: ClockScene): NewClock {
  const { limit, basis } = limitOf(matters, kind, scene);
  const running = runFrom(matters.calendar, ctx.now, limit, matters.fractions);
  const reviewAt = kind === 'suspension' && scene.reviewOn ? new Date(matters.dayStart(scene.reviewOn)) : undefined;
  const at = reviewAt && reviewAt < running.dueAt ? { yellowAt: reviewAt, redAt: reviewAt, dueAt: reviewAt } : running;
  return {
    id: newId(ctx.now),
    kind,
    unit_id: unitOfClock(kind, scene),
    call_id: scene.callId,
    yellow_at: at.yellowAt,
    red_at: at.redAt,
    due_at: at.dueAt,
    basis: `${formatLimit(limit)} · ${basis}`,
    time_limit: formatLimit(limit),
  };
}

const pausesOf = (clock: OpenClock): Pause[] =>
  clock.pauses.map(([from, to]) => ({ fromMs: Date.parse(from), toMs: to === null ? null : Date.parse(to) }));

function changed(ctx: Moment, matters: Matters, clock: OpenClock, change: Pick<OpenClock, 'extensions' | 'pauses'>): ChangedClock {
  const after = { ...clock, ...change };
  const running = runOf(
    matters.calendar,
    {
      startedAt: new Date(clock.started_at),
      limit: parseLimit(clock.time_limit),
      extensions: after.extensions.map(parseLimit),
      pauses: pausesOf(after),
    },
    matters.fractions,
  );
  const stays = { yellowAt: new Date(clock.yellow_at), redAt: new Date(clock.red_at), dueAt: new Date(clock.due_at) };
  const { yellowAt, redAt, dueAt } = running ?? stays;
  return {
    id: clock.id,
    yellow_at: yellowAt,
    red_at: redAt,
    due_at: dueAt,
    fire_at: running && nextFire(running, ctx.now),
    ...change,
  };
}

/** Grants an open clock more time: the extension is worked out after what was granted before, by the calendar. */
export const extendClock = (ctx: Moment, matters: Matters, clock: OpenClock, by: Limit): ChangedClock =>
  changed(ctx, matters, clock, { extensions: [...clock.extensions, formatLimit(by)], pauses: clock.pauses });

/** Lets an open clock stand still from now on. */
export const pauseClock = (ctx: Moment, matters: Matters, clock: OpenClock): ChangedClock =>
  changed(ctx, matters, clock, { extensions: clock.extensions, pauses: [...clock.pauses, [ctx.now.toISOString(), null]] });

/** Lets a clock that stands go on; its end moves by what its unit measures of the pause. */
export const resumeClock = (ctx: Moment, matters: Matters, clock: OpenClock): ChangedClock =>
  changed(ctx, matters, clock, {
    extensions: clock.extensions,
    pauses: clock.pauses.map(([from, to]) => [from, to ?? ctx.now.toISOString()]),
  });
