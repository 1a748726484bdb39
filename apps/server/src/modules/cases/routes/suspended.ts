import type { App } from '#platform/http.ts';
import { SuspendedPage, SuspendedQuery } from '../schema-lists.ts';
import { listSuspended } from '../service/list-suspended.ts';

export function suspendedRoutes(app: App) {
  app.get(
    '/api/suspended',
    {
      config: { access: 'anyone', purpose: 'Publish which cases are suspended, why, and until when' },
      schema: { operationId: 'listSuspended', tags: ['cases'], querystring: SuspendedQuery, response: { 200: SuspendedPage } },
    },
    (request) => {
      const { area, cursor, limit } = request.query;
      return request.unitOfWork((ctx) => listSuspended(ctx, area, cursor, limit ?? 30));
    },
  );
}
