import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '#platform/context.ts';
import type { App, Routes } from '#platform/http.ts';
import { qrCode } from '#platform/print/qr-code.ts';
import { openLicencePress } from './print/press.ts';
import {
  FileQuery,
  LicenceActionInput,
  LicenceActionParams,
  LicenceKeyParams,
  LicenceList,
  LicencePage,
  LicenceQuery,
  LicenceRecord,
  OwnLicence,
  StatusListParams,
  Verified,
  VerifyInput,
} from './schema.ts';
import { holderOf } from './service/holder.ts';
import { actOnLicence, listLicences, viewLicence } from './service/keep-licences.ts';
import { showStatusList } from './service/list-statuses.ts';
import { printedCode } from './service/printed-code.ts';
import { verifyLicence } from './service/verify-licence.ts';
import { openOwnLicence, selectLicencesOf, shownOf } from './service/view-licences.ts';
import { standingWords } from './words.ts';

const tags = ['licences'];

export const routes: Routes = (app, house) => {
  check(app);
  hold(app, house);
  keep(app);
};

const check = (app: App) => {
  app.post(
    '/api/licences/verify',
    {
      config: { access: 'anyone', purpose: '核验证照真伪和当前状态' },
      schema: { operationId: 'verifyLicence', tags, body: VerifyInput, response: { 200: Verified } },
    },
    (request) => request.unitOfWork((ctx) => verifyLicence(ctx, request.body)),
  );
  app.get(
    '/api/licences/status/:list',
    {
      config: { access: 'anyone', purpose: '公布证照状态列表，只有位置，没有人' },
      schema: {
        operationId: 'showStatusList',
        tags,
        params: StatusListParams,
        response: { 200: Type.Any({ description: 'application/statuslist+jwt: a Token Status List.' }) },
      },
    },
    async (request, reply) => {
      const token = await request.unitOfWork((ctx) => showStatusList(ctx, request.params.list));
      return reply.header('cache-control', 'public, max-age=300').type('application/statuslist+jwt').send(token);
    },
  );
};

/** Where the house has no address of its own, only a demonstration takes the one it was called by. */
const addressOf = (house: House, request: FastifyRequest) => house.address ?? (house.demo ? `${request.protocol}://${request.host}` : null);

const hold = (app: App, house: House) => {
  const press = openLicencePress();
  app.get(
    '/api/licences/mine',
    {
      config: { access: 'resident', purpose: '查看自己的证照' },
      schema: { operationId: 'listMyLicences', tags, response: { 200: LicenceList } },
    },
    (request) => request.unitOfWork(async (ctx) => ({ licences: await selectLicencesOf(ctx, await holderOf(ctx)) })),
  );
  app.get(
    '/api/licences/mine/:region/:id',
    {
      config: { access: 'resident', purpose: '出示自己的一份证照' },
      schema: { operationId: 'showMyLicence', tags, params: LicenceKeyParams, response: { 200: OwnLicence } },
    },
    (request) =>
      request.unitOfWork(async (ctx) => {
        const { view, token, row } = await openOwnLicence(ctx, await holderOf(ctx), request.params);
        const text = await printedCode(ctx, shownOf(house, row), addressOf(house, request));
        const grid = qrCode(text, 'page') ?? [];
        return { licence: view, token, code: { text, rows: grid.map((cells) => cells.map((dark) => (dark ? '1' : '0')).join('')) } };
      }),
  );
  app.get(
    '/api/licences/mine/:region/:id/file',
    {
      config: { access: 'resident', purpose: '下载自己的一份证照' },
      schema: {
        operationId: 'downloadMyLicence',
        tags,
        params: LicenceKeyParams,
        querystring: FileQuery,
        response: { 200: Type.Any({ description: 'application/pdf, or application/jwt: the signed licence.' }) },
      },
    },
    async (request, reply) => {
      const sheet = await request.unitOfWork(async (ctx) => {
        const { view, token, row } = await openOwnLicence(ctx, await holderOf(ctx), request.params);
        const shown = shownOf(house, row);
        const code = await printedCode(ctx, shown, addressOf(house, request));
        const mark = view.standing === 'valid' ? null : standingWords[view.standing];
        return { shown, token, code, checkCode: view.checkCode, at: ctx.now.toISOString(), mark };
      });
      const format = request.query.format ?? 'pdf';
      void reply.header('content-disposition', `inline; filename="${sheet.shown.number}.${format}"`);
      if (format === 'jws') return reply.type('application/jwt').send(sheet.token);
      return reply.type('application/pdf').send(await press(sheet, house.signer));
    },
  );
};

const keep = (app: App) => {
  app.get(
    '/api/licences',
    {
      config: { access: 'licence.manage', purpose: '查找本区域签发的证照' },
      schema: { operationId: 'listLicences', tags, querystring: LicenceQuery, response: { 200: LicencePage } },
    },
    (request) => request.unitOfWork((ctx) => listLicences(ctx, request.query)),
  );
  app.get(
    '/api/licences/:region/:id',
    {
      config: { access: 'licence.manage', purpose: '查看一份证照及其变更记录' },
      schema: { operationId: 'viewLicence', tags, params: LicenceKeyParams, response: { 200: LicenceRecord } },
    },
    (request) => request.unitOfWork((ctx) => viewLicence(ctx, request.params)),
  );
  app.post(
    '/api/licences/:region/:id/actions/:action',
    {
      config: { access: 'licence.manage', purpose: '暂停、恢复或吊销一份证照' },
      schema: {
        operationId: 'actOnLicence',
        tags,
        params: LicenceActionParams,
        body: LicenceActionInput,
        response: { 200: LicenceRecord },
      },
    },
    (request) => request.once((ctx) => actOnLicence(ctx, request.params, request.params.action, request.body.reason)),
  );
};
