import type { Maker } from './effect.ts';
import { knownReason } from './known.ts';

const closing =
  (outcome: string): Maker =>
  (ctx) => ({ change: { outcome, closed_at: ctx.now } });

/** A new round asks the reporter anew: what was asked and tried before belongs to the round before. */
const newRound = { outcome: null, asked_at: null, attempt_count: 0, first_attempt_at: null } as const;

/** What the reporter says in the end, himself or by phone, and what happens when he says nothing. */
export const judgementMakers = {
  rate: (ctx, scene, { input, to }) => {
    knownReason(scene, 'rate', input.reasons ?? []);
    return {
      change: {
        rating_level: input.level ?? null,
        rating_reasons: input.reasons ?? [],
        rating_note: input.note ?? null,
        outcome: 'rated',
        rated_at: ctx.now,
        ...(to === 'closed' ? { closed_at: ctx.now } : { attempt_count: 0, first_attempt_at: null }),
      },
      // The list of reasons as it stood: a rating is read by the words that were shown.
      data: { level: input.level, reasons: input.reasons ?? [], list: scene.matters.tag },
    };
  },
  refuse: (_ctx, scene, { input }) => {
    knownReason(scene, 'refuse', input.reasons ?? []);
    return { change: newRound, data: { reasons: input.reasons ?? [] } };
  },
  attempt: (ctx, _scene, { held, input }) => ({
    change: { attempt_count: held.file.attempt_count + 1, first_attempt_at: held.file.first_attempt_at ?? ctx.now },
    data: { outcome: input.outcome, count: held.file.attempt_count + 1 },
  }),
  'close-unrated': closing('unrated'),
  'close-unreached': (ctx, _scene, { held }) => ({
    change: { outcome: held.file.rating_level === null ? 'unreached' : 'rated', closed_at: ctx.now },
    data: { attempts: held.file.attempt_count },
  }),
  rectified: (_ctx, _scene, { input }) => ({ change: { reply: input.reply ?? null }, data: { reply: input.reply } }),
  confirm: closing('rectified'),
  deny: (_ctx, scene, { input }) => {
    knownReason(scene, 'refuse', input.reasons ?? []);
    return { change: { attempt_count: 0, first_attempt_at: null }, data: { reasons: input.reasons ?? [] } };
  },
  'close-unconfirmed': closing('rated'),
  withdraw: closing('withdrawn'),
  reopen: () => ({ change: { ...newRound, closed_at: null } }),
  ask: (ctx) => ({ change: { asked_at: ctx.now } }),
  urge: () => ({ change: { urged: true } }),
} satisfies Record<string, Maker>;
