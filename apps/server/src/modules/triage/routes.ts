import type { Routes } from '#platform/http.ts';
import { CaseKey, CaseProposal, DraftInput, DraftProposal } from './schema.ts';
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
};
