import { type Static, type TSchema, Type } from 'typebox';
import { type FlagKind, flagKinds } from './law/anomalies.ts';
import { type MeasureName, measureNames, type PostKind, postKinds } from './law/measures.ts';

/** Appraisal as it crosses the HTTP border. Rates are 0 to 1, scores 0 to 100; null says that nothing was measured. */

const orNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const rate = orNull(Type.Number({ minimum: 0, maximum: 1 }));
const points = orNull(Type.Number({ minimum: 0, maximum: 100 }));
const count = Type.Integer({ minimum: 0 });
const area = Type.String({ pattern: '^[0-9]{6,15}$' });
const month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$', description: 'A month of the city, such as 2026-10.' });
const unit = Type.String({ pattern: '^[0-9a-z-]{1,64}$' });
const uuid = Type.String({ format: 'uuid' });
const instant = Type.String({ format: 'date-time' });
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 100 }));
const cursor = Type.Optional(Type.String({ maxLength: 400 }));
const next = orNull(Type.String());
const measure = Type.Unsafe<MeasureName>(Type.Union(measureNames.map((name) => Type.Literal(name))));
const post = Type.Unsafe<PostKind>(Type.Union(postKinds.map((name) => Type.Literal(name))));
const text = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '\\S' });
const closed = { additionalProperties: false } as const;

export const FiguresQuery = Type.Object(
  {
    month: Type.Optional(month),
    area: Type.Optional(area),
    by: Type.Optional(
      Type.Union([Type.Literal('unit'), Type.Literal('area'), Type.Literal('kind'), Type.Literal('post')], { default: 'unit' }),
    ),
    limit,
    cursor,
  },
  closed,
);
export type FiguresQuery = Static<typeof FiguresQuery>;

export const Figure = Type.Object({
  measure,
  count: Type.Integer({ minimum: 0, description: 'Denominator: how many observations.' }),
  met: orNull(Type.Integer({ minimum: 0, description: 'Numerator.' })),
  rate,
  low: rate,
  high: Type.Unsafe<number | null>({ ...rate, description: 'Wilson score interval of 95 %.' }),
  shrunk: Type.Unsafe<number | null>({ ...rate, description: 'The rate shrunk towards the peers’; null where there are no peers.' }),
  withheld: Type.Boolean({ description: 'So few rated that the figure would tell who did.' }),
});
export type Figure = Static<typeof Figure>;

const Score = Type.Object({
  post,
  version: Type.String({ format: 'date', description: 'The scorecard in force on the first day of the month.' }),
  score: points,
  low: points,
  high: points,
  lacks: Type.Array(Type.String(), {
    description: 'Weighted measures with fewer observations than the minimum sample: no score, no rank.',
  }),
  rank: orNull(Type.Integer({ minimum: 1, description: 'One more than the number of peers that are certainly better.' })),
  peerCount: Type.Integer({ minimum: 0, description: 'How many peers are ranked.' }),
  alike: orNull(Type.Integer({ minimum: 0, description: 'How many peers cannot be told apart from this one.' })),
});

const Row = Type.Object({
  key: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  kind: orNull(Type.String()),
  peers: orNull(Type.String()),
  scores: Type.Array(Score),
  figures: Type.Array(Figure),
});

const NamedArea = Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() });
const counted = {
  countedAt: orNull(
    Type.String({ format: 'date-time', description: 'Of when the figures are; null while the month waits to be counted.' }),
  ),
  waits: Type.Boolean({ description: 'Facts have come since; the month is counted again within minutes.' }),
  formulaVersion: Type.String(),
  minimumSample: Type.Integer(),
  scorecards: Type.Array(Type.Object({ post, version: Type.String({ format: 'date' }) })),
};

export const FiguresAnswer = Type.Object({
  month: Type.String(),
  area: NamedArea,
  by: Type.String(),
  confinedTo: orNull(
    Type.Array(Type.String(), { description: 'Units whose figures alone are shown; null when every unit of the area is.' }),
  ),
  ...counted,
  rows: Type.Array(Row),
  next,
});
export type FiguresAnswer = Static<typeof FiguresAnswer>;

export const UnitParams = Type.Object({ unit }, closed);
export const MonthQuery = Type.Object({ month: Type.Optional(month) }, closed);

export const UnitAnswer = Type.Object({
  month: Type.String(),
  unit: Type.Object({ id: Type.String(), name: Type.String(), nameEn: Type.String(), kind: Type.String(), peers: Type.String() }),
  ...counted,
  scores: Type.Array(Score),
  figures: Type.Array(Figure),
  months: Type.Array(Type.Object({ month: Type.String(), figures: Type.Array(Figure) }), {
    description: 'Up to thirteen months, the asked one last.',
  }),
  areas: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String(), figures: Type.Array(Figure) })),
});
export type UnitAnswer = Static<typeof UnitAnswer>;

export const ResultsQuery = Type.Object(
  { month: Type.Optional(month), measure, met: Type.Optional(Type.Boolean()), limit, cursor },
  closed,
);
export type ResultsQuery = Static<typeof ResultsQuery>;

