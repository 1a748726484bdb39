import type { House } from '#platform/context.ts';
import type { App } from '#platform/http.ts';
import { open311 } from './routes/open311.ts';
import { DeadSendings, PeerList, Revived, SendingKey } from './schema.ts';
import { listDeadSendings, listPeers, resend } from './service/list-peers.ts';

const tags = ['channels'];
const access = 'pack.manage' as const;

export function routes(app: App, house: House) {
  void app.register(
    (scope, _options, done) => {
      open311(scope, house);
      done();
    },
    { prefix: '/open311' },
  );
  app.get(
    '/api/channels/peers',
    {
      config: { access, purpose: 'Show how sending to other systems goes' },
      schema: { operationId: 'listPeers', tags, response: { 200: PeerList } },
    },
    (request) => request.unitOfWork(listPeers),
  );
  app.get(
    '/api/channels/dead-sendings',
    {
      config: { access, purpose: 'Show what could not be sent to other systems' },
      schema: { operationId: 'listDeadSendings', tags, response: { 200: DeadSendings } },
    },
    (request) => request.unitOfWork(listDeadSendings),
  );
  app.post(
    '/api/channels/dead-sendings/resend',
    {
      config: { access, purpose: 'Send again what could not be sent to another system' },
      schema: { operationId: 'resendDead', tags, body: SendingKey, response: { 200: Revived } },
    },
    (request) => request.unitOfWork((ctx) => resend(ctx, request.body)),
  );
}
