import { Type } from 'typebox';
import { COORDINATE_SYSTEMS, type CoordinateSystem } from './geometry/coordinate-system.ts';

/** The shapes in which places cross the HTTP border. */

const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const code = (digits: string) => Type.String({ pattern: `^[0-9]{${digits}}$` });

export const AreaQuery = Type.Object({ parent: Type.Optional(code('6,15')) }, { additionalProperties: false });
export const AreaList = Type.Array(
  Type.Object({
    code: Type.String(),
    name: Type.String(),
    nameEn: Type.String(),
    level: Type.String(),
    parent: maybe(Type.String()),
    lat: maybe(Type.Number()),
    lon: maybe(Type.Number()),
  }),
);

export const StreetMapQuery = Type.Object({ county: code('6') }, { additionalProperties: false });
export const FeatureCollection = Type.Object(
  { type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Unknown()) },
  { description: 'GeoJSON (RFC 7946), WGS-84; each feature has the properties code, name, nameEn and approximate.' },
);

export const LocateQuery = Type.Object(
  { lat: Type.Number({ minimum: -90, maximum: 90 }), lon: Type.Number({ minimum: -180, maximum: 180 }) },
  { additionalProperties: false },
);
const Place = Type.Object({ code: Type.String(), name: Type.String() });
export const LocatedPlace = Type.Object({
  region: Type.String(),
  county: Place,
  street: maybe(Place),
  community: maybe(Place),
  grid: maybe(Place),
  area: Type.String({ description: 'Code of the finest area known.' }),
  areaName: Type.String(),
  approximate: Type.Boolean({ description: 'A boundary used was computed, not surveyed.' }),
  snapped: Type.Boolean({ description: 'The point lies just outside; the nearest area was taken.' }),
});

export const UnitListQuery = Type.Object(
  {
    kinds: Type.Optional(Type.String({ pattern: '^[a-z-]+(,[a-z-]+)*$', maxLength: 400 })),
    area: Type.Optional(code('6,15')),
    q: Type.Optional(Type.String({ maxLength: 40 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 30 })),
  },
  { additionalProperties: false },
);
export const UnitList = Type.Object({
  units: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      kind: Type.String(),
      kindName: Type.String(),
      areaCode: Type.String(),
      areaName: Type.String(),
      status: Type.String({ description: 'listed, or "to be confirmed" where the exact name is not sure.' }),
    }),
  ),
});

const fieldName = Type.Optional(Type.String({ minLength: 1, maxLength: 60 }));
export const SurveyQuery = Type.Object(
  {
    system: Type.Optional(
      Type.Unsafe<CoordinateSystem>(
        Type.Union(
          COORDINATE_SYSTEMS.map((name) => Type.Literal(name)),
          { default: 'wgs84', description: 'CGCS2000 counts as wgs84.' },
        ),
      ),
    ),
    codeField: fieldName,
    nameField: fieldName,
    parentField: fieldName,
    wktField: fieldName,
    toleranceShare: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 0.1,
        default: 0.001,
        description: 'Share of an area that may overlap a neighbour or stick out of its parent.',
      }),
    ),
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'Check only; nothing is kept.' })),
  },
  { additionalProperties: false },
);
export const SurveyReport = Type.Object({
  survey: maybe(Type.String({ description: 'Id of the import; null when it was only checked.' })),
  boundaries: Type.Integer(),
  newAreas: Type.Integer(),
  cutBack: Type.Integer({ description: 'Boundaries of the pack that gave way to surveyed ones.' }),
  gaps: Type.Array(Type.Object({ parent: Type.String(), squareMetres: Type.Number(), share: Type.Number() })),
});
