import { createHash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { firstAnswer, keepAnswer } from '#platform/first-answer.ts';
import { wrong } from '../faults.ts';
import type { Fields } from '../read-body.ts';
import type { Client } from '../store/clients.ts';

/** The same body of the same client within this time is a repetition and gets the first answer; up to twice as long at most. */
export const repeatMs = 300_000;

export type Sent = { client: Client; operation: string; key: string | undefined; hash: Buffer };

/** What was sent, without the key that came with it. */
export function hashSent(fields: Fields, uploads: readonly Buffer[]): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([...fields].filter(([name]) => name !== 'api_key')));
  for (const upload of uploads) hash.update(createHash('sha256').update(upload).digest());
  return hash.digest();
}

/** A header’s key holds no blank, so a guest’s own cannot meet these. */
function keysOf({ client, key, hash }: Sent, now: Date): string[] {
  if (key !== undefined) return [`open311 ${client.id} ${key}`];
  const turn = Math.floor(now.getTime() / repeatMs);
  return [turn, turn + 1].map((one) => `open311 ${client.id} ${hash.toString('hex')} ${one}`);
}

/** The Idempotency-Key of a request, or none. */
export function readOnceKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(header)) throw wrong('Idempotency-Key: 8 to 128 visible ASCII characters');
  return header;
}

const isTwin = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23505';

/** Runs work in a unit of work of its own, as the guest that a client is. */
export type Unit = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

/** Does the work in one unit of work; a repetition gets the first answer and does nothing. The key with another body is refused. */
export async function answerOnce<T extends object>(unit: Unit, sent: Sent, work: (ctx: Context) => Promise<T>): Promise<T> {
  const operation = { name: `open311 ${sent.operation}`, hash: sent.hash };
  try {
    return await unit(async (ctx) => {
      const answer = await work(ctx);
      keepAnswer(ctx, keysOf(sent, ctx.now), operation, answer);
      return answer;
    });
  } catch (error) {
    if (!isTwin(error)) throw error;
    const first = await unit((ctx) => readFirst<T>(ctx, keysOf(sent, ctx.now), operation));
    if (first) return first;
    throw error;
  }
}

async function readFirst<T>(ctx: Context, keys: readonly string[], operation: { name: string; hash: Buffer }): Promise<T | undefined> {
  for (const key of keys) {
    const answer = await firstAnswer<T>(ctx, key, operation);
    if (answer) return answer;
  }
  return undefined;
}
