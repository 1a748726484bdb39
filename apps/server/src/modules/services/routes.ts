import type { App, Routes } from '#platform/http.ts';
import { askSources, changedSources } from './jobs.ts';
import {
  ActionInput,
  ApplicationActionKey,
  ApplicationKey,
  ApplicationPage,
  ApplicationView,
  ApplyAnswer,
  ApplyInput,
  PageQuery,
  PrepareAnswer,
  PrepareInput,
  ServiceKey,
  ServicePage,
  ServiceQuery,
  ServiceView,
} from './schema.ts';
import { actOnApplication } from './service/act-on-application.ts';
import { decidePlan } from './service/decide-plan.ts';
import { listServices, showService } from './service/list-services.ts';
import { planApplication } from './service/plan.ts';
import { prepareApplication } from './service/prepare.ts';
import { listDrawn, listOwnApplications, listQueue, viewApplication } from './service/view-application.ts';
import { writeApplications } from './service/write-applications.ts';

const tags = ['services'];

export const routes: Routes = (app, house) => {
  catalogue(app);
  applying(app, house);
  following(app);
  deciding(app);
};

const catalogue = (app: App) => {
  app.get(
    '/api/services',
    {
      config: { access: 'anyone', purpose: '公开政务服务事项' },
      schema: { operationId: 'listServices', tags, querystring: ServiceQuery, response: { 200: ServicePage } },
    },
    (request) => request.unitOfWork((ctx) => listServices(ctx, request.query)),
  );
  app.get(
    '/api/services/:item',
    {
      config: { access: 'anyone', purpose: '公开事项的条件、材料、时限和依据' },
      schema: { operationId: 'showService', tags, params: ServiceKey, response: { 200: ServiceView } },
    },
    (request) => request.unitOfWork((ctx) => showService(ctx, request.params.item)),
  );
};

/** The registers are asked between two units of work, never inside one. */
const applying = (app: App, house: Parameters<Routes>[1]) => {
  app.post(
    '/api/applications/preparation',
    {
      config: { access: 'resident', purpose: '引导申请，并用政府已有的数据预填' },
      schema: { operationId: 'prepareApplication', tags, body: PrepareInput, response: { 200: PrepareAnswer } },
    },
    async (request) => {
      const plan = await request.unitOfWork((ctx) => planApplication(ctx, request.body));
      const seen = await askSources(house, plan.asks);
      return request.unitOfWork((ctx) => prepareApplication(ctx, plan, seen));
    },
  );
  app.post(
    '/api/applications',
    {
      config: { access: 'resident', purpose: '申请政务服务，核对后按规则办理' },
      schema: { operationId: 'applyForService', tags, body: ApplyInput, response: { 201: ApplyAnswer } },
    },
    async (request, reply) => {
      const { materials, ...asking } = request.body;
      const plan = await request.unitOfWork((ctx) => planApplication(ctx, asking));
      const seen = await askSources(house, plan.asks);
      const drafts = await decidePlan(plan, seen, materials);
      const changed = await changedSources(house, plan.asks, seen);
      return reply.code(201).send(await request.once((ctx) => writeApplications(ctx, plan, drafts, seen, changed)));
    },
  );
};

const following = (app: App) => {
  app.get(
    '/api/applications',
    {
      config: { access: 'resident', purpose: '查看自己的申请' },
      schema: { operationId: 'listOwnApplications', tags, querystring: PageQuery, response: { 200: ApplicationPage } },
    },
    (request) => request.unitOfWork((ctx) => listOwnApplications(ctx, request.query)),
  );
  app.get(
    '/api/applications/:region/:id',
    {
      config: { access: 'signed-in', purpose: '查看申请、核对结果和决定理由' },
      schema: { operationId: 'showApplication', tags, params: ApplicationKey, response: { 200: ApplicationView } },
    },
    (request) => request.unitOfWork((ctx) => viewApplication(ctx, request.params)),
  );
  app.post(
    '/api/applications/:region/:id/actions/:action',
    {
      config: { access: 'signed-in', purpose: '办理申请：撤回、请人复核、核准、不予核准和事后监管' },
      schema: {
        operationId: 'actOnApplication',
        tags,
        params: ApplicationActionKey,
        body: ActionInput,
        response: { 200: ApplicationView },
      },
    },
    (request) =>
      request.once(async (ctx) => {
        const { action, ...key } = request.params;
        await actOnApplication(ctx, key, action, request.body);
        return viewApplication(ctx, key);
      }),
  );
};

const deciding = (app: App) => {
  app.get(
    '/api/application-queue',
    {
      config: { access: 'application.decide', purpose: '查看待本单位办理的申请' },
      schema: { operationId: 'listApplicationQueue', tags, querystring: PageQuery, response: { 200: ApplicationPage } },
    },
    (request) => request.unitOfWork((ctx) => listQueue(ctx, request.query)),
  );
  app.get(
    '/api/application-audit',
    {
      config: { access: 'application.audit', purpose: '抽查自动核准的决定' },
      schema: { operationId: 'listApplicationAudit', tags, response: { 200: ApplicationPage } },
    },
    (request) => request.unitOfWork((ctx) => listDrawn(ctx)),
  );
};
