import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '#platform/problem.ts';
import { type Fault, OpenFaults, wrong } from '../faults.ts';
import { type Fields, fieldsOf, readForm } from '../read-body.ts';
import { type Part, writeXml } from '../write-xml.ts';

/** XML is what the standard requires; JSON is announced in discovery; CSV is the bulk format of requests. */
export type Format = 'xml' | 'json' | 'csv';

const types: Record<Format, string> = { xml: 'text/xml', json: 'application/json', csv: 'text/csv' };

/** The extension of an address, or nothing. */
export const extensionOf = (path: string): string | undefined => /\.([A-Za-z0-9]{1,12})$/.exec(path)?.[1]?.toLowerCase();

const pathOf = (request: FastifyRequest) => request.url.split('?')[0] ?? '';

/** The format that the address names; without an extension what the caller prefers, else XML. */
export function formatOf(request: FastifyRequest, known: readonly Format[] = ['xml', 'json']): Format {
  const extension = extensionOf(pathOf(request));
  if (extension === undefined || /^\d+$/.test(extension)) return request.headers.accept?.includes('json') ? 'json' : 'xml';
  const format = known.find((one) => one === extension);
  if (!format) throw wrong(`the format .${extension} is not served; ask for ${known.map((one) => `.${one}`).join(', ')}`);
  return format;
}

/** The last part of an address without its extension. */
export const idIn = (text: string): string => text.replace(/\.(xml|json|csv)$/i, '');

/** Query parameters by the rules of a form. */
export function queryOf(request: FastifyRequest): Fields {
  const url = request.raw.url ?? '';
  const sign = url.indexOf('?');
  return sign < 0 ? fieldsOf([]) : readForm(Buffer.from(url.slice(sign + 1), 'latin1'));
}

/** Written text under its type; `bare` leaves the charset out, as validators want it of discovery. */
export function sendText(reply: FastifyReply, format: Format, text: string, bare = false) {
  return reply.header('content-type', bare ? types[format] : `${types[format]}; charset=utf-8`).send(Buffer.from(text));
}

/** An answer under its root element; JSON drops the root (GeoReport v2, Spark convention). */
export const sendPart = (reply: FastifyReply, format: Format, root: string, part: Part, bare = false) =>
  sendText(reply, format, format === 'json' ? JSON.stringify(part) : writeXml(root, part), bare);

function faultsOf(error: unknown, request: FastifyRequest): { status: number; faults: readonly Fault[] } {
  if (error instanceof OpenFaults) return { status: error.status, faults: error.faults };
  const problem = problemOf(error, request.id);
  if (problem.status >= 500) request.log.error({ err: error, traceId: request.id }, problem.code);
  const status = problem.status >= 500 || problem.status === 404 || problem.status === 403 ? problem.status : 400;
  return { status, faults: [{ code: status, description: problem.title }] };
}

/** Any failure in the standard’s form, in the format that was asked for. */
export function sendFaults(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, faults } = faultsOf(error, request);
  const asked = extensionOf(pathOf(request));
  const format = asked === 'json' || (asked === undefined && request.headers.accept?.includes('json')) ? 'json' : 'xml';
  const errors = faults.map(({ code, description }) => ({ code, description }));
  return sendPart(reply.code(status), format, 'errors', errors);
}
