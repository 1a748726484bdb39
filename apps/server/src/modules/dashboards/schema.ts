import { type Static, type TSchema, Type } from 'typebox';
import { type AttentionKind, attentionKinds } from './rules.ts';

/** The figures of the command page as they cross the HTTP border. Rates are 0 to 1; null says that nothing was measured. */

const orNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const rate = orNull(Type.Number({ minimum: 0, maximum: 1 }));
const level = orNull(Type.Number({ minimum: 1, maximum: 5 }));
const count = Type.Integer({ minimum: 0 });
const code = Type.String({ pattern: '^[0-9]{6,15}$' });

export const AreaQuery = Type.Object({ area: Type.Optional(code) }, { additionalProperties: false });
export const CellQuery = Type.Object(
  {
    res: Type.Optional(
      Type.Union([Type.Literal(7), Type.Literal(8)], {
        default: 8,
        description: 'Resolution of the H3 cells: 7 is about 5.2 km², 8 about 0.74 km².',
      }),
    ),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720, default: 24 })),
    area: Type.Optional(code),
  },
  { additionalProperties: false },
);

export const Today = Type.Object({
  date: Type.String({ format: 'date', description: 'The day in the city.' }),
  areas: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() }), {
    description: 'Where is counted: the part of the asked area that the caller’s posts cover.',
  }),
  reported: count,
  closed: Type.Integer({ minimum: 0, description: 'Closed today by a rating or unrated; neither rejected nor withdrawn.' }),
  onTimeRate: rate,
  onTimeCases: Type.Integer({ minimum: 0, description: 'Handling duties that ended or fell due today: what the rate is a share of.' }),
  satisfaction: level,
  rated: count,
  overdueOpen: Type.Integer({ minimum: 0, description: 'Cases with an overdue duty of a unit now.' }),
  open: Type.Integer({ minimum: 0, description: 'Cases with an open duty of a unit now.' }),
  called: count,
  answeredCalls: count,
  medianAnswerMinutes: orNull(Type.Number({ minimum: 0 })),
  deltas: Type.Object(
    {
      reported: Type.Integer(),
      closed: Type.Integer(),
      onTimeRate: orNull(Type.Number({ minimum: -1, maximum: 1 })),
      satisfaction: orNull(Type.Number({ minimum: -4, maximum: 4 })),
      overdueOpen: Type.Integer(),
    },
    { description: 'Difference to the same weekday last week up to the same time of day.' },
  ),
  hours: Type.Array(
    Type.Object({ hour: Type.Integer({ minimum: 0, maximum: 23 }), reported: count, closed: count, lastWeekReported: count }),
  ),
  spark: Type.Object(
    {
      reported: Type.Array(count),
      closed: Type.Array(count),
      onTimeRate: Type.Array(rate),
      satisfaction: Type.Array(level),
      overdueOpen: Type.Array(count),
    },
    { description: 'Fourteen days, the last of them today so far.' },
  ),
});
export type Today = Static<typeof Today>;

export const Cells = Type.Array(
  Type.Object({
    cell: Type.String({ description: 'H3 index as hexadecimal text.' }),
    count,
    overdue: Type.Integer({ minimum: 0, description: 'Of these, how many have an overdue duty of a unit now.' }),
  }),
);
export type Cells = Static<typeof Cells>;

export const CategoryFigures = Type.Array(
  Type.Object({
    category: Type.String({ description: '“unsorted”: reports that nobody has assigned to a matter yet.' }),
    name: Type.String(),
    nameEn: Type.String(),
    count,
    lastWeek: Type.Integer({ minimum: 0, description: 'Same weekday last week up to the same time of day.' }),
  }),
);
export type CategoryFigures = Static<typeof CategoryFigures>;

export const ChannelFigures = Type.Array(Type.Object({ channel: Type.String(), count }));

const Petal = Type.Object({ value: rate, n: Type.Integer({ minimum: 0, description: 'What the share is of.' }) });
export const AreaFigures = Type.Array(
  Type.Object({
    code: Type.String(),
    name: Type.String(),
    nameEn: Type.String(),
    count: Type.Integer({ minimum: 0, description: 'Reported today.' }),
    petals: Type.Object(
      { accept: Petal, dispatch: Petal, handle: Petal, review: Petal, rate: Petal },
      { description: 'Over thirty days, today included.' },
    ),
  }),
);
export type AreaFigures = Static<typeof AreaFigures>;

export const AttentionList = Type.Array(
  Type.Object({
    kind: Type.Unsafe<AttentionKind>(Type.Union(attentionKinds.map((kind) => Type.Literal(kind)))),
    severity: Type.Union([Type.Literal('red'), Type.Literal('amber')], {
      description: 'Red only for danger: an emergency whose time has run out.',
    }),
    title: Type.String(),
    titleEn: Type.String(),
    detail: Type.String(),
    detailEn: Type.String(),
    numbers: Type.Object({
      count: Type.Optional(count),
      usualPerDay: Type.Optional(Type.Number({ minimum: 0 })),
      lowRatings: Type.Optional(count),
      minutesOverdue: Type.Optional(Type.Integer({ description: 'Negative while there is time left.' })),
    }),
    region: Type.String(),
    caseId: orNull(Type.String({ format: 'uuid' })),
    number: orNull(Type.String()),
    areaName: Type.String(),
    areaNameEn: Type.String(),
    at: Type.String({ format: 'date-time' }),
    cell: orNull(Type.String({ description: 'H3 cell of resolution 8; the exact place of a report is not told here.' })),
    query: Type.String({ description: 'Query of the case list behind it, for GET /api/cases.' }),
  }),
);
export type AttentionList = Static<typeof AttentionList>;
