import { type Static, Type } from 'typebox';
import { area, at, count, FormField, line, maybe, words } from './schema.ts';

/** The shapes in which fillings cross the HTTP border. */

const uuid = Type.String({ format: 'uuid' });
const version = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const value = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()]);
const states = ['draft', 'submitted'] as const;

export const FillingKey = Type.Object({ region: Type.String({ pattern: '^[0-9]{6}$' }), id: uuid });

export const OpenInput = Type.Object(
  {
    area,
    period: Type.Optional(
      Type.String({
        maxLength: 10,
        pattern: '^[0-9A-Za-z-]*$',
        description: 'As the list of asked forms names it; the running one without.',
      }),
    ),
  },
  { additionalProperties: false },
);

const Answers = Type.Array(
  Type.Object({ field: Type.String({ maxLength: 40, pattern: '^[a-z0-9-]*$' }), value: maybe(value) }, { additionalProperties: false }),
  {
    maxItems: 100,
    description: 'Fields that are not named keep what the draft holds; null empties a field.',
  },
);
const minutes = Type.Integer({ minimum: 1, maximum: 2400, description: 'What it really took, where the measured figure is wrong.' });

export const DraftInput = Type.Object({ version, answers: Answers }, { additionalProperties: false });
export const SubmitInput = Type.Object(
  { version, answers: Type.Optional(Answers), minutes: Type.Optional(minutes) },
  { additionalProperties: false },
);
export const CorrectInput = Type.Object(
  { version, answers: Type.Optional(Answers), minutes: Type.Optional(minutes), reason: line(2, 300) },
  { additionalProperties: false },
);
export type SubmitInput = Static<typeof SubmitInput>;
export type CorrectInput = Static<typeof CorrectInput>;
export type DraftInput = Static<typeof DraftInput>;

export const FillingView = Type.Object({
  region: Type.String(),
  id: uuid,
  version,
  state: words(states),
  form: uuid,
  title: Type.String(),
  unitName: Type.String(),
  unitNameEn: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  areaNameEn: Type.String(),
  period: Type.String(),
  openedAt: at,
  submittedAt: maybe(at),
  minutesMeasured: Type.Integer({ minimum: 1, description: 'From opening to sending; pauses are cut.' }),
  minutesStated: maybe(Type.Integer()),
  idleMinutes: Type.Number({ description: 'How much of a pause counts at most.' }),
  fields: Type.Array(
    Type.Object({
      ...FormField.properties,
      value: maybe(value),
      source: maybe(
        Type.Object(
          { form: uuid, title: Type.String(), unitName: Type.String(), unitNameEn: Type.String(), at, same: Type.Boolean() },
          { description: 'Where this office reported the field before, and whether the value is still that one.' },
        ),
      ),
    }),
  ),
  history: Type.Array(
    Type.Object({
      at,
      action: words(['submit', 'correct']),
      by: Type.String(),
      unitName: Type.String(),
      minutes: count,
      reason: maybe(Type.String()),
      answers: Type.Array(Type.Object({ field: Type.String(), value })),
    }),
  ),
});
export type FillingView = Static<typeof FillingView>;

export const FillingPageQuery = Type.Object(
  { cursor: Type.Optional(Type.String({ maxLength: 200 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) },
  { additionalProperties: false },
);
export const FillingPage = Type.Object({
  fillings: Type.Array(
    Type.Object({
      region: Type.String(),
      id: uuid,
      area: Type.String(),
      areaName: Type.String(),
      areaNameEn: Type.String(),
      period: Type.String(),
      submittedAt: at,
      version,
      answers: Type.Array(Type.Object({ field: Type.String(), value })),
    }),
  ),
  next: maybe(Type.String()),
});
export type FillingPage = Static<typeof FillingPage>;

export const AskedQuery = Type.Object({ area: Type.Optional(area) }, { additionalProperties: false });
export const AskedList = Type.Object({
  area: Type.String(),
  areaName: Type.String(),
  areaNameEn: Type.String(),
  asked: Type.Array(
    Type.Object({
      form: uuid,
      title: Type.String(),
      unitName: Type.String(),
      unitNameEn: Type.String(),
      period: Type.String(),
      from: Type.String(),
      to: Type.String(),
      state: words(['open', ...states]),
      filling: maybe(uuid),
      minutesUsual: Type.Integer({ minimum: 1 }),
    }),
  ),
});
export type AskedList = Static<typeof AskedList>;
