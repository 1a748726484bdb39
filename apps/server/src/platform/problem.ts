import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

type Problem = { status: number; code: string; title: string } & Record<string, unknown>;
type Fault = Error & {
  statusCode?: number;
  code?: string;
  validation?: { instancePath?: string; message?: string; params?: object; keyword?: string }[];
  validationContext?: string;
};

/** Codes of Fastify that are the caller's to mend, in our own stable words. */
const transport: Record<string, [number, string, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    'request.too_large',
    'The request is larger than this operation takes (256 kB of JSON, 12 MB for a photo).',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'request.media_type',
    'This operation does not take that media type; send application/json (photos: image/jpeg, image/png, image/webp, image/heic).',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'request.malformed', 'The body is not valid JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'request.malformed', 'The body is empty.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'request.malformed', 'The Content-Length does not match the body.'],
  FST_ERR_BAD_URL: [400, 'request.malformed', 'The address is not a valid URL.'],
};

/** SQLSTATEs that a caller can cause or wait out; everything else is our fault (500). */
const database: Record<string, [number, string, string]> = {
  '22021': [400, 'request.unstorable_text', 'A text holds a character that cannot be stored (such as U+0000).'],
  '22P05': [400, 'request.unstorable_text', 'A text holds a character that cannot be stored (such as U+0000).'],
  '22012': [409, 'request.lost_race', 'Someone else changed this at the same moment. Try again.'],
  '40001': [409, 'request.lost_race', 'Someone else changed this at the same moment. Try again.'],
  '40P01': [409, 'request.lost_race', 'Someone else changed this at the same moment. Try again.'],
  '55P03': [409, 'request.lost_race', 'Someone else is changing this at the same moment. Try again.'],
  '57014': [503, 'database.slow', 'The database took too long. Narrow what you ask for, or try again in a moment.'],
  '57P01': [503, 'database.unavailable', 'The database is restarting. Try again in a moment.'],
  '57P03': [503, 'database.unavailable', 'The database is starting. Try again in a moment.'],
  '53300': [503, 'database.unavailable', 'The database has no free connection. Try again in a moment.'],
  '53100': [503, 'database.full', 'The disk of the database is full. Nothing was written; the operator must make room.'],
  ECONNRESET: [503, 'database.unavailable', 'The database cannot be reached. Try again in a moment.'],
  ECONNREFUSED: [503, 'database.unavailable', 'The database cannot be reached. Try again in a moment.'],
  ENOENT: [503, 'database.unavailable', 'The database cannot be reached. Try again in a moment.'],
};

function fieldsOf(fault: Fault) {
  return fault.validation?.map((one) => {
    const path = `${fault.validationContext ?? ''}${one.instancePath ?? ''}`.replaceAll('/', '.').replace(/^\./, '');
    return { field: path, problem: one.message ?? one.keyword ?? 'is not valid', ...one.params };
  });
}

/** The driver gives a cut connection no code. */
const cutOff = (fault: Fault) => (fault.message?.startsWith('Connection terminated') ? database.ECONNREFUSED : undefined);

/** Any failure as a problem (RFC 9457): refusals keep their code, the rest says nothing but a trace id. */
export function problemOf(error: unknown, traceId: string): Problem {
  if (error instanceof Refusal) return { status: error.status, code: error.code, title: error.message, ...error.detail };
  const fault = error as Fault;
  if (fault.validation)
    return { status: 400, code: 'request.invalid', title: 'Some fields are missing or not allowed.', fields: fieldsOf(fault) };
  const known = transport[fault.code ?? ''] ?? database[fault.code ?? ''] ?? cutOff(fault);
  if (known) return { status: known[0], code: known[1], title: known[2] };
  if (fault.statusCode && fault.statusCode < 500)
    return { status: fault.statusCode, code: 'request.malformed', title: 'The request could not be read.' };
  return { status: 500, code: 'server.failed', title: 'Something failed on our side. It has been noted under this trace id.', traceId };
}

export async function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = problemOf(error, request.id);
  if (problem.status >= 500) request.log.error({ err: error, traceId: request.id }, problem.code);
  if (problem.code === 'request.too_many' || typeof problem.retryAfterSeconds === 'number')
    reply.header('retry-after', String(problem.retryAfterSeconds ?? 1));
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
