import { type Static, Type } from 'typebox';

/** First dispatches as they cross the HTTP border; rates are 0 to 1 with the bounds of Wilson. */

const rate = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]);
const Share = Type.Object({ met: Type.Integer(), rate, low: rate, high: rate });

export const DispatchQuery = Type.Object(
  {
    month: Type.Optional(Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })),
    area: Type.Optional(Type.String({ pattern: '^[0-9]{6,15}$' })),
  },
  { additionalProperties: false },
);
export type DispatchQuery = Static<typeof DispatchQuery>;

const figures = {
  areaName: Type.String(),
  count: Type.Integer({ description: 'Cases dispatched by a person.' }),
  kept: Type.Object(Share.properties, { description: 'The unit kept the first order.' }),
  taken: Type.Object(Share.properties, { description: 'The matter was the first that the model proposed.' }),
};

export const DispatchAnswer = Type.Object({
  month: Type.String(),
  area: Type.String(),
  dispatchers: Type.Array(Type.Object({ account: Type.String({ format: 'uuid' }), name: Type.String(), ...figures })),
  models: Type.Array(Type.Object({ area: Type.String(), version: Type.Integer(), ...figures })),
});
export type DispatchAnswer = Static<typeof DispatchAnswer>;
