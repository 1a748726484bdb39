import type { Context } from '#platform/context.ts';
import { viewCase } from '../../cases/index.ts';
import { judgeReply, type ReplyQuality } from '../reply-quality.ts';
import { summarise } from '../summary.ts';

/** Judges a reply that is about to leave; the case must be the officer's to see. */
export async function judgeReplyOf(ctx: Context, region: string, id: string, reply: string): Promise<{ score: number; faults: string[] }> {
  const view = await viewCase(ctx, region, id);
  const quality: ReplyQuality = judgeReply({
    asked: `${view.title}。${view.content}`,
    reply,
    finished: view.timeline.some(({ action }) => action === 'finish' || action === 'finish-call' || action === 'answer'),
  });
  return { score: quality.score, faults: [...quality.faults] };
}

/** The story of a case in at most three of its own sentences. */
export async function summariseCase(ctx: Context, region: string, id: string): Promise<{ lines: string[] }> {
  const view = await viewCase(ctx, region, id);
  const lines = view.timeline.map(({ at, action, note }) => ({ at, action, note: note ?? null }));
  return { lines: summarise(view.content, lines, view.reply) };
}
