import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context, House } from '#platform/context.ts';
import { cleanPhoto, selectFile } from '#platform/files.ts';
import { absent, wrong } from '../faults.ts';

import { hashSent, readOnceKey } from '../service/answer-once.ts';
import { discover } from '../service/discover.ts';
import { fileRequest, type Photo, prepareRequest, tryRequest } from '../service/file-request.ts';
import { findToken } from '../service/find-token.ts';
import { askedFor, type Listed, listRequests, showRequest, writeBulk } from '../service/list-requests.ts';
import { defineService, listServices } from '../service/list-services.ts';
import { listUpdates } from '../service/list-updates.ts';
import { knowClient, maybeClient, publishedCodes, sceneOf } from '../service/scene.ts';
import { takeUpdate } from '../service/take-update.ts';
import { selectLoadedAt, selectMedia } from '../store/requests.ts';
import { largestUpload, mostUploads, readPosted } from './read-parts.ts';
import { formatOf, idIn, queryOf, sendFaults, sendPart, sendText } from './reply.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const options = (purpose: string) => ({ config: { access: 'anyone' as const, purpose }, schema: { hide: true } });

/** The standard’s own contract stands in docs/open311.md; these addresses are no part of ours, so they are hidden from it. */
export function open311(scope: FastifyInstance, house: House) {
  scope.setErrorHandler(sendFaults);
  scope.setNotFoundHandler((request, reply) =>
    sendFaults(absent(`there is nothing at ${request.method} ${request.url.split('?')[0]}`), request, reply),
  );
  scope.addHook('onRequest', async (_request, reply) => void reply.header('access-control-allow-origin', '*'));
  readBodies(scope);
  scope.options('/*', { schema: { hide: true } }, (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'content-type, idempotency-key')
      .code(204)
      .send(),
  );
  const addressOf = (request: FastifyRequest) => house.address ?? `${house.https ? 'https' : request.protocol}://${request.host}`;
  const get = (path: string, purpose: string, handler: Handler) => {
    for (const form of [path, `${path}.:format`]) scope.get(form, options(purpose), handler);
  };

  get('/discovery', 'Tell where Open311 is served', async (request, reply) => {
    const format = formatOf(request);
    const scene = await sceneOf(house, queryOf(request));
    const part = await request.unitOfWork(async (ctx) => discover(scene, addressOf(request), await selectLoadedAt(ctx), ctx.now));
    return sendPart(reply, format, 'discovery', part, true);
  });
  scope.get('/media/:region/:id/:file', options('Show a photo that was sent to be shown'), async (request, reply) =>
    showMedia(house, request, reply),
  );
  for (const version of ['/v2', '/test/v2']) {
    read(house, { get, byId: (path, purpose, handler) => void scope.get(`${path}/:id`, options(purpose), handler), addressOf }, version);
    for (const form of ['', '.:format']) {
      scope.post(`${version}/requests${form}`, options('Take a request as a case'), (request, reply) =>
        postRequest(house, request, reply, version !== '/v2'),
      );
      scope.post(`${version}/servicerequestupdates${form}`, options('Take an update of a request'), (request, reply) =>
        postUpdate(house, request, reply, version !== '/v2'),
      );
    }
  }
}

/** Bodies come as bytes: a form, JSON or parts. XML is refused unread, so nothing in it is ever expanded. */
function readBodies(scope: FastifyInstance) {
  scope.removeAllContentTypeParsers();
  void scope.register(multipart, { limits: { files: mostUploads, fileSize: largestUpload, fields: 300, fieldSize: 100_000, parts: 320 } });
  for (const type of ['application/x-www-form-urlencoded', /^application\/([\w.+-]+\+)?json/])
    scope.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(wrong('send application/x-www-form-urlencoded, multipart/form-data or application/json'));
  });
}

/** Reading runs as the platform: what may be shown is decided by the view of public fields and the published matters, not by who asks. */
function reading<T>(request: FastifyRequest, work: (ctx: Context) => Promise<T>): Promise<T> {
  request.actor = { kind: 'platform' };
  return request.unitOfWork(work);
}

type Hang = {
  get: (path: string, purpose: string, handler: Handler) => void;
  byId: (path: string, purpose: string, handler: Handler) => void;
  addressOf: (request: FastifyRequest) => string;
};

const idOf = (request: FastifyRequest) => idIn((request.params as { id: string }).id);

