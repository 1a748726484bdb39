import type { Routes } from '#platform/http.ts';
import { CaseKey, CaseProposal, DraftInput, DraftProposal, ReplyInput, ReplyJudged, Summary } from './schema.ts';
import { judgeReplyOf, summariseCase } from './service/read-file.ts';
import { proposeDraft, showProposal } from './service/show-proposals.ts';

const tags = ['triage'];

export const routes: Routes = (app) => {
  app.post(
    '/api/triage/proposals',
    {
      config: { access: 'anyone', purpose: 'Propose matter and place while a report is written' },
      schema: { operationId: 'proposeForDraft', tags, body: DraftInput, response: { 200: DraftProposal } },
    },
    (request) => request.unitOfWork((ctx) => proposeDraft(ctx, request.body)),
  );

  app.get(
    '/api/triage/proposals/:region/:id',
    {
      config: { access: 'case.triage', purpose: 'Show the desk what is proposed for a case' },
      schema: { operationId: 'showProposal', tags, params: CaseKey, response: { 200: CaseProposal } },
    },
    (request) => request.unitOfWork((ctx) => showProposal(ctx, request.params.region, request.params.id)),
  );

  app.post(
    '/api/triage/replies/:region/:id',
    {
      config: { access: 'officer', purpose: 'Judge a reply before it leaves' },
      schema: { operationId: 'judgeReply', tags, params: CaseKey, body: ReplyInput, response: { 200: ReplyJudged } },
    },
    (request) => request.unitOfWork((ctx) => judgeReplyOf(ctx, request.params.region, request.params.id, request.body.reply)),
  );

  app.get(
    '/api/triage/summaries/:region/:id',
    {
      config: { access: 'officer', purpose: 'Tell a case in three lines' },
      schema: { operationId: 'summariseCase', tags, params: CaseKey, response: { 200: Summary } },
    },
    (request) => request.unitOfWork((ctx) => summariseCase(ctx, request.params.region, request.params.id)),
  );
};
