import type { Routes } from '#platform/http.ts';
import { Dictionary, FormActionInput, FormActionKey, FormCheck, FormKey, FormPage, FormQuery, FormView, NewForm } from './schema.ts';
import { BurdenForms, BurdenFormsQuery, BurdenList, BurdenListQuery, BurdenQuery, BurdenTotals } from './schema-burden.ts';
import {
  AskedList,
  AskedQuery,
  CorrectInput,
  DraftInput,
  FillingKey,
  FillingPage,
  FillingPageQuery,
  FillingView,
  OpenInput,
  SubmitInput,
} from './schema-filling.ts';
import { actOnForm } from './service/act-on-form.ts';
import { askForm, checkForm } from './service/ask-form.ts';
import { listBurdenForms, listBurdens, showBurden } from './service/burden.ts';
import { listAskedForms, openFilling } from './service/open-filling.ts';
import { listFillings, viewFilling } from './service/view-filling.ts';
import { listFields, listForms, viewForm } from './service/view-forms.ts';
import { correctFilling, keepDraft, submitFilling } from './service/write-filling.ts';

const tags = ['forms'];

export const routes: Routes = (app) => {
  register(app);
  fill(app);
  measure(app);
};

const register = (app: Parameters<Routes>[0]) => {
  app.get(
    '/api/forms',
    {
      config: { access: 'anyone', purpose: '公开向基层要的每一张表' },
      schema: { operationId: 'listForms', tags, querystring: FormQuery, response: { 200: FormPage } },
    },
    (request) => request.unitOfWork((ctx) => listForms(ctx, request.query)),
  );
  app.get(
    '/api/form-fields',
    {
      config: { access: 'anyone', purpose: '公开字段目录：哪些数据已有、由谁掌握' },
      schema: { operationId: 'listFormFields', tags, response: { 200: Dictionary } },
    },
    (request) => request.unitOfWork((ctx) => listFields(ctx)),
  );
  app.get(
    '/api/forms/:id',
    {
      config: { access: 'anyone', purpose: '公开一张表的依据、字段和期限' },
      schema: { operationId: 'viewForm', tags, params: FormKey, response: { 200: FormView } },
    },
    (request) => request.unitOfWork((ctx) => viewForm(ctx, request.params.id)),
  );
  app.post(
    '/api/forms/check',
    {
      config: { access: 'form.ask', purpose: '申请前核对：依据、重复字段和会增加的负担' },
      schema: { operationId: 'checkForm', tags, body: NewForm, response: { 200: FormCheck } },
    },
    (request) => request.unitOfWork((ctx) => checkForm(ctx, request.body)),
  );
  app.post(
    '/api/forms',
    {
      config: { access: 'form.ask', purpose: '申请向街道（乡镇）、社区（村）要一张表' },
      schema: { operationId: 'askForm', tags, body: NewForm, response: { 201: FormView } },
    },
    async (request, reply) => reply.code(201).send(await request.once((ctx) => askForm(ctx, request.body))),
  );
  app.post(
    '/api/forms/:id/actions/:action',
    {
      config: { access: 'officer', purpose: '批准、不批准、撤回、停用或废止一张表' },
      schema: { operationId: 'actOnForm', tags, params: FormActionKey, body: FormActionInput, response: { 200: FormView } },
    },
    (request) => request.once((ctx) => actOnForm(ctx, request.params.id, request.params.action, request.body.note)),
  );
};

const fill = (app: Parameters<Routes>[0]) => {
  app.get(
    '/api/asked-forms',
    {
      config: { access: 'form.fill', purpose: '一张表：本街道、本社区现在要填的全部' },
      schema: { operationId: 'listAskedForms', tags, querystring: AskedQuery, response: { 200: AskedList } },
    },
    (request) => request.unitOfWork((ctx) => listAskedForms(ctx, request.query.area)),
  );
  app.post(
    '/api/forms/:id/fillings',
    {
      config: { access: 'form.fill', purpose: '打开一张表填报，已报过的自动带出' },
      schema: { operationId: 'openFilling', tags, params: FormKey, body: OpenInput, response: { 200: FillingView } },
    },
    (request) => request.once((ctx) => openFilling(ctx, request.params.id, request.body)),
  );
  app.get(
    '/api/forms/:id/fillings',
    {
      config: { access: 'officer', purpose: '要表单位查看填报结果' },
      schema: { operationId: 'listFillings', tags, params: FormKey, querystring: FillingPageQuery, response: { 200: FillingPage } },
    },
    (request) => request.unitOfWork((ctx) => listFillings(ctx, request.params.id, request.query)),
  );
  app.get(
    '/api/fillings/:region/:id',
    {
      config: { access: 'officer', purpose: '查看一份填报及其修改记录' },
      schema: { operationId: 'viewFilling', tags, params: FillingKey, response: { 200: FillingView } },
    },
    (request) => request.unitOfWork((ctx) => viewFilling(ctx, request.params)),
  );
  app.post(
    '/api/fillings/:region/:id/draft',
    {
      config: { access: 'form.fill', purpose: '保存填报草稿' },
      schema: { operationId: 'keepFillingDraft', tags, params: FillingKey, body: DraftInput, response: { 200: FillingView } },
    },
    (request) => request.once((ctx) => keepDraft(ctx, request.params, request.body)),
  );
  app.post(
    '/api/fillings/:region/:id/submit',
    {
      config: { access: 'form.fill', purpose: '报送填报' },
      schema: { operationId: 'submitFilling', tags, params: FillingKey, body: SubmitInput, response: { 200: FillingView } },
    },
    (request) => request.once((ctx) => submitFilling(ctx, request.params, request.body)),
  );
  app.post(
    '/api/fillings/:region/:id/correct',
    {
      config: { access: 'form.fill', purpose: '更正已报送的内容或用时，原内容保留' },
      schema: { operationId: 'correctFilling', tags, params: FillingKey, body: CorrectInput, response: { 200: FillingView } },
    },
    (request) => request.once((ctx) => correctFilling(ctx, request.params, request.body)),
  );
};

const measure = (app: Parameters<Routes>[0]) => {
  app.get(
    '/api/burden',
    {
      config: { access: 'anyone', purpose: '公开基层每月填表的负担' },
      schema: { operationId: 'showBurden', tags, querystring: BurdenQuery, response: { 200: BurdenTotals } },
    },
    (request) => request.unitOfWork((ctx) => showBurden(ctx, request.query)),
  );
  app.get(
    '/api/burden/offices',
    {
      config: { access: 'officer', purpose: '查看各街道、社区每月的填表负担' },
      schema: { operationId: 'listBurdens', tags, querystring: BurdenListQuery, response: { 200: BurdenList } },
    },
    (request) => request.unitOfWork((ctx) => listBurdens(ctx, request.query)),
  );
  app.get(
    '/api/burden/forms',
    {
      config: { access: 'anyone', purpose: '公开负担由哪些表构成' },
      schema: { operationId: 'listBurdenForms', tags, querystring: BurdenFormsQuery, response: { 200: BurdenForms } },
    },
    (request) => request.unitOfWork((ctx) => listBurdenForms(ctx, request.query)),
  );
};