function read(house: House, { get, byId, addressOf }: Hang, version: string) {
  const asked = async (request: FastifyRequest) => {
    const fields = queryOf(request);
    const scene = await sceneOf(house, fields);
    return { fields, asked: askedFor(scene, await maybeClient(house, fields), addressOf(request), fields) };
  };
  get(`${version}/services`, 'List what can be reported', async (request, reply) => {
    const format = formatOf(request);
    const services = listServices(await sceneOf(house, queryOf(request)));
    return sendText(reply.header('cache-control', 'public, max-age=60'), format, format === 'json' ? services.json : services.xml);
  });
  byId(`${version}/services`, 'Tell what a service asks', async (request, reply) => {
    const format = formatOf(request);
    return sendPart(reply, format, 'service_definition', defineService(await sceneOf(house, queryOf(request)), idOf(request)));
  });
  get(`${version}/requests`, 'Show public requests', async (request, reply) => {
    const format = formatOf(request, ['xml', 'json', 'csv']);
    const query = await asked(request);
    const listed = await reading(request, (ctx) => listRequests(ctx, query.asked, query.fields));
    linkNext(request, reply, listed);
    return format === 'csv'
      ? sendText(reply, format, writeBulk(query.asked, listed.rows))
      : sendPart(reply, format, 'service_requests', listed.requests);
  });
  byId(`${version}/requests`, 'Show a public request', async (request, reply) => {
    const format = formatOf(request);
    const query = await asked(request);
    return sendPart(reply, format, 'service_requests', await reading(request, (ctx) => showRequest(ctx, query.asked, idOf(request))));
  });
  byId(`${version}/tokens`, 'Tell the id of a request by its token', async (request, reply) => {
    const format = formatOf(request);
    await sceneOf(house, queryOf(request));
    return sendPart(reply, format, 'service_requests', await reading(request, (ctx) => findToken(ctx, idOf(request))));
  });
  get(`${version}/servicerequestupdates`, 'Show what happened to public requests', async (request, reply) => {
    const format = formatOf(request);
    const query = await asked(request);
    const { updates } = await reading(request, (ctx) => listUpdates(ctx, query.asked, query.fields));
    return sendPart(reply, format, 'service_request_updates', updates);
  });
}

/** The next page by a link (RFC 8288), for who pages. */
function linkNext(request: FastifyRequest, reply: FastifyReply, { more, page }: Listed) {
  if (!more) return;
  const [path = '', query = ''] = request.url.split('?');
  const next = new URLSearchParams(query);
  next.delete('api_key');
  next.set('page', String(page.number + 1));
  next.set('page_size', String(page.size));
  reply.header('link', `<${path}?${next.toString()}>; rel="next"`);
}

async function postRequest(house: House, request: FastifyRequest, reply: FastifyReply, isTest: boolean) {
  const format = formatOf(request);
  const { fields, uploads } = await readPosted(request);
  const client = await knowClient(house, fields);
  const scene = await sceneOf(house, fields);
  const prepared = prepareRequest(scene, fields);
  const photos: Photo[] = [];
  for (const upload of uploads) photos.push(await cleanPhoto(upload));
  request.actor = { kind: 'guest' };
  const unit = <T>(work: (ctx: Context) => Promise<T>) => request.unitOfWork(work);
  const sent = { client, operation: 'requests', key: readOnceKey(request.headers['idempotency-key']), hash: hashSent(fields, uploads) };
  const taken = isTest ? await tryRequest(unit, client, scene, prepared, photos) : await fileRequest(unit, sent, scene, prepared, photos);
  return sendPart(reply.code(201), format, 'service_requests', [taken]);
}

async function postUpdate(house: House, request: FastifyRequest, reply: FastifyReply, isTest: boolean) {
  const format = formatOf(request);
  const { fields } = await readPosted(request);
  const client = await knowClient(house, fields);
  const scene = await sceneOf(house, fields);
  const taken = await reading(request, (ctx) => takeUpdate(ctx, scene, client, fields, isTest));
  return sendPart(reply, format, 'service_request_updates', [taken]);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function showMedia(house: House, request: FastifyRequest, reply: FastifyReply) {
  const { region, id, file } = request.params as { region: string; id: string; file: string };
  const place = Number(/^(\d)\.jpg$/.exec(file)?.[1] ?? 0);
  if (!uuid.test(id) || place === 0) throw absent('there is no such photo');
  const matters = publishedCodes(await sceneOf(house, queryOf(request)));
  const found = await reading(request, async (ctx) => {
    const fileId = await selectMedia(ctx, { region, caseId: id, place }, matters);
    return fileId && selectFile(ctx, fileId);
  });
  if (!found) throw absent('there is no such photo');
  return reply.type(found.mediaType).header('cache-control', 'public, max-age=86400').send(found.bytes);
}
