import { type TSchema, Type } from 'typebox';
import { licenceStates, officerActions } from './workflow.ts';

/** The shapes in which licences cross the HTTP border. Days are `YYYY-MM-DD`, instants ISO 8601. */

const words = <const T extends string[]>(list: readonly [...T]) => Type.Enum([...list]);
const maybe = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const day = Type.String({ pattern: '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$' });
const at = Type.String({ format: 'date-time' });
const uuid = Type.String({ format: 'uuid' });
const region = Type.String({ pattern: '^[0-9]{6}$' });
const shownNumber = Type.String({ maxLength: 40 });

const Standing = words(['valid', 'suspended', 'revoked', 'replaced', 'expired', 'not-yet']);
const Field = Type.Object({ name: Type.String(), nameEn: Type.String(), value: Type.String() });

const shown = {
  number: Type.String(),
  name: Type.String(),
  nameEn: maybe(Type.String()),
  issuer: maybe(Type.String()),
  holder: Type.String({ description: 'As the licence shows him.' }),
  from: day,
  until: maybe(day),
  fields: Type.Array(Field),
};

export const LicenceKeyParams = Type.Object({ region, id: uuid });

export const LicenceOf = Type.Object({
  region,
  id: uuid,
  kind: Type.String(),
  ...shown,
  standing: Standing,
  issuedAt: at,
  checkCode: Type.String(),
});
export const LicenceList = Type.Object({ licences: Type.Array(LicenceOf) });

export const OwnLicence = Type.Object({
  licence: LicenceOf,
  token: Type.String({ description: 'The signed licence, a compact JWS (RFC 7515).' }),
  code: Type.Object({
    text: Type.String({ description: 'What the printed code says.' }),
    rows: Type.Array(Type.String({ pattern: '^[01]+$' }), { description: 'The code itself (ISO/IEC 18004), row by row, 1 dark.' }),
  }),
});

export const VerifyInput = Type.Union([
  Type.Object(
    {
      token: Type.String({ minLength: 20, maxLength: 16_384, description: 'The signed licence, its printed code, or the address in it.' }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { number: Type.String({ minLength: 10, maxLength: 60 }), code: Type.String({ minLength: 1, maxLength: 40 }) },
    { additionalProperties: false },
  ),
]);

export const Verified = Type.Union([
  Type.Object({ genuine: Type.Literal(true), standing: Standing, shown: Type.Object({ ...shown, city: Type.String() }) }),
  Type.Object({
    genuine: Type.Literal(false),
    why: words(['not-a-licence', 'altered', 'unknown-key', 'pages-altered', 'pages-unstamped', 'unknown']),
  }),
]);

export const LicenceQuery = Type.Object({
  number: Type.Optional(shownNumber),
  kind: Type.Optional(Type.String({ maxLength: 60 })),
  state: Type.Optional(words(licenceStates)),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
export const LicencePage = Type.Object({ licences: Type.Array(LicenceOf), next: maybe(Type.String()) });

export const LicenceRecord = Type.Object({
  licence: LicenceOf,
  history: Type.Array(
    Type.Object({
      at,
      action: Type.String(),
      from: maybe(Type.String()),
      to: Type.String(),
      by: maybe(Type.String()),
      reason: maybe(Type.String()),
    }),
  ),
  actions: Type.Array(words(officerActions)),
});

export const LicenceActionParams = Type.Object({ region, id: uuid, action: words(officerActions) });
export const LicenceActionInput = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false });
export const StatusListParams = Type.Object({ list: Type.Integer({ minimum: 0, maximum: 1_000_000 }) });
export const FileQuery = Type.Object({ format: Type.Optional(words(['pdf', 'jws'])) });
