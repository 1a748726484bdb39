import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { App, Routes } from '#platform/http.ts';
import {
  DayQuery,
  OrderActionInput,
  OrderActionParams,
  OrderKeyParams,
  OrderPage,
  OrderQuery,
  OrderRecord,
  Reconciliation,
  ReconciliationList,
} from './schema.ts';
import { actOnOrder, listOrders, viewOrder } from './service/keep-orders.ts';
import { listReconciliations, reconcileDay, viewReconciliation, writeOwnFile, writeReconciliation } from './service/reconcile-day.ts';

const tags = ['payments'];
const csv = 'text/csv; charset=utf-8';
const fileBytes = 8 * 1024 * 1024;

export const routes: Routes = (app) => {
  keep(app);
  download(app);
  // A file of its own kind is read as text here: the reader says what is wrong with it, line by line.
  void app.register(async (scope) => read(scope.withTypeProvider<TypeBoxTypeProvider>()));
};

const keep = (app: App) => {
  app.get(
    '/api/payments',
    {
      config: { access: 'payment.manage', purpose: '查看本区域的缴费和发放' },
      schema: { operationId: 'listPayments', tags, querystring: OrderQuery, response: { 200: OrderPage } },
    },
    (request) => request.unitOfWork((ctx) => listOrders(ctx, request.query)),
  );
  app.get(
    '/api/payments/:region/:id',
    {
      config: { access: 'payment.manage', purpose: '查看一笔支付单及其记录' },
      schema: { operationId: 'viewPayment', tags, params: OrderKeyParams, response: { 200: OrderRecord } },
    },
    (request) => request.unitOfWork((ctx) => viewOrder(ctx, request.params)),
  );
  app.post(
    '/api/payments/:region/:id/actions/:action',
    {
      config: { access: 'payment.manage', purpose: '重新支付或取消一笔支付单' },
      schema: { operationId: 'actOnPayment', tags, params: OrderActionParams, body: OrderActionInput, response: { 200: OrderRecord } },
    },
    (request) => request.once((ctx) => actOnOrder(ctx, request.params, request.params.action, request.body)),
  );
  app.get(
    '/api/reconciliations',
    {
      config: { access: 'payment.manage', purpose: '查看对账结果' },
      schema: { operationId: 'listReconciliations', tags, response: { 200: ReconciliationList } },
    },
    (request) => request.unitOfWork((ctx) => listReconciliations(ctx)),
  );
  app.get(
    '/api/reconciliations/:region/:id',
    {
      config: { access: 'payment.manage', purpose: '查看一次对账的差异' },
      schema: { operationId: 'viewReconciliation', tags, params: OrderKeyParams, response: { 200: Reconciliation } },
    },
    (request) => request.unitOfWork((ctx) => viewReconciliation(ctx, request.params)),
  );
};

const file = { 200: Type.Any({ description: 'text/csv' }) };

const download = (app: App) => {
  app.get(
    '/api/reconciliations/:region/:id/file',
    {
      config: { access: 'payment.manage', purpose: '下载一次对账的差异' },
      schema: { operationId: 'downloadReconciliation', tags, params: OrderKeyParams, response: file },
    },
    async (request, reply) => {
      const text = await request.unitOfWork((ctx) => writeReconciliation(ctx, request.params));
      return reply.header('content-disposition', 'attachment; filename="reconciliation.csv"').type(csv).send(text);
    },
  );
  app.get(
    '/api/payments/file',
    {
      config: { access: 'payment.manage', purpose: '下载当日已送出的支付单，供对方对账' },
      schema: { operationId: 'downloadPaymentFile', tags, querystring: DayQuery, response: file },
    },
    async (request, reply) => {
      const text = await request.unitOfWork((ctx) => writeOwnFile(ctx, request.query.day));
      return reply.header('content-disposition', `attachment; filename="payments-${request.query.day}.csv"`).type(csv).send(text);
    },
  );
};

const read = (app: App) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(['text/csv', 'application/json'], { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
  app.post(
    '/api/reconciliations',
    {
      bodyLimit: fileBytes,
      config: { access: 'payment.manage', purpose: '用支付通道的对账文件核对当日支付单' },
      schema: {
        operationId: 'reconcilePayments',
        tags,
        querystring: DayQuery,
        body: Type.String({ minLength: 1, description: 'CSV with the columns key, amount_cents, state, reference, reason.' }),
        consumes: ['text/csv'],
        response: { 200: Reconciliation },
      },
    },
    (request) => request.once((ctx) => reconcileDay(ctx, request.query.day, request.body)),
  );
};
