import type { Routes } from '#platform/http.ts';
import {
  ActionInput,
  ActionKey,
  ChangePage,
  ChangesQuery,
  CheckInput,
  CheckView,
  CompareQuery,
  CompareView,
  DraftInput,
  EditInput,
  ReplayInput,
  ReplayKey,
  ReplayList,
  ReplayView,
  RuleKey,
  RuleList,
  TryInput,
  TryView,
  VersionKey,
  VersionView,
} from './schema.ts';
import { actOnVersion, draftVersion, editedText, editVersion } from './service/act-on-version.ts';
import { checkText, refuseUnreadable } from './service/checked-text.ts';
import { listChanges, listReplays, startReplay, viewReplay } from './service/replay.ts';
import { compareVersions, listRules, requireDesk, tryVersion, viewVersion } from './service/view-version.ts';

const tags = ['rules'];
/** Above what a model may have, so that a model that is too large is told so; what is larger still is cut off by the server. */
const bodyLimit = 6 * 1024 * 1024;

export const routes: Routes = (app) => {
  read(app);
  prepare(app);
  replay(app);
};

const read = (app: Parameters<Routes>[0]) => {
  app.get(
    '/api/rules',
    {
      config: { access: 'anyone', purpose: '公开现行的办事规则' },
      schema: { operationId: 'listRules', tags, response: { 200: RuleList } },
    },
    (request) => request.unitOfWork((ctx) => listRules(ctx)),
  );
  app.get(
    '/api/rules/:id/versions/:number',
    {
      config: { access: 'anyone', purpose: '公开一条规则的每一行和依据' },
      schema: { operationId: 'viewRuleVersion', tags, params: VersionKey, response: { 200: VersionView } },
    },
    (request) => request.unitOfWork((ctx) => viewVersion(ctx, request.params.id, request.params.number)),
  );
  app.get(
    '/api/rules/:id/versions/:number/changes',
    {
      config: { access: 'anyone', purpose: '逐格比较一条规则的两个版本' },
      schema: { operationId: 'compareRuleVersions', tags, params: VersionKey, querystring: CompareQuery, response: { 200: CompareView } },
    },
    (request) => request.unitOfWork((ctx) => compareVersions(ctx, request.params.id, request.params.number, request.query.with)),
  );
};

const prepare = (app: Parameters<Routes>[0]) => {
  app.post(
    '/api/rules/check',
    {
      bodyLimit,
      config: { access: 'rule.edit', purpose: '检查一份规则：空缺、重叠、类型、名称' },
      schema: { operationId: 'checkRule', tags, body: CheckInput, response: { 200: CheckView } },
    },
    async (request) => {
      await request.unitOfWork(async (ctx) => requireDesk(ctx, ['rule.edit']));
      const { sound, problems } = await checkText(request.body.xml);
      return { sound, problems: [...problems] };
    },
  );
  app.post(
    '/api/rules/:id/versions',
    {
      config: { access: 'rule.edit', purpose: '在已有版本上起草新版本' },
      schema: { operationId: 'draftRuleVersion', tags, params: RuleKey, body: DraftInput, response: { 201: VersionView } },
    },
    async (request, reply) => reply.code(201).send(await request.once((ctx) => draftVersion(ctx, request.params.id, request.body.from))),
  );
  app.post(
    '/api/rules/:id/versions/:number/text',
    {
      bodyLimit,
      config: { access: 'rule.edit', purpose: '修改规则草稿' },
      schema: { operationId: 'editRuleVersion', tags, params: VersionKey, body: EditInput, response: { 200: VersionView } },
    },
    async (request) => {
      const { id, number } = request.params;
      const xml = await request.unitOfWork((ctx) => editedText(ctx, id, number, request.body));
      refuseUnreadable(await checkText(xml));
      return request.once((ctx) => editVersion(ctx, id, number, request.body.revision, xml));
    },
  );
  app.post(
    '/api/rules/:id/versions/:number/try',
    {
      config: { access: 'officer', purpose: '用例子试算规则' },
      schema: { operationId: 'tryRuleVersion', tags, params: VersionKey, body: TryInput, response: { 200: TryView } },
    },
    async (request) => {
      const { outputs, fired, inputs, undecided } = await request.unitOfWork((ctx) =>
        tryVersion(ctx, request.params.id, request.params.number, request.body.inputs),
      );
      return { outputs, inputs, undecided, fired: fired.map((one) => ({ ...one, cells: [...one.cells] })) };
    },
  );
  app.post(
    '/api/rules/:id/versions/:number/actions/:action',
    {
      config: { access: 'officer', purpose: '送审、审核、发布或撤回规则版本' },
      schema: { operationId: 'actOnRuleVersion', tags, params: ActionKey, body: ActionInput, response: { 200: VersionView } },
    },
    (request) => request.once((ctx) => actOnVersion(ctx, request.params.id, request.params.number, request.params.action, request.body)),
  );
};

const replay = (app: Parameters<Routes>[0]) => {
  app.post(
    '/api/rules/:id/versions/:number/replays',
    {
      config: { access: 'officer', purpose: '用过去的决定回放一个版本' },
      schema: { operationId: 'startReplay', tags, params: VersionKey, body: ReplayInput, response: { 202: ReplayView } },
    },
    async (request, reply) =>
      reply.code(202).send(await request.once((ctx) => startReplay(ctx, request.params.id, request.params.number, request.body))),
  );
  app.get(
    '/api/rules/:id/versions/:number/replays',
    {
      config: { access: 'officer', purpose: '查看一个版本的回放' },
      schema: { operationId: 'listReplays', tags, params: VersionKey, response: { 200: ReplayList } },
    },
    (request) => request.unitOfWork((ctx) => listReplays(ctx, request.params.id, request.params.number)),
  );
  app.get(
    '/api/replays/:id',
    {
      config: { access: 'officer', purpose: '查看回放的进度' },
      schema: { operationId: 'viewReplay', tags, params: ReplayKey, response: { 200: ReplayView } },
    },
    (request) => request.unitOfWork((ctx) => viewReplay(ctx, request.params.id)),
  );
  app.get(
    '/api/replays/:id/changes',
    {
      config: { access: 'officer', purpose: '查看回放中会改变的决定' },
      schema: { operationId: 'listReplayChanges', tags, params: ReplayKey, querystring: ChangesQuery, response: { 200: ChangePage } },
    },
    (request) => request.unitOfWork((ctx) => listChanges(ctx, request.params.id, request.query)),
  );
};
