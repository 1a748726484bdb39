import { type Static, Type } from 'typebox';
import { at, channels, maybe, words } from './schema-words.ts';
import { states } from './workflow.ts';

/** A line of a list: enough to decide what to open next. */
export const CaseLine = Type.Object({
  region: Type.String(),
  id: Type.String(),
  number: Type.String(),
  state: words(states),
  title: Type.String(),
  matter: maybe(Type.String()),
  matterName: maybe(Type.String()),
  matterNameEn: maybe(Type.String()),
  urgency: Type.String(),
  areaName: Type.String(),
  areaNameEn: Type.String(),
  leadUnitName: maybe(Type.String()),
  leadUnitNameEn: maybe(Type.String()),
  reportedAt: at,
  round: Type.Integer(),
  urgeCount: Type.Integer(),
  rating: maybe(Type.Integer()),
  duty: maybe(
    Type.Object({
      kind: Type.String(),
      dueAt: at,
      light: words(['green', 'yellow', 'red', 'overdue']),
      unit: maybe(Type.String()),
      call: maybe(Type.String()),
    }),
  ),
});
export type CaseLine = Static<typeof CaseLine>;

export const CasePage = Type.Object({ cases: Type.Array(CaseLine), next: maybe(Type.String()) });
export type CasePage = Static<typeof CasePage>;

export const Cursor = Type.Optional(Type.String({ maxLength: 400 }));
export const WorkListQuery = Type.Object(
  {
    kind: Type.Optional(Type.String({ maxLength: 20 })),
    cursor: Cursor,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  },
  { additionalProperties: false },
);
export const CaseListQuery = Type.Object(
  {
    area: Type.Optional(Type.String({ pattern: '^[0-9]+$', maxLength: 15 })),
    state: Type.Optional(words(states)),
    cell: Type.Optional(Type.String({ pattern: '^[0-9a-f]{15,16}$', description: 'H3 cell of resolution 7 or 8.' })),
    matter: Type.Optional(Type.String({ maxLength: 16 })),
    overdue: Type.Optional(Type.Boolean()),
    open: Type.Optional(Type.Boolean({ description: 'Not yet closed, rejected or withdrawn.' })),
    rated: Type.Optional(Type.Boolean({ description: 'Rated by the reporter.' })),
    unit: Type.Optional(
      Type.String({ maxLength: 64, description: 'A unit with a part in the case; with `overdue`, the unit that is late.' }),
    ),
    category: Type.Optional(Type.String({ maxLength: 40 })),
    channel: Type.Optional(words(channels)),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'Reported at or after.' })),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Reported before.' })),
    closedFrom: Type.Optional(Type.String({ format: 'date-time' })),
    closedTo: Type.Optional(Type.String({ format: 'date-time' })),
    cursor: Cursor,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  },
  { additionalProperties: false },
);
/** A suspension as it is published: nothing of the report's words and nobody's person. */
export const SuspendedPage = Type.Object({
  suspended: Type.Array(
    Type.Object({
      number: Type.String(),
      matter: maybe(Type.String()),
      matterName: maybe(Type.String()),
      matterNameEn: maybe(Type.String()),
      area: Type.String({ description: 'The street; the county where no street is known.' }),
      areaName: Type.String(),
      areaNameEn: Type.String(),
      since: at,
      reviewOn: maybe(Type.String({ format: 'date', description: 'When it is looked at again and goes on by itself.' })),
      cause: maybe(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
    }),
  ),
  next: maybe(Type.String()),
});
export type SuspendedPage = Static<typeof SuspendedPage>;
export const SuspendedQuery = Type.Object(
  {
    area: Type.Optional(Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$', description: 'The city, a county or a street.' })),
    cursor: Cursor,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  },
  { additionalProperties: false },
);

export const TrackInput = Type.Object(
  { number: Type.String({ pattern: '^[0-9]{6}-[0-9]{8}-[0-9]{6,9}-[0-9]$' }), code: Type.String({ minLength: 8, maxLength: 12 }) },
  { additionalProperties: false },
);

export const DutyCounts = Type.Object({
  total: Type.Integer(),
  overdue: Type.Integer(),
  dueToday: Type.Integer(),
  more: Type.Boolean(),
  kinds: Type.Record(Type.String(), Type.Integer()),
});
export const PurposeInput = Type.Object({ purpose: Type.String({ maxLength: 40 }) }, { additionalProperties: false });
export const OpenedReporter = Type.Object({ name: maybe(Type.String()), phone: maybe(Type.String()) });
export const Looks = Type.Array(
  Type.Object({
    at,
    officerName: Type.String(),
    unitName: Type.String(),
    purpose: Type.String(),
    purposeCode: Type.String(),
    fields: Type.Array(Type.String()),
  }),
);
export const StoredPhoto = Type.Object({ id: Type.String(), claim: Type.String(), width: Type.Integer(), height: Type.Integer() });
const NamedUnit = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  areaCode: Type.String(),
  areaName: Type.String(),
});
export const SuggestedUnits = Type.Object({ lead: Type.Array(NamedUnit), co: Type.Array(NamedUnit), basis: Type.String() });