export const ResultsAnswer = Type.Object({
  results: Type.Array(
    Type.Object({
      region: Type.String(),
      caseId: uuid,
      number: Type.String(),
      met: Type.Boolean(),
      at: orNull(Type.String({ format: 'date-time', description: 'Null where the moment would tell who rated.' })),
    }),
  ),
  next,
});

export const ContestInput = Type.Object(
  { unit, month, caseId: uuid, measure, ground: Type.String({ pattern: '^[a-z-]{1,40}$' }), note: text(2000) },
  closed,
);
export type ContestInput = Static<typeof ContestInput>;

const Ground = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), rule: Type.String(), source: Type.String() });

export const ContestView = Type.Object({
  region: Type.String(),
  id: uuid,
  month: Type.String(),
  caseId: uuid,
  number: Type.String(),
  unit: Type.String(),
  unitName: Type.String(),
  measure,
  instance: Type.Integer({ minimum: 1, maximum: 2 }),
  ground: Ground,
  note: Type.String(),
  contestedAt: instant,
  ruling: orNull(
    Type.Object({ granted: Type.Boolean(), ground: Ground, reason: Type.String(), ruledAt: instant, rulingUnit: Type.String() }),
  ),
});
export type ContestView = Static<typeof ContestView>;

export const ContestsQuery = Type.Object(
  {
    month: Type.Optional(month),
    state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('granted'), Type.Literal('refused')])),
    limit,
    cursor,
  },
  closed,
);
export type ContestsQuery = Static<typeof ContestsQuery>;
export const ContestsAnswer = Type.Object({ contests: Type.Array(ContestView), next });

export const ContestParams = Type.Object({ region: Type.String({ pattern: '^[0-9]{6}$' }), id: uuid }, closed);
export const RulingInput = Type.Object(
  { granted: Type.Boolean(), ground: Type.String({ pattern: '^[a-z-]{1,40}$' }), reason: text(2000) },
  closed,
);
export type RulingInput = Static<typeof RulingInput>;

const evidence = Type.Array(Type.Object({ caseId: uuid, number: Type.String() }));
export const SecondLookQuery = Type.Object(
  { month: Type.Optional(month), area: Type.Optional(area), unit: Type.Optional(unit), limit, cursor },
  closed,
);
export type SecondLookQuery = Static<typeof SecondLookQuery>;
export const FlagsAnswer = Type.Object({
  month: Type.String(),
  flags: Type.Array(
    Type.Object({
      region: Type.String(),
      unit: Type.String(),
      unitName: Type.String(),
      kind: Type.Unsafe<FlagKind>(Type.Union(flagKinds.map((kind) => Type.Literal(kind)))),
      mark: Type.String({ description: 'The minute, the hour, the number of the group, or the number of months.' }),
      count,
      evidence,
    }),
  ),
});

export const AuditAnswer = Type.Object({
  month: Type.String(),
  draw: orNull(Type.Object({ seed: Type.String(), drawnAt: instant, caseCount: count })),
  formula: Type.String(),
  cases: Type.Array(
    Type.Object({
      region: Type.String(),
      caseId: uuid,
      number: Type.String(),
      unit: Type.String(),
      unitName: Type.String(),
      lot: Type.String(),
    }),
  ),
  next,
});

export const MethodAnswer = Type.Object({
  formulaVersion: Type.String(),
  minimumSample: Type.Integer(),
  leastRatings: Type.Integer(),
  contestDays: Type.Integer(),
  measures: Type.Array(
    Type.Object({
      name: measure,
      post,
      good: Type.Union([Type.Literal('high'), Type.Literal('low'), Type.Literal('plain')]),
      zh: Type.String(),
      en: Type.String(),
      formula: Type.Object({ zh: Type.String(), en: Type.String() }),
      source: Type.String(),
    }),
  ),
  intervals: Type.Object({ wilson: Type.String(), shrunk: Type.String(), rank: Type.String() }),
  scorecards: Type.Array(
    Type.Object({
      post,
      version: Type.String({ format: 'date' }),
      weights: Type.Array(Type.Object({ measure, weight: Type.Number(), source: Type.String(), status: Type.String() })),
    }),
  ),
  groups: Type.Array(
    Type.Object({
      code: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      areas: Type.Array(Type.String()),
      source: Type.String(),
      status: Type.String(),
    }),
  ),
  grounds: Type.Array(
    Type.Object({
      code: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      measures: Type.Array(Type.String()),
      rule: Type.String(),
      source: Type.String(),
      status: Type.String(),
    }),
  ),
  audit: Type.Object({ formula: Type.String(), share: Type.Number(), least: Type.Integer() }),
  flags: Type.Record(Type.String(), Type.Number()),
});
export type MethodAnswer = Static<typeof MethodAnswer>;

export const ExportQuery = Type.Object(
  {
    month: Type.Optional(month),
    area: Type.Optional(area),
    by: Type.Optional(
      Type.Union([Type.Literal('unit'), Type.Literal('area'), Type.Literal('kind'), Type.Literal('post')], { default: 'unit' }),
    ),
    format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')], { default: 'zh' })),
  },
  closed,
);
export type ExportQuery = Static<typeof ExportQuery>;
