import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '#platform/context.ts';
import type { App } from '#platform/http.ts';
import { Refusal } from '#platform/refusal.ts';
import { type CaseEnvelope, readEnvelope, writeEnvelope } from '../archive/envelope.ts';
import { openPress } from '../archive/press.ts';
import { verifyPage, verifyStyle } from '../archive/verify-page.ts';
import { CaseKey } from '../schema.ts';
import { knowFile, showFile } from '../service/archive-case.ts';
import { passHash } from '../service/report-case.ts';

const FileQuery = Type.Object(
  {
    format: Type.Optional(Type.Enum(['json', 'pdf'], { description: 'Without it the header Accept decides, and JSON is the default.' })),
    purpose: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'Opens the reporter’s contact beside the document, for an officer who may; leaves a line.',
      }),
    ),
  },
  { additionalProperties: false },
);
const QueryCode = Type.Object({ 'x-query-code': Type.Optional(Type.String({ minLength: 8, maxLength: 12 })) });
const VerifyQuery = Type.Object({
  hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the canonical document, in hexadecimal.' }),
});
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const FileKnown = Type.Object({
  known: Type.Boolean({ description: 'Whether a file with this fingerprint was archived here. Drafts are not known.' }),
  archivedAt: maybe(Type.String({ format: 'date-time' })),
  keyId: maybe(Type.String({ description: 'The key with which it was signed, see /.well-known/jwks.json.' })),
});
const PublicKey = Type.Object({
  kty: Type.Literal('OKP'),
  crv: Type.Literal('Ed25519'),
  x: Type.String(),
  kid: Type.String(),
  use: Type.Literal('sig'),
  alg: Type.Literal('EdDSA'),
});

type Format = 'json' | 'pdf';

/** The format asked for: by the query, else the better liked of the two in Accept (RFC 9110 §12.5.1). Refuses what is neither. */
export function formatOf(asked: Format | undefined, accept: string | undefined): Format {
  if (asked) return asked;
  if (accept === undefined || accept.trim() === '') return 'json';
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    return { type, quality: Number.isNaN(quality) ? 0 : quality };
  });
  const liking = (format: string) => {
    const match = [`application/${format}`, 'application/*', '*/*'].map((form) => ranges.find(({ type }) => type === form)).find(Boolean);
    return match?.quality ?? 0;
  };
  const [json, pdf] = [liking('json'), liking('pdf')];
  if (json === 0 && pdf === 0)
    throw new Refusal(406, 'file.format_unknown', 'The file of a case comes as application/json or application/pdf.', {
      allowed: ['application/json', 'application/pdf'],
    });
  return pdf > json ? 'pdf' : 'json';
}

const styleHash = createHash('sha256').update(verifyStyle).digest('base64');

export function fileRoutes(app: App, house: House) {
  const press = openPress();
  // Where the house has no address of its own, only a demonstration takes the one it was called by: what the house stamps must not send people elsewhere.
  const addressOf = (request: FastifyRequest) => house.address ?? (house.demo ? `${request.protocol}://${request.host}` : null);

  const sendFile = async (request: FastifyRequest, reply: FastifyReply, text: string, envelope: CaseEnvelope, format: Format) => {
    const name = `${envelope.document.case.number}${envelope.document.draft ? '-draft' : ''}`;
    void reply.header('content-disposition', `inline; filename="${name}.${format}"`).header('vary', 'accept');
    if (format === 'json') return reply.type('application/json; charset=utf-8').send(text);
    const pages = await press(envelope, text, house.signer, addressOf(request));
    return reply.type('application/pdf').send(pages);
  };

  app.get(
    '/api/cases/:region/:id/file',
    {
      config: { access: 'anyone', purpose: 'Give the whole record of a case, signed, to those who may see the case' },
      schema: {
        operationId: 'showCaseFile',
        tags: ['cases'],
        params: CaseKey,
        headers: QueryCode,
        querystring: FileQuery,
        response: { 200: Type.Any({ description: 'application/json: document, fingerprint and signature; or application/pdf.' }) },
      },
    },
    async (request, reply) => {
      const { region, id } = request.params;
      const code = request.headers['x-query-code'];
      const format = formatOf(request.query.format, request.headers.accept);
      const file = await request.unitOfWork(
        (ctx) => showFile(ctx, region, id, request.query.purpose),
        code ? passHash({ house }, code) : undefined,
      );
      const text = writeEnvelope(file.words, file);
      const envelope = readEnvelope(text);
      if (!envelope) throw new Error('The file of a case does not read as one.');
      return sendFile(request, reply, text, envelope, format);
    },
  );

  app.get(
    '/api/files/verify',
    {
      config: { access: 'anyone', purpose: 'Tell whoever holds a file whether it is one of ours' },
      schema: { operationId: 'verifyFile', tags: ['cases'], querystring: VerifyQuery, response: { 200: FileKnown } },
    },
    async (request, reply) => {
      const known = await request.unitOfWork((ctx) => knowFile(ctx, request.query.hash));
      if (!request.headers.accept?.includes('text/html')) return reply.header('vary', 'accept').send(known);
      return reply
        .header('vary', 'accept')
        .header('content-security-policy', `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`)
        .type('text/html; charset=utf-8')
        .send(verifyPage(known, request.query.hash) as never);
    },
  );

  app.get(
    '/.well-known/jwks.json',
    {
      config: { access: 'anyone', purpose: 'Give the public keys by which a file is checked' },
      schema: { operationId: 'listSigningKeys', tags: ['cases'], response: { 200: Type.Object({ keys: Type.Array(PublicKey) }) } },
    },
    async (_request, reply) => reply.header('cache-control', 'public, max-age=3600').send(house.signer.keys),
  );
}
