import { Type } from 'typebox';
import type { Routes } from '#platform/http.ts';
import {
  AuditAnswer,
  ContestInput,
  ContestParams,
  ContestsAnswer,
  ContestsQuery,
  ContestView,
  ExportQuery,
  FiguresAnswer,
  FiguresQuery,
  FlagsAnswer,
  MethodAnswer,
  MonthQuery,
  ResultsAnswer,
  ResultsQuery,
  RulingInput,
  SecondLookQuery,
  UnitAnswer,
  UnitParams,
} from './schema.ts';
import { DispatchAnswer, DispatchQuery } from './schema-dispatch.ts';
import { contestResult, ruleOnContest } from './service/contest-result.ts';
import { exportFigures } from './service/export-figures.ts';
import { listContests } from './service/list-contests.ts';
import { listFlags, showAudit } from './service/second-look.ts';
import { showDispatch } from './service/show-dispatch.ts';
import { showFigures } from './service/show-figures.ts';
import { showMethod } from './service/show-method.ts';
import { listResults, showUnit } from './service/show-unit.ts';

const tags = ['appraisal'];
const forOfficers = (purpose: string) => ({ access: 'officer', purpose }) as const;

export const routes: Routes = (app) => {
  app.get(
    '/api/appraisal/method',
    {
      config: { access: 'anyone', purpose: 'Say how units are appraised' },
      schema: { operationId: 'showAppraisalMethod', tags, querystring: MonthQuery, response: { 200: MethodAnswer } },
    },
    (request) => request.unitOfWork((ctx) => showMethod(ctx, request.query.month)),
  );

  app.get(
    '/api/appraisal/figures',
    {
      config: forOfficers('Show how units fared in a month'),
      schema: { operationId: 'showAppraisal', tags, querystring: FiguresQuery, response: { 200: FiguresAnswer } },
    },
    (request) => request.unitOfWork((ctx) => showFigures(ctx, request.query)),
  );

  app.get(
    '/api/appraisal/export',
    {
      config: forOfficers('Take the figures of a month away as a file'),
      schema: {
        operationId: 'exportAppraisal',
        tags,
        querystring: ExportQuery,
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary', description: 'UTF-8 CSV, or an XLSX workbook.' }) },
      },
    },
    async (request, reply) => {
      const file = await request.unitOfWork((ctx) => exportFigures(ctx, request.query));
      return reply
        .type(file.type)
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .send(await file.bytes());
    },
  );

  app.get(
    '/api/appraisal/dispatch',
    {
      config: forOfficers('Show how first dispatches fared, by person and by model'),
      schema: { operationId: 'showDispatchAppraisal', tags, querystring: DispatchQuery, response: { 200: DispatchAnswer } },
    },
    (request) => request.unitOfWork((ctx) => showDispatch(ctx, request.query)),
  );

  app.get(
    '/api/appraisal/units/:unit',
    {
      config: forOfficers('Show how one unit fared'),
      schema: { operationId: 'showUnitAppraisal', tags, params: UnitParams, querystring: MonthQuery, response: { 200: UnitAnswer } },
    },
    (request) => request.unitOfWork((ctx) => showUnit(ctx, request.params.unit, request.query.month)),
  );

  app.get(
    '/api/appraisal/units/:unit/results',
    {
      config: forOfficers('List the cases behind a figure'),
      schema: {
        operationId: 'listAppraisedResults',
        tags,
        params: UnitParams,
        querystring: ResultsQuery,
        response: { 200: ResultsAnswer },
      },
    },
    (request) => request.unitOfWork((ctx) => listResults(ctx, request.params.unit, request.query)),
  );

  app.get(
    '/api/appraisal/contests',
    {
      config: forOfficers('List contested results and their rulings'),
      schema: { operationId: 'listContests', tags, querystring: ContestsQuery, response: { 200: ContestsAnswer } },
    },
    (request) => request.unitOfWork((ctx) => listContests(ctx, request.query)),
  );

  app.post(
    '/api/appraisal/contests',
    {
      config: { access: 'appraisal.contest', purpose: 'Contest a result of one’s own unit' },
      schema: { operationId: 'contestResult', tags, body: ContestInput, response: { 201: ContestView } },
    },
    async (request, reply) => reply.code(201).send(await request.once((ctx) => contestResult(ctx, request.body))),
  );

  app.post(
    '/api/appraisal/contests/:region/:id/ruling',
    {
      config: { access: 'appraisal.review', purpose: 'Rule on a contested result' },
      schema: { operationId: 'ruleOnContest', tags, params: ContestParams, body: RulingInput, response: { 200: ContestView } },
    },
    (request) => request.once((ctx) => ruleOnContest(ctx, request.params.region, request.params.id, request.body)),
  );

  app.get(
    '/api/appraisal/flags',
    {
      config: { access: 'appraisal.review', purpose: 'Show what deserves a second look' },
      schema: { operationId: 'listAppraisalFlags', tags, querystring: SecondLookQuery, response: { 200: FlagsAnswer } },
    },
    (request) => request.unitOfWork((ctx) => listFlags(ctx, request.query)),
  );

  app.get(
    '/api/appraisal/audit',
    {
      config: { access: 'appraisal.review', purpose: 'Show the month’s random audit' },
      schema: { operationId: 'showAppraisalAudit', tags, querystring: SecondLookQuery, response: { 200: AuditAnswer } },
    },
    (request) => request.unitOfWork((ctx) => showAudit(ctx, request.query)),
  );
};
