import { Type } from 'typebox';
import type { Context, House } from '#platform/context.ts';
import { cleanPhoto, insertFile, selectFile } from '#platform/files.ts';
import type { App } from '#platform/http.ts';
import { notFound } from '#platform/refusal.ts';
import {
  ActionInput,
  CaseAction,
  CaseKey,
  CaseListQuery,
  CasePage,
  CaseView,
  DutyCounts,
  Looks,
  NewReport,
  OpenedReporter,
  PurposeInput,
  Reported,
  StoredPhoto,
  SuggestedUnits,
  TrackInput,
  WorkListQuery,
} from './schema.ts';
import { actOnCase, overtaken } from './service/act-on-case.ts';
import { countOpenDuties, listCases, listDuties, mattersAsked } from './service/list-cases.ts';
import { listLooks, openReporter } from './service/open-reporter.ts';
import { passHash, reportCase } from './service/report-case.ts';
import { suggestUnits } from './service/suggest-units.ts';
import { viewCase, viewCaseByNumber, viewHeld } from './service/view-case.ts';
import { showsPhoto } from './store/read.ts';
import type { ActionName } from './workflow.ts';

const photoTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];
const QueryCode = Type.Object({ 'x-query-code': Type.Optional(Type.String({ minLength: 8, maxLength: 12 })) });

