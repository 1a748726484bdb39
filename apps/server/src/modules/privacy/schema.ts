import { type Static, Type } from 'typebox';

const at = Type.String({ format: 'date-time' });
const hash = Type.String({ description: 'SHA-256, base64.' });
const region = Type.String({ pattern: '^[0-9]{6}$' });
const id = Type.String({ format: 'uuid' });
const Words = Type.Object({ zh: Type.String(), en: Type.String() });
const states = Type.Union([Type.Literal('open'), Type.Literal('explained'), Type.Literal('upheld'), Type.Literal('dismissed')]);

export const LineKey = Type.Object({ region, id });
export const PageQuery = Type.Object({ before: Type.Optional(id), limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }) });
export type Page = Static<typeof PageQuery>;

const Objection = Type.Object({
  region,
  id,
  lineId: id,
  kind: Type.Union([Type.Literal('ask'), Type.Literal('object')]),
  words: Type.String(),
  madeAt: at,
  dueAt: at,
  state: states,
  reply: Type.Union([Type.String(), Type.Null()]),
});
export type ObjectionView = Static<typeof Objection>;

const Look = Type.Object({
  region,
  id,
  at,
  officer: Type.String({ description: 'Who looked: shortened for the person, in full for the unit.' }),
  unitName: Type.String(),
  purpose: Type.String(),
  basis: Type.String(),
  fields: Type.Array(Type.String()),
  aboutKind: Type.Union([Type.String(), Type.Null()]),
  aboutId: Type.Union([id, Type.Null()]),
  onBehalf: Type.Union([Type.String(), Type.Null()]),
  sentence: Words,
});
export const MyLooks = Type.Object({
  looks: Type.Array(Type.Intersect([Look, Type.Object({ asked: Type.Array(Objection) })])),
  next: Type.Union([id, Type.Null()]),
});
export const UnitLooks = Type.Object({ looks: Type.Array(Look), next: Type.Union([id, Type.Null()]) });

export const ObjectionInput = Type.Object(
  {
    kind: Type.Union([Type.Literal('ask'), Type.Literal('object')]),
    words: Type.String({ maxLength: 500, default: '' }),
  },
  { additionalProperties: false },
);
export const ReplyInput = Type.Object(
  {
    state: Type.Union([Type.Literal('explained'), Type.Literal('upheld'), Type.Literal('dismissed')]),
    reply: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  { additionalProperties: false },
);
export const ObjectionAnswer = Objection;
export const Objections = Type.Array(Objection);

/** The answer of findUsage in the contract of the Estonian data tracker (Andmejälgija): when, what for, who. */
export const Usage = Type.Object({
  findUsageResponse: Type.Object({
    usage: Type.Array(Type.Object({ logtime: at, action: Type.String(), receiver: Type.String() })),
  }),
});

export const Head = Type.Object({
  size: Type.Integer(),
  root: hash,
  at,
  signature: Type.String({ description: 'Detached JWS over the head text.' }),
});
export const NoHead = Type.Object({ size: Type.Literal(0) });
export const Heads = Type.Array(Head);
export const HeadsQuery = Type.Object({
  after: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
});
export const ConsistencyQuery = Type.Object({ from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) });
export const Consistency = Type.Object({ proof: Type.Array(hash) });
export const LineProof = Type.Object({
  position: Type.Integer(),
  leaf: hash,
  head: Head,
  path: Type.Array(hash),
});

export const Activities = Type.Array(
  Type.Object({
    purpose: Type.String(),
    words: Words,
    ground: Type.Union([Type.Literal('consent'), Type.Literal('duty')]),
    basis: Type.String(),
    fields: Type.Array(Type.String()),
  }),
);

export const LookSigns = Type.Array(
  Type.Object({
    sign: Type.Union([Type.Literal('many-in-hour'), Type.Literal('same-person'), Type.Literal('no-case'), Type.Literal('at-night')]),
    officerId: id,
    officer: Type.String(),
    unitId: Type.String(),
    count: Type.Integer(),
    firstAt: at,
    lastAt: at,
  }),
);

const consentState = Type.Union([Type.Literal('given'), Type.Literal('withdrawn')]);
export const Consent = Type.Object({
  purpose: Type.String(),
  source: Type.String(),
  version: Type.Integer(),
  state: consentState,
  at,
  receipt: Type.String({ description: 'Detached JWS over the canonical record.' }),
});
export const Consents = Type.Array(Consent);
export const ConsentInput = Type.Object(
  {
    purpose: Type.String({ minLength: 1, maxLength: 40 }),
    source: Type.String({ pattern: '^[0-9A-Za-z-]{1,40}$' }),
    state: consentState,
  },
  { additionalProperties: false },
);
