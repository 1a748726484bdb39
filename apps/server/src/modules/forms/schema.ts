import { type Static, type TSchema, Type } from 'typebox';
import { fieldKinds } from './field.ts';
import { frequencies } from './period.ts';
import { formStates, officerActions } from './workflow.ts';

/** The shapes in which forms and fillings cross the HTTP border. Days are `YYYY-MM-DD`, months `YYYY-MM`, instants ISO 8601. */

export const words = <const T extends string[]>(list: readonly [...T]) => Type.Enum([...list]);
export const maybe = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
/** A line of text: no control characters, which hide or reorder what is read. */
export const line = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
const text = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$' });
export const at = Type.String({ format: 'date-time' });
const day = Type.String({ pattern: '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$' });
export const area = Type.String({ pattern: '^[0-9]{6,15}$' });
export const month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
const uuid = Type.String({ format: 'uuid' });
export const count = Type.Integer({ minimum: 0 });
export const fillerLevels = ['street', 'community'] as const;

const Choice = Type.Object({ key: line(1, 40), zh: line(1, 40), en: line(1, 80) }, { additionalProperties: false });

export const NewField = Type.Object(
  {
    code: Type.Optional(
      Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$', description: 'A field of the dictionary; without one the field is new.' }),
    ),
    name: Type.Optional(line(2, 60)),
    nameEn: Type.Optional(line(2, 120)),
    kind: Type.Optional(words(fieldKinds)),
    measure: Type.Optional(line(1, 20)),
    choices: Type.Optional(Type.Array(Choice, { maxItems: 40 })),
    required: Type.Optional(Type.Boolean()),
    reason: Type.Optional(line(2, 300)),
  },
  { additionalProperties: false },
);
export type NewField = Static<typeof NewField>;

export const NewForm = Type.Object(
  {
    title: line(2, 80),
    purpose: line(2, 300),
    unit: Type.Optional(
      Type.String({ maxLength: 64, pattern: '^[0-9a-z-]*$', description: 'The asking unit, where the officer has posts in several.' }),
    ),
    area,
    fillers: Type.Array(words(fillerLevels), { minItems: 1, maxItems: 2, uniqueItems: true }),
    basis: Type.Object(
      { law: line(0, 120), article: line(0, 60) },
      { additionalProperties: false, description: 'Law or document, and the article in it, by which the unit may ask.' },
    ),
    frequency: words(frequencies),
    minutes: Type.Integer({ minimum: 1, maximum: 2400, description: 'What the asking unit expects one filling to take.' }),
    validFrom: day,
    validUntil: day,
    fields: Type.Array(NewField, { minItems: 1, maxItems: 100 }),
    renews: Type.Optional(uuid),
  },
  { additionalProperties: false },
);
export type NewForm = Static<typeof NewForm>;

export const HeldBy = Type.Object({
  kind: words(['resource', 'form']),
  id: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  holder: Type.String({ description: 'Who holds it, by name.' }),
  basis: Type.String(),
});

export const Overlap = Type.Object({ field: Type.String(), name: Type.String(), heldBy: Type.Array(HeldBy) });

const Limit = Type.Object({ value: Type.Number(), basis: Type.String(), source: Type.String(), status: Type.String() });
export type Limit = Static<typeof Limit>;

const Load = Type.Object({ asked: count, minutes: Type.Number({ minimum: 0 }) });
export const FormCheck = Type.Object({
  lacks: maybe(words(['law', 'article'])),
  overlaps: Type.Array(Overlap),
  share: Type.Number({ minimum: 0, maximum: 1 }),
  threshold: Limit,
  known: Type.Array(Type.Object({ name: Type.String(), code: Type.String(), knownAs: Type.String() })),
  similar: Type.Array(Type.Object({ name: Type.String(), code: Type.String(), knownAs: Type.String(), likeness: Type.Number() })),
  banned: Type.Array(Type.Object({ field: Type.String(), word: Type.String(), basis: Type.String() })),
  offices: Type.Integer({ minimum: 0, description: 'How many streets and communities would be asked.' }),
  heaviest: maybe(
    Type.Object(
      { area: Type.String(), areaName: Type.String(), before: Load, after: Load, passes: Type.Array(words(['forms', 'minutes'])) },
      { description: 'The office that would carry most in the first month, without and with this form.' },
    ),
  ),
  acceptable: Type.Boolean({ description: 'Whether the form would be taken up as it stands.' }),
});
export type FormCheck = Static<typeof FormCheck>;

