import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Actor, Context } from './context.ts';
import { trail } from './database.ts';
import { badRequest, unprocessable } from './refusal.ts';

const scopeOf = (actor: Actor) => (actor.kind === 'resident' || actor.kind === 'officer' ? actor.accountId : actor.kind);

/** The Idempotency-Key of a request (IETF draft-ietf-httpapi-idempotency-key-header): 16 to 128 visible characters, or none. */
export function readKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{16,128}$/.test(key))
    throw badRequest('request.idempotency_key_invalid', 'An Idempotency-Key is 16 to 128 visible ASCII characters; a UUID will do.');
  return key;
}

/** What a key is bound to: the operation and the body it came with. */
export function operationOf(request: FastifyRequest): { name: string; hash: Buffer } {
  const body = Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null);
  return { name: `${request.method} ${request.url}`, hash: createHash('sha256').update(body).digest() };
}

/** Keeps the answer in the same transaction as the fact, under one key or several; a concurrent twin fails on any of them and is rolled back. */
export function keepAnswer(ctx: Context, key: string | readonly string[], operation: { name: string; hash: Buffer }, answer: object) {
  const sealed = ctx.house.vault.seal(JSON.stringify(answer));
  trail(
    ctx.tx,
    `insert into platform.first_answer (scope, key, operation, request_hash, answer, answered_at)
     select $1, k, $3, $4, $5, $6 from unnest($2::text[]) as k`,
    [scopeOf(ctx.actor), typeof key === 'string' ? [key] : key, operation.name, operation.hash, sealed, ctx.now],
  );
}

/** The first answer to this key, or nothing. A key that came with another request is refused. */
export async function firstAnswer<T>(ctx: Context, key: string, operation: { name: string; hash: Buffer }): Promise<T | undefined> {
  const { rows } = await sql<{ operation: string; request_hash: Buffer; answer: Buffer }>`
    select operation, request_hash, answer from platform.first_answer where scope = ${scopeOf(ctx.actor)} and key = ${key}`.execute(ctx.tx);
  const first = rows[0];
  if (!first) return undefined;
  if (first.operation !== operation.name || !first.request_hash.equals(operation.hash))
    throw unprocessable(
      'request.idempotency_key_reused',
      'This Idempotency-Key came with another request. Use a new key for a new request.',
    );
  return JSON.parse(ctx.house.vault.open(first.answer)) as T;
}
