import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Marks an answer that anyone may keep, and tells whether the caller holds the current copy (RFC 9110 §13.1.2): then a 304 without a body is the
 * answer. `tag` changes exactly when the answer may; `maxAge` is in seconds.
 */
export function isCurrent(request: FastifyRequest, reply: FastifyReply, tag: string, maxAge: number): boolean {
  const etag = `W/"${tag}"`;
  void reply.header('cache-control', `public, max-age=${maxAge}`).header('etag', etag);
  const held = request.headers['if-none-match']?.split(',') ?? [];
  return held.some((one) => one.trim() === etag || one.trim() === '*');
}

/** The answer to a caller who holds the current copy: no body, and so no type of one. */
export const sendUnchanged = (reply: FastifyReply) => reply.code(304).send();
