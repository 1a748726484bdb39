import { type Static, Type } from 'typebox';

/** The shapes in which messages cross the HTTP border. */

const at = Type.String({ format: 'date-time' });
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);

export const Message = Type.Object({
  id: Type.String({ format: 'uuid' }),
  at,
  title: Type.String({ description: 'In the language of Accept-Language (zh or en).' }),
  text: Type.String(),
  region: maybe(Type.String()),
  caseId: maybe(Type.String()),
  number: maybe(Type.String()),
  readAt: maybe(at),
});
export type Message = Static<typeof Message>;

export const MessagePage = Type.Object({
  messages: Type.Array(Message),
  next: maybe(Type.String()),
  unread: Type.Integer({ description: 'How many are unread, counted up to 100.' }),
});
export type MessagePage = Static<typeof MessagePage>;

export const MessageQuery = Type.Object(
  { cursor: Type.Optional(Type.String({ maxLength: 400 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })) },
  { additionalProperties: false },
);
export type MessageQuery = Static<typeof MessageQuery>;

export const ReadInput = Type.Object(
  { ids: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 100 }) },
  { additionalProperties: false },
);

export const Read = Type.Object({ unread: Type.Integer({ description: 'How many are still unread, counted up to 100.' }) });
export type Read = Static<typeof Read>;