export const FormLine = Type.Object({
  id: uuid,
  state: words(formStates),
  title: Type.String(),
  purpose: Type.String(),
  unit: Type.String(),
  unitName: Type.String(),
  unitNameEn: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  areaNameEn: Type.String(),
  fillers: Type.Array(words(fillerLevels)),
  basis: Type.Object({ law: Type.String(), article: Type.String() }),
  frequency: words(frequencies),
  minutesExpected: count,
  validFrom: Type.String(),
  validUntil: Type.String(),
  endedOn: maybe(Type.String()),
  overlap: Type.Number(),
  renews: maybe(uuid),
  askedAt: at,
  decidedAt: maybe(at),
  usedAt: maybe(at),
});
export type FormLine = Static<typeof FormLine>;

export const FormField = Type.Object({
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  kind: words(fieldKinds),
  measure: maybe(Type.String()),
  choices: Type.Array(Type.Object({ key: Type.String(), zh: Type.String(), en: Type.String() })),
  required: Type.Boolean(),
  isNew: Type.Boolean(),
  reason: maybe(Type.String()),
  heldBy: Type.Array(HeldBy, { description: 'Held elsewhere: carried along, not asked.' }),
});
export type FormField = Static<typeof FormField>;

export const FormView = Type.Object({
  ...FormLine.properties,
  fields: Type.Array(FormField),
  actions: Type.Array(words(officerActions)),
  history: Type.Array(
    Type.Object({
      at,
      action: Type.String(),
      state: Type.String(),
      by: maybe(Type.String()),
      unitName: maybe(Type.String()),
      note: maybe(Type.String()),
    }),
    { description: 'For officers; names for the asking unit and the desk only.' },
  ),
});
export type FormView = Static<typeof FormView>;

export const FormQuery = Type.Object(
  {
    state: Type.Optional(words(formStates)),
    unit: Type.Optional(Type.String({ maxLength: 64, pattern: '^[0-9a-z-]*$' })),
    area: Type.Optional(area),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
);
export type FormQuery = Static<typeof FormQuery>;
export const FormPage = Type.Object({ forms: Type.Array(FormLine), next: maybe(Type.String()) });
export type FormPage = Static<typeof FormPage>;

export const FormKey = Type.Object({ id: uuid });
export const FormActionKey = Type.Object({ id: uuid, action: words(officerActions) });
export const FormActionInput = Type.Object({ note: Type.Optional(text(500)) }, { additionalProperties: false });

export const Dictionary = Type.Object({
  fields: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      kind: words(fieldKinds),
      measure: maybe(Type.String()),
      choices: Type.Array(Type.Object({ key: Type.String(), zh: Type.String(), en: Type.String() })),
      resource: maybe(Type.String()),
      freshDays: count,
      originForm: maybe(uuid),
      source: Type.String(),
      status: Type.String(),
    }),
  ),
  resources: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      holder: Type.String(),
      holderName: Type.String(),
      holderNameEn: Type.String(),
      access: Type.String(),
      basis: Type.String(),
      source: Type.String(),
      status: Type.String(),
    }),
  ),
  limits: Type.Object({ overlap: Limit, monthForms: Limit, monthMinutes: Limit, idleMinutes: Limit, termDays: Limit, useDays: Limit }),
  banned: Type.Array(Type.Object({ word: Type.String(), basis: Type.String(), source: Type.String(), status: Type.String() })),
});
export type Dictionary = Static<typeof Dictionary>;
