import type { Routes } from '#platform/http.ts';
import { CaseKey, ReplyJudged } from '../schema.ts';
import {
  AcceptInput,
  AreaKey,
  ClusterDecided,
  ClusterKey,
  ClusterList,
  DraftAsk,
  DraftKey,
  ModelBack,
  ModelList,
  OverrideInput,
  RecurringList,
  TopicList,
  TopicQuery,
  WrittenDraft,
} from '../schema-desk.ts';
import { acceptCluster, declineCluster, listClusters } from '../service/decide-clusters.ts';
import { listRecurring, listTopics } from '../service/find-topics.ts';
import { backModel, listModels } from '../service/keep-models.ts';
import { overrideReply } from '../service/read-file.ts';
import { askDraft, showDraft } from '../service/write-draft.ts';

const tags = ['triage'];

/** What a person disposes of: clusters, topics, replies that the check found wanting, drafts and models. */
export const deskRoutes: Routes = (app) => {
  app.get(
    '/api/triage/clusters',
    {
      config: { access: 'case.triage', purpose: 'Show reports that are probably one problem' },
      schema: { operationId: 'listClusters', tags, response: { 200: ClusterList } },
    },
    (request) => request.unitOfWork(listClusters),
  );

  app.post(
    '/api/triage/clusters/:region/:id/accept',
    {
      config: { access: 'case.triage', purpose: 'Join the reports of a cluster to its lead' },
      schema: { operationId: 'acceptCluster', tags, params: ClusterKey, body: AcceptInput, response: { 200: ClusterDecided } },
    },
    (request) => request.unitOfWork((ctx) => acceptCluster(ctx, request.params.region, request.params.id, request.body.note)),
  );

  app.post(
    '/api/triage/clusters/:region/:id/decline',
    {
      config: { access: 'case.triage', purpose: 'Say that reports are not one problem' },
      schema: { operationId: 'declineCluster', tags, params: ClusterKey, response: { 200: ClusterDecided } },
    },
    (request) => request.unitOfWork((ctx) => declineCluster(ctx, request.params.region, request.params.id)),
  );

  app.get(
    '/api/triage/topics',
    {
      config: { access: 'command.read', purpose: 'Show what grows' },
      schema: { operationId: 'listTopics', tags, querystring: TopicQuery, response: { 200: TopicList } },
    },
    (request) => request.unitOfWork((ctx) => listTopics(ctx, request.query.day)),
  );

  app.get(
    '/api/triage/recurring',
    {
      config: { access: 'command.read', purpose: 'Show what comes back again and again' },
      schema: { operationId: 'listRecurring', tags, response: { 200: RecurringList } },
    },
    (request) => request.unitOfWork(listRecurring),
  );

  app.post(
    '/api/triage/replies/:region/:id/overrides',
    {
      config: { access: 'officer', purpose: 'Keep why a reply leaves although the check found fault' },
      schema: { operationId: 'overrideReply', tags, params: CaseKey, body: OverrideInput, response: { 201: ReplyJudged } },
    },
    async (request, reply) =>
      reply.code(201).send(await request.unitOfWork((ctx) => overrideReply(ctx, request.params.region, request.params.id, request.body))),
  );

  app.post(
    '/api/triage/drafts/:region/:id',
    {
      config: { access: 'officer', purpose: 'Ask the city’s language model for a draft' },
      schema: { operationId: 'askDraft', tags, params: CaseKey, body: DraftAsk, response: { 202: WrittenDraft } },
    },
    async (request, reply) =>
      reply.code(202).send(await request.unitOfWork((ctx) => askDraft(ctx, request.params.region, request.params.id, request.body.kind))),
  );

  app.get(
    '/api/triage/drafts/:region/:id/:draft',
    {
      config: { access: 'officer', purpose: 'Read a draft' },
      schema: { operationId: 'showDraft', tags, params: DraftKey, response: { 200: WrittenDraft } },
    },
    (request) => request.unitOfWork((ctx) => showDraft(ctx, request.params.region, request.params.id, request.params.draft)),
  );

  app.get(
    '/api/triage/models',
    {
      config: { access: 'officer', purpose: 'Show every model with what it reached' },
      schema: { operationId: 'listModels', tags, response: { 200: ModelList } },
    },
    (request) => request.unitOfWork(listModels),
  );

  app.post(
    '/api/triage/models/:area/back',
    {
      config: { access: 'pack.manage', purpose: 'Go back to the model before' },
      schema: { operationId: 'backModel', tags, params: AreaKey, response: { 200: ModelBack } },
    },
    (request) => request.unitOfWork((ctx) => backModel(ctx, request.params.area)),
  );
};
