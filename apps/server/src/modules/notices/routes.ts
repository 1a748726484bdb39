import type { App } from '#platform/http.ts';
import { MessagePage, MessageQuery, Read, ReadInput } from './schema.ts';
import { listMessages, markRead } from './service.ts';
import { languageOf } from './words.ts';

const tags = ['notices'];

export function routes(app: App) {
  app.get(
    '/api/messages',
    {
      config: { access: 'signed-in', purpose: '查看自己的消息' },
      schema: { operationId: 'listMessages', tags, querystring: MessageQuery, response: { 200: MessagePage } },
    },
    (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      reply.header('content-language', language === 'zh' ? 'zh-CN' : 'en');
      return request.unitOfWork((ctx) => listMessages(ctx, request.query, language));
    },
  );
  app.post(
    '/api/messages/read',
    {
      config: { access: 'signed-in', purpose: '把自己的消息标为已读' },
      schema: { operationId: 'markMessagesRead', tags, body: ReadInput, response: { 200: Read } },
    },
    (request) => request.unitOfWork((ctx) => markRead(ctx, request.body.ids)),
  );
}
