import { type Static, Type } from 'typebox';
import { applicationActions, applicationStates } from './workflow.ts';

const text = (most: number) => Type.String({ maxLength: most });
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const instant = Type.String({ format: 'date-time' });
const oneOf = <T extends string>(words: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...words] });
const value = Type.Union([Type.Null(), Type.String(), Type.Number(), Type.Boolean()]);
const plain = Type.Unsafe<unknown>({});

const modes = ['instant', 'promise', 'person', 'lookup'] as const;
const audiences = ['person', 'firm'] as const;
const results = ['licence', 'payout', 'answer'] as const;

const serviceLine = {
  id: Type.String(),
  mainItem: Type.String(),
  subItem: Type.String(),
  businessItem: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  kind: Type.String(),
  audience: oneOf(audiences),
  mode: oneOf(modes),
  level: Type.String(),
  promisedLimit: maybe(Type.String()),
  statutoryLimit: maybe(Type.String()),
  feeCents: maybe(Type.Integer({ description: 'Null where the fee is to be confirmed.' })),
  result: oneOf(results),
  joint: maybe(Type.String()),
};

export const ServiceQuery = Type.Object(
  {
    q: Type.Optional(text(60)),
    audience: Type.Optional(oneOf(audiences)),
    instant: Type.Optional(Type.Boolean()),
    area: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
    after: Type.Optional(Type.String({ pattern: '^S\\d{3}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
export const ServiceKey = Type.Object({ item: Type.String({ pattern: '^S\\d{3}$' }) });

export const ServicePage = Type.Object({
  services: Type.Array(Type.Object(serviceLine)),
  joints: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), nameEn: Type.String(), items: Type.Array(Type.String()) })),
  next: maybe(Type.String()),
});

const unitKind = Type.Object({ kind: Type.String(), name: Type.String(), nameEn: Type.String() });
const option = Type.Object({ code: Type.String(), text: Type.String(), textEn: Type.String(), next: maybe(Type.String()) });
const material = Type.Object({
  id: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  heldBy: maybe(Type.String()),
  heldByName: maybe(Type.String()),
  tolerant: Type.Boolean(),
  promise: Type.Boolean(),
  basis: Type.String(),
});

export const ServiceView = Type.Object({
  ...serviceLine,
  basis: Type.String(),
  basisStatus: oneOf(['cited', 'to be confirmed'] as const),
  source: Type.String(),
  fromOn: Type.String(),
  rule: maybe(Type.String()),
  channels: Type.Array(Type.String()),
  areas: Type.Array(Type.String()),
  leadUnit: unitKind,
  coUnits: Type.Array(unitKind),
  questions: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), textEn: Type.String(), options: Type.Array(option) })),
  materials: Type.Array(material),
  sources: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), nameEn: Type.String(), basis: Type.String(), unit: unitKind })),
  hasForm: Type.Boolean(),
});

const name = '^[a-z][a-z0-9_]{0,59}$';
const asking = {
  item: Type.Optional(Type.String({ pattern: '^S\\d{3}$' })),
  joint: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' })),
  area: Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$', description: 'County, street or community where the applicant lives.' }),
  answers: Type.Record(Type.String({ pattern: name }), text(60), { maxProperties: 60 }),
  form: Type.Record(Type.String({ pattern: name }), Type.Union([value, Type.Array(value, { maxItems: 50 })]), { maxProperties: 200 }),
  authorised: Type.Array(text(60), { maxItems: 60, description: 'Sources that the applicant lets the city ask.' }),
  mandate: Type.Optional(Type.String({ format: 'uuid' })),
};

export const PrepareInput = Type.Object(asking, { additionalProperties: false });

export const PrepareAnswer = Type.Object({
  for: Type.String(),
  items: Type.Array(
    Type.Object({
      item: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      situation: maybe(Type.String()),
      next: maybe(Type.String()),
      fields: Type.Array(
        Type.Object({
          name: Type.String(),
          title: Type.String(),
          titleEn: Type.String(),
          type: maybe(Type.String()),
          choices: Type.Array(Type.String()),
          readOnly: Type.Boolean(),
          required: Type.Boolean(),
          source: maybe(Type.String()),
          held: maybe(
            Type.Object({
              value: plain,
              source: Type.String(),
              sourceName: Type.String(),
              sourceNameEn: Type.String(),
              asOf: instant,
            }),
          ),
        }),
      ),
      materials: Type.Array(material),
    }),
  ),
  sources: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      basis: Type.String(),
      state: Type.String(),
      asOf: maybe(instant),
    }),
  ),
});

