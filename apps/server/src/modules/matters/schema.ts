import { Type } from 'typebox';

/** The shapes in which matters cross the HTTP border. */

const Word = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() });
const Reason = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() });
const Rejection = Type.Object({
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  told_zh: Type.String(),
  told_en: Type.String(),
});
const Levelled = Type.Object({
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  levels: Type.Array(Type.Integer(), { description: 'Levels of rating at which it is offered; empty for all.' }),
});

export const CityView = Type.Object({
  name: Type.String(),
  nameEn: Type.String(),
  code: Type.String(),
  zone: Type.String(),
  language: Type.String(),
  languages: Type.Array(Type.String()),
  packVersion: Type.String(),
  center: Type.Object({ lat: Type.Number(), lon: Type.Number() }),
  demo: Type.Boolean(),
  natures: Type.Array(Word),
  channels: Type.Array(Word),
  identities: Type.Array(Word),
  rejectReasons: Type.Array(Rejection),
  rateReasons: Type.Array(Levelled),
  refuseReasons: Type.Array(Reason),
  returnReasons: Type.Array(Reason),
  suspendReasons: Type.Array(Reason),
  terminateReasons: Type.Array(Reason),
  demoAccounts: Type.Optional(
    Type.Array(
      Type.Object({ login: Type.String(), password: Type.String(), name: Type.String(), postName: Type.String(), unitName: Type.String() }),
      {
        description: 'Only in demo mode.',
      },
    ),
  ),
  mapNotice: Type.Object({ zh: Type.String(), en: Type.String() }),
});

export const MatterListQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    category: Type.Optional(Type.String({ maxLength: 40 })),
    area: Type.Optional(Type.String({ pattern: '^[0-9]{6,15}$', description: 'The county whose list is meant; the city’s without.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  },
  { additionalProperties: false },
);
export const MatterList = Type.Object({
  matters: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      category: Type.String(),
      categoryName: Type.String(),
      categoryNameEn: Type.String(),
      nature: Type.String(),
      urgency: Type.String(),
      basis: Type.String(),
      handle: Type.String({ description: 'Limit for handling: a number and h, wh (working hours), wd (working days) or d.' }),
      said: Type.Array(Type.String()),
    }),
  ),
});

export const CategoryList = Type.Array(
  Type.Object({ id: Type.String(), name: Type.String(), nameEn: Type.String(), icon: Type.String(), count: Type.Integer() }),
);
