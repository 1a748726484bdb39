import { type Static, Type } from 'typebox';
import { area, count, fillerLevels, maybe, month, words } from './schema.ts';

/** The shapes in which the burden meter crosses the HTTP border. */

const figures = {
  asked: Type.Integer({ minimum: 0, description: 'Fillings that fell or fall due in the month.' }),
  filled: Type.Integer({ minimum: 0, description: 'Of these, sent in.' }),
  minutes: Type.Integer({ minimum: 0, description: 'Spent on those sent in: measured, or as the filler stated.' }),
  expected: Type.Integer({ minimum: 0, description: 'Usual minutes of those not sent in yet.' }),
};
const Limit = Type.Object({ value: Type.Number(), basis: Type.String(), source: Type.String(), status: Type.String() });
const names = { name: Type.String(), nameEn: Type.String() };

export const BurdenQuery = Type.Object({ area: Type.Optional(area), month: Type.Optional(month) }, { additionalProperties: false });
export const BurdenListQuery = Type.Object(
  {
    area: Type.Optional(area),
    month: Type.Optional(month),
    level: Type.Optional(words(fillerLevels)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
export const BurdenFormsQuery = Type.Object({ area, month: Type.Optional(month) }, { additionalProperties: false });

export const BurdenTotals = Type.Object({
  month: Type.String(),
  area: Type.String(),
  ...names,
  offices: Type.Object({ street: count, community: count }),
  formsInForce: Type.Integer({ minimum: 0, description: 'Forms asked in the month.' }),
  ...figures,
  units: Type.Array(Type.Object({ unit: Type.String(), ...names, forms: count, ...figures }), {
    description: 'By asking unit, the heaviest first.',
  }),
  trend: Type.Array(Type.Object({ month: Type.String(), asked: count, filled: count, minutes: count }), {
    description: 'Twelve months, the last of them the asked one.',
  }),
  ceilings: Type.Object({ forms: Limit, minutes: Limit }),
  mostAsked: Type.Integer({ minimum: 0, description: 'Fillings asked of the community that is asked most.' }),
  overForms: Type.Integer({ minimum: 0, description: 'Communities of which more fillings are asked than the ceiling allows.' }),
});
export type BurdenTotals = Static<typeof BurdenTotals>;

export const BurdenList = Type.Object({
  month: Type.String(),
  level: words(fillerLevels),
  areas: Type.Array(Type.Object({ code: Type.String(), ...names }), { description: 'Where is counted: what the caller’s posts cover.' }),
  offices: Type.Array(Type.Object({ code: Type.String(), ...names, ...figures, passes: Type.Array(words(['forms', 'minutes'])) }), {
    description: 'The heaviest first.',
  }),
  counted: Type.Integer({ minimum: 0, description: 'Offices in all.' }),
  over: Type.Integer({ minimum: 0, description: 'Of these, how many pass a ceiling.' }),
  ceilings: Type.Object({ forms: Limit, minutes: Limit }),
});
export type BurdenList = Static<typeof BurdenList>;

export const BurdenForms = Type.Object({
  month: Type.String(),
  area: Type.String(),
  ...names,
  forms: Type.Array(
    Type.Object({
      id: Type.String({ format: 'uuid' }),
      title: Type.String(),
      unit: Type.String(),
      unitName: Type.String(),
      unitNameEn: Type.String(),
      basis: Type.Object({ law: Type.String(), article: Type.String() }),
      frequency: Type.String(),
      validUntil: maybe(Type.String()),
      ...figures,
    }),
  ),
});
export type BurdenForms = Static<typeof BurdenForms>;
