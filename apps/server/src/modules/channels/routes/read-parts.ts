import type { FastifyRequest } from 'fastify';
import { OpenFaults, wrong } from '../faults.ts';
import { type Fields, fieldsOf, readForm, readJsonBody } from '../read-body.ts';
import { queryOf } from './reply.ts';

/** What a POST carries: fields of body and address, and uploaded photos as they came. */
export type Posted = { fields: Fields; uploads: Buffer[] };

export const mostUploads = 9;
export const largestUpload = 12 * 1024 * 1024;
const largestTogether = 3 * largestUpload;
const inMegabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;

/** What the reader of parts throws has a status where it knows one; a broken body has none, and is the caller's to mend. */
const isTheirs = (error: unknown) => error instanceof Error && !(error instanceof OpenFaults) && !('statusCode' in error);

const isTooLarge = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE';

async function readMultipart(request: FastifyRequest): Promise<{ pairs: [string, string][]; uploads: Buffer[] }> {
  const pairs: [string, string][] = [];
  const uploads: Buffer[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) throw wrong(`${part.fieldname.slice(0, 60)}: too long`);
      pairs.push([part.fieldname, String(part.value)]);
      continue;
    }
    const bytes = await part.toBuffer().catch((error: unknown) => {
      throw isTooLarge(error) ? wrong(`${part.fieldname.slice(0, 60)}: larger than ${inMegabytes(largestUpload)}`) : error;
    });
    if (bytes.length > 0) uploads.push(bytes);
    if (uploads.reduce((sum, { length }) => sum + length, 0) > largestTogether)
      throw wrong(`files: larger than ${inMegabytes(largestTogether)} together`);
  }
  return { pairs, uploads };
}

const isMultipart = (request: FastifyRequest) => request.headers['content-type']?.toLowerCase().startsWith('multipart/form-data') ?? false;

/** A charset other than UTF-8 is refused by its name: what cannot be read for sure is not guessed. */
function refuseCharset(request: FastifyRequest) {
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase();
  if (charset !== undefined && !['utf-8', 'utf8', 'us-ascii'].includes(charset))
    throw wrong(`charset ${charset.slice(0, 30)}: send every text as UTF-8`);
}

function readFields(request: FastifyRequest): Fields {
  const { body } = request;
  if (!Buffer.isBuffer(body) || body.length === 0) return fieldsOf([]);
  return request.headers['content-type']?.includes('json') ? readJsonBody(body) : readForm(body);
}

/** Fields of the body first, then those of the address that the body does not name (an api_key may stand in either). */
export async function readPosted(request: FastifyRequest): Promise<Posted> {
  refuseCharset(request);
  const query = queryOf(request);
  if (!isMultipart(request)) return { fields: new Map([...query, ...readFields(request)]), uploads: [] };
  const { pairs, uploads } = await readMultipart(request).catch((error: unknown) => {
    throw isTheirs(error) ? wrong('the parts of the body cannot be read') : error;
  });
  const utf8 = pairs.find(([name, value]) => name.includes('\ufffd') || value.includes('\ufffd'));
  if (utf8) throw wrong('the text is not UTF-8; send every text as UTF-8');
  return { fields: new Map([...query, ...fieldsOf(pairs)]), uploads };
}