export function routes(app: App, house: House) {
  const passOf = (headers: { 'x-query-code'?: string }) =>
    headers['x-query-code'] ? passHash({ house }, headers['x-query-code']) : undefined;

  app.addContentTypeParser(photoTypes, { parseAs: 'buffer', bodyLimit: 12 * 1024 * 1024 }, (_request, body, done) => done(null, body));

  app.post(
    '/api/cases',
    {
      config: { access: 'anyone', purpose: 'Take a report' },
      schema: { operationId: 'reportCase', tags: ['cases'], body: NewReport, response: { 201: Reported } },
    },
    async (request, reply) => {
      const reported = await request.once((ctx) => reportCase(ctx, request.body));
      return reply.code(201).send(reported);
    },
  );

  app.get(
    '/api/cases/mine',
    {
      config: { access: 'resident', purpose: 'Show a resident his own reports' },
      schema: { operationId: 'listMyCases', tags: ['cases'], querystring: CaseListQuery, response: { 200: CasePage } },
    },
    (request) =>
      request.unitOfWork((ctx) =>
        listCases(ctx, { mine: ctx.actor.kind === 'resident' ? ctx.actor.accountId : '' }, request.query.cursor, request.query.limit ?? 30),
      ),
  );

  app.post(
    '/api/track',
    {
      config: { access: 'anyone', purpose: 'Show a report to whoever holds its number and query code' },
      schema: { operationId: 'trackCase', tags: ['cases'], body: TrackInput, response: { 200: CaseView } },
    },
    (request) => {
      request.actor = { kind: 'guest' };
      return request.unitOfWork((ctx) => viewCaseByNumber(ctx, request.body.number), passHash({ house }, request.body.code));
    },
  );

  app.get(
    '/api/cases/:region/:id',
    {
      config: { access: 'anyone', purpose: 'Show a case to those who may see it' },
      schema: { operationId: 'viewCase', tags: ['cases'], params: CaseKey, headers: QueryCode, response: { 200: CaseView } },
    },
    (request) => request.unitOfWork((ctx) => viewCase(ctx, request.params.region, request.params.id), passOf(request.headers)),
  );

  app.get(
    '/api/cases/by-number/:number',
    {
      config: { access: 'officer', purpose: 'Find a case by its number' },
      schema: {
        operationId: 'findCaseByNumber',
        tags: ['cases'],
        params: Type.Object({ number: Type.String({ maxLength: 30 }) }),
        response: { 200: CaseView },
      },
    },
    (request) => request.unitOfWork((ctx) => viewCaseByNumber(ctx, request.params.number)),
  );

  app.post(
    '/api/cases/:region/:id/actions/:action',
    {
      config: { access: 'anyone', purpose: 'Act on a case by the workflow table' },
      schema: {
        operationId: 'actOnCase',
        tags: ['cases'],
        params: CaseAction,
        headers: QueryCode,
        body: ActionInput,
        response: { 200: CaseView, 204: Type.Null({ description: 'Done; asked with `Prefer: return=minimal` (RFC 7240).' }) },
      },
    },
    async (request, reply) => {
      const { region, id, action } = request.params;
      const brief = request.headers.prefer === 'return=minimal';
      const act = (hold: { lock: boolean }) => async (ctx: Context) => {
        const held = await actOnCase(ctx, region, id, action as ActionName, request.body, hold);
        return { view: brief ? null : await viewHeld(ctx, held) };
      };
      const { view } = await overtaken((hold) => request.once(act(hold), passOf(request.headers)));
      return view ? reply.send(view) : reply.code(204).send(null);
    },
  );

  app.get(
    '/api/work-list',
    {
      config: { access: 'case.read', purpose: 'Show officers the open duties of their units' },
      schema: { operationId: 'listDuties', tags: ['cases'], querystring: WorkListQuery, response: { 200: CasePage } },
    },
    (request) => request.unitOfWork((ctx) => listDuties(ctx, request.query.kind, request.query.cursor, request.query.limit ?? 30)),
  );

  app.get(
    '/api/work-list/counts',
    {
      config: { access: 'case.read', purpose: 'Count the open duties of an officer’s units' },
      schema: { operationId: 'countDuties', tags: ['cases'], response: { 200: DutyCounts } },
    },
    (request) => request.unitOfWork(countOpenDuties),
  );

  app.get(
    '/api/cases',
    {
      config: { access: 'case.read', purpose: 'Show officers the cases of their areas and units' },
      schema: { operationId: 'listCases', tags: ['cases'], querystring: CaseListQuery, response: { 200: CasePage } },
    },
    (request) => {
      const { cursor, limit, matter, category, ...filter } = request.query;
      return request.unitOfWork(async (ctx) =>
        listCases(ctx, { ...filter, matters: await mattersAsked(ctx, { matter, category }) }, cursor, limit ?? 30),
      );
    },
  );

  app.get(
    '/api/cases/:region/:id/suggested-units',
    {
      config: { access: 'case.read', purpose: 'Name the units that the responsibility list holds answerable' },
      schema: {
        operationId: 'suggestUnits',
        tags: ['cases'],
        params: CaseKey,
        querystring: Type.Object({ matter: Type.Optional(Type.String({ maxLength: 16 })) }),
        response: { 200: SuggestedUnits },
      },
    },
    (request) => request.unitOfWork((ctx) => suggestUnits(ctx, request.params.region, request.params.id, request.query.matter)),
  );

  app.post(
    '/api/cases/:region/:id/reporter',
    {
      config: { access: 'case.reporter', purpose: 'Open a reporter’s contact for a stated purpose' },
      schema: { operationId: 'openReporter', tags: ['cases'], params: CaseKey, body: PurposeInput, response: { 200: OpenedReporter } },
    },
    (request) => request.unitOfWork((ctx) => openReporter(ctx, request.params.region, request.params.id, request.body.purpose)),
  );

  app.get(
    '/api/cases/:region/:id/looks',
    {
      config: { access: 'anyone', purpose: 'Show a reporter who looked at his data' },
      schema: { operationId: 'listLooks', tags: ['cases'], params: CaseKey, headers: QueryCode, response: { 200: Looks } },
    },
    (request) => request.unitOfWork((ctx) => listLooks(ctx, request.params.region, request.params.id), passOf(request.headers)),
  );

  app.post(
    '/api/photos',
    {
      config: { access: 'anyone', purpose: 'Take a photo for a report' },
      bodyLimit: 12 * 1024 * 1024,
      schema: { operationId: 'uploadPhoto', tags: ['photos'], consumes: photoTypes, response: { 201: StoredPhoto } },
    },
    async (request, reply) => {
      const photo = await cleanPhoto(request.body as Buffer);
      return reply.code(201).send(await request.once((ctx) => insertFile(ctx, photo)));
    },
  );

  app.get(
    '/api/photos/:id',
    {
      config: { access: 'anyone', purpose: 'Show a photo to those who may see its case' },
      schema: {
        operationId: 'showPhoto',
        tags: ['photos'],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        querystring: Type.Object({
          claim: Type.Optional(Type.String({ maxLength: 64 })),
          code: Type.Optional(Type.String({ minLength: 8, maxLength: 12 })),
        }),
        response: { 200: Type.Any({ description: 'image/jpeg' }) },
      },
    },
    async (request, reply) => {
      const { claim, code } = request.query;
      const file = await request.unitOfWork(
        async (ctx) => {
          if (!claim && !(await showsPhoto(ctx, request.params.id))) throw notFound('photo');
          return selectFile(ctx, request.params.id, claim);
        },
        code ? passHash({ house }, code) : undefined,
      );
      if (!file) throw notFound('photo');
      return reply.type(file.mediaType).header('cache-control', 'private, max-age=86400, immutable').send(file.bytes);
    },
  );
}
