import { type Static, Type } from 'typebox';

/** The shapes in which people and sessions cross the HTTP border. */

const at = Type.String({ format: 'date-time' });

export const PasswordSignIn = Type.Object(
  { login: Type.String({ minLength: 1, maxLength: 64 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);
export type PasswordSignIn = Static<typeof PasswordSignIn>;

const phone = Type.String({ minLength: 5, maxLength: 24, description: 'A mobile number as people write it, with or without +86.' });

export const CodeRequest = Type.Object({ phone }, { additionalProperties: false });

export const CodeSent = Type.Object({
  sentTo: Type.String({ description: 'The masked number: 138****5678.' }),
  retryAfterSeconds: Type.Integer({ description: 'When another code may be asked for.' }),
  demoCode: Type.Optional(Type.String({ description: 'The code itself, in demo mode only.' })),
});
export type CodeSent = Static<typeof CodeSent>;

export const CodeSignIn = Type.Object(
  {
    phone,
    code: Type.String({ minLength: 6, maxLength: 12 }),
    name: Type.Optional(Type.String({ maxLength: 80, description: 'What the person wants to be called; at most 40 characters.' })),
  },
  { additionalProperties: false },
);
export type CodeSignIn = Static<typeof CodeSignIn>;

export const HeldPost = Type.Object({
  post: Type.String(),
  postName: Type.String(),
  postNameEn: Type.String(),
  unitId: Type.String(),
  unitName: Type.String(),
  areaCode: Type.String(),
  areaName: Type.String(),
  permissions: Type.Array(Type.String()),
});

/** The person who is signed in, as he sees himself; officers hold posts, residents have a phone. */
export const Me = Type.Object({
  kind: Type.Union([Type.Literal('resident'), Type.Literal('officer')]),
  accountId: Type.String({ format: 'uuid' }),
  name: Type.String(),
  phoneMasked: Type.Optional(Type.String()),
  appointments: Type.Optional(Type.Array(HeldPost)),
});
export type Me = Static<typeof Me>;

export const Guest = Type.Object({ kind: Type.Literal('guest') });
export type Guest = Static<typeof Guest>;

export const MeOrGuest = Type.Union([Me, Guest]);

export const Session = Type.Object({
  id: Type.String({ description: 'Digest of the session token; it opens nothing.' }),
  createdAt: at,
  seenAt: Type.String({ format: 'date-time', description: 'Last use, to the minute.' }),
  expiresAt: at,
  agent: Type.String({ description: 'Kind of browser and system.' }),
  current: Type.Boolean(),
});
export const Sessions = Type.Object({ sessions: Type.Array(Session) });
export type Sessions = Static<typeof Sessions>;

export const SessionKey = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) }, { additionalProperties: false });
