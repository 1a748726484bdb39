import { type Context, newId } from '#platform/context.ts';
import { notFound } from '#platform/refusal.ts';
import { redact, viewCase } from '../../cases/index.ts';
import { judgeReply, type ReplyQuality } from '../reply-quality.ts';
import type { Summary } from '../schema.ts';
import { insertOverride, selectOverrides } from '../store/desk.ts';
import { summarise } from '../summary.ts';

const doneSteps = ['finish', 'finish-call', 'approve', 'rectified'];

/** Judges a reply that is about to leave; the case must be the officer's to see. */
export async function judgeReplyOf(ctx: Context, region: string, id: string, reply: string): Promise<{ score: number; faults: string[] }> {
  const view = await viewCase(ctx, region, id);
  const quality: ReplyQuality = judgeReply({
    asked: `${view.title}。${view.content}`,
    reply,
    // Who may finish now says in this reply what was done; of the record of others it must be true already.
    finished: doneSteps.some(
      (step) => view.actions.some(({ action }) => action === step) || view.timeline.some(({ action }) => action === step),
    ),
  });
  return { score: quality.score, faults: [...quality.faults] };
}

/** Keeps that a reply leaves although the check found fault with it, with the officer's reason; gives what the check found. */
export async function overrideReply(ctx: Context, region: string, id: string, { reply, note }: { reply: string; note: string }) {
  const judged = await judgeReplyOf(ctx, region, id, reply);
  if (ctx.actor.kind !== 'officer') throw notFound('case');
  const by_account = ctx.actor.accountId;
  await insertOverride(ctx, { region, id: newId(ctx.now), case_id: id, at: ctx.now, by_account, note: redact(note), ...judged });
  return judged;
}

/** The story of a case in at most three of its own sentences. */
export async function summariseCase(ctx: Context, region: string, id: string): Promise<Summary> {
  const view = await viewCase(ctx, region, id);
  const lines = view.timeline.map(({ at, action, note }) => ({ at, action, note: note ?? null }));
  const overrides = await selectOverrides(ctx, region, id);
  return {
    lines: summarise(view.content, lines, view.reply),
    mayDraft: ctx.house.drafting !== undefined,
    overrides: overrides.map(({ at, score, faults, note }) => ({ at: at.toISOString(), score, faults, note })),
  };
}