const hows = ['shown', 'promised', 'later'] as const;
export const ApplyInput = Type.Object(
  {
    ...asking,
    materials: Type.Array(Type.Object({ id: text(60), how: oneOf(hows) }, { additionalProperties: false }), { maxItems: 60 }),
  },
  { additionalProperties: false },
);
export type ApplyInput = Static<typeof ApplyInput>;

export const ApplyAnswer = Type.Object({
  applications: Type.Array(
    Type.Object({
      region: Type.String(),
      id: Type.String(),
      number: Type.String(),
      item: Type.String(),
      state: oneOf(['approved', 'with-person'] as const),
    }),
  ),
});

export const ApplicationKey = Type.Object({ region: Type.String({ pattern: '^\\d{6}$' }), id: Type.String({ format: 'uuid' }) });
export const ApplicationActionKey = Type.Object({
  region: Type.String({ pattern: '^\\d{6}$' }),
  id: Type.String({ format: 'uuid' }),
  action: oneOf(applicationActions),
});
export const ActionInput = Type.Object(
  { note: Type.Optional(text(1000)), ground: Type.Optional(text(300)) },
  { additionalProperties: false },
);

export const PageQuery = Type.Object(
  { after: Type.Optional(text(200)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) },
  { additionalProperties: false },
);

const line = {
  region: Type.String(),
  id: Type.String(),
  number: Type.String(),
  state: oneOf(applicationStates),
  item: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  joint: maybe(Type.String()),
  bundle: maybe(Type.String()),
  for: Type.String(),
  byProxy: Type.Boolean(),
  byMachine: Type.Boolean(),
  unitName: Type.String(),
  unitNameEn: Type.String(),
  areaName: Type.String(),
  differences: Type.Integer(),
  reviewAsked: Type.Boolean(),
  submittedAt: instant,
  dueAt: maybe(instant),
  decidedAt: maybe(instant),
};

export const ApplicationPage = Type.Object({ applications: Type.Array(Type.Object(line)), next: maybe(Type.String()) });

const cell = Type.Object({ label: Type.String(), test: Type.String(), value: Type.String() });
const decision = Type.Object({
  ruleId: Type.String(),
  version: Type.Integer(),
  outcome: oneOf(['approve', 'person'] as const),
  reason: Type.String(),
  reasonZh: Type.String(),
  reasonEn: Type.String(),
  amountCents: maybe(Type.Number()),
  fired: Type.Array(
    Type.Object({
      table: Type.String(),
      number: Type.Integer(),
      rule: Type.String(),
      annotation: Type.String(),
      cells: Type.Array(cell),
    }),
  ),
});

export const ApplicationView = Type.Object({
  ...line,
  situation: maybe(Type.String()),
  answers: Type.Array(
    Type.Object({
      question: Type.String(),
      answer: Type.String(),
      text: Type.String(),
      textEn: Type.String(),
      answerText: Type.String(),
      answerTextEn: Type.String(),
    }),
  ),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      titleEn: Type.String(),
      claimed: plain,
      value: plain,
      result: maybe(oneOf(['match', 'mismatch', 'not-found', 'unavailable'] as const)),
      source: maybe(Type.String()),
      sourceName: maybe(Type.String()),
      sourceNameEn: maybe(Type.String()),
      asOf: maybe(instant),
    }),
  ),
  materials: Type.Array(Type.Object({ id: Type.String(), how: oneOf(hows), name: Type.String(), nameEn: Type.String() })),
  causes: Type.Array(
    Type.Object({
      code: Type.String(),
      field: maybe(Type.String()),
      source: maybe(Type.String()),
      material: maybe(Type.String()),
      reason: maybe(Type.String()),
    }),
  ),
  decision: maybe(decision),
  basis: Type.String(),
  licenceNumber: maybe(Type.String()),
  paymentNumber: maybe(Type.String()),
  statutoryDueAt: maybe(instant),
  correctBy: maybe(instant),
  remedy: maybe(Type.Object({ reconsiderDays: Type.Integer(), suitMonths: Type.Integer(), basis: Type.String() })),
  allowed: Type.Array(oneOf(applicationActions)),
  timeline: Type.Array(
    Type.Object({
      at: instant,
      action: Type.String(),
      from: maybe(Type.String()),
      to: Type.String(),
      by: Type.String(),
      name: maybe(Type.String()),
      unitName: maybe(Type.String()),
      ground: maybe(Type.String()),
      note: maybe(Type.String()),
    }),
  ),
});
