import { type Static, Type } from 'typebox';

/** The shapes in which what a desk works with crosses the HTTP border: clusters, topics, drafts, models. */

const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const instant = Type.String({ format: 'date-time' });
const uuid = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const withoutNull = '^[^\\u0000]*$';
const region = Type.String({ pattern: '^[1-9]\\d{5}$' });

export const CaseBrief = Type.Object({
  id: uuid,
  number: Type.String(),
  title: Type.String(),
  content: Type.String({ description: 'Its beginning.' }),
  state: Type.String(),
  areaName: Type.String(),
  reportedAt: instant,
  joinedTo: maybe(uuid),
});
export type CaseBrief = Static<typeof CaseBrief>;

export const ClusterKey = Type.Object({ region, id: uuid });

export const ClusterList = Type.Object({
  clusters: Type.Array(
    Type.Object({
      region: Type.String(),
      id: uuid,
      formedAt: instant,
      matterName: maybe(Type.String()),
      caseCount: Type.Integer(),
      leadId: Type.String({ format: 'uuid', description: 'The report that the others would join.' }),
      cases: Type.Array(Type.Object({ ...CaseBrief.properties, mayJoin: Type.Boolean({ description: 'The law lets it join now.' }) })),
    }),
  ),
});
export type ClusterList = Static<typeof ClusterList>;

export const AcceptInput = Type.Object(
  { note: Type.String({ minLength: 2, maxLength: 500, pattern: withoutNull, description: 'Why they are one; it stands in every file.' }) },
  { additionalProperties: false },
);

export const ClusterDecided = Type.Object({
  lead: maybe(Type.String({ description: 'Number of the lead case.' })),
  joined: Type.Array(Type.String()),
  left: Type.Array(Type.String({ description: 'Numbers that stay as they are.' })),
});
export type ClusterDecided = Static<typeof ClusterDecided>;

export const TopicQuery = Type.Object({ day: Type.Optional(day) }, { additionalProperties: false });

export const TopicList = Type.Object({
  days: Type.Array(day, { description: 'The days of which lists are kept, newest first.' }),
  topics: Type.Array(
    Type.Object({
      region: Type.String(),
      day,
      name: Type.String({ description: 'Words that its reports share; empty where they share none.' }),
      areaName: Type.String({ description: 'Street, or county, where most of its cases lie.' }),
      areas: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), count: Type.Integer() })),
      byDay: Type.Array(Type.Object({ day, count: Type.Integer() })),
      matter: maybe(Type.String()),
      matterName: maybe(Type.String()),
      heat: Type.Number({ description: 'How far its busiest fortnight rises above its own rate; no unit, the greatest first.' }),
      caseCount: Type.Integer(),
      openCount: Type.Integer(),
      firstAt: instant,
      lastAt: instant,
      madeAt: instant,
      caseIds: Type.Array(uuid),
    }),
  ),
});
export type TopicList = Static<typeof TopicList>;

export const RecurringList = Type.Object({
  problems: Type.Array(
    Type.Object({
      region: Type.String(),
      address: maybe(Type.String({ description: 'Of the newest case, where it is the reader’s to see.' })),
      areaName: Type.String(),
      matter: Type.String(),
      matterName: Type.String(),
      dayCount: Type.Integer(),
      caseCount: Type.Integer(),
      badCount: Type.Integer({ description: 'Rated one or two.' }),
      openCount: Type.Integer(),
      firstAt: instant,
      lastAt: instant,
      newestId: maybe(uuid),
    }),
  ),
});
export type RecurringList = Static<typeof RecurringList>;

export const OverrideInput = Type.Object(
  {
    reply: Type.String({ maxLength: 4000, pattern: withoutNull }),
    note: Type.String({ minLength: 2, maxLength: 500, pattern: withoutNull, description: 'Why it leaves as it is.' }),
  },
  { additionalProperties: false },
);

export const DraftAsk = Type.Object(
  { kind: Type.Union([Type.Literal('reply'), Type.Literal('summary')]) },
  { additionalProperties: false },
);
export const DraftKey = Type.Object({ region, id: uuid, draft: uuid });

export const WrittenDraft = Type.Object({
  id: uuid,
  kind: Type.Union([Type.Literal('reply'), Type.Literal('summary')]),
  state: Type.Union([Type.Literal('asked'), Type.Literal('written'), Type.Literal('failed')]),
  written: maybe(Type.String({ description: 'A draft by a language model: nothing in it is confirmed.' })),
  model: maybe(Type.String()),
  fault: maybe(Type.String({ description: 'absent, timeout, refused, unreachable or empty.' })),
});
export type WrittenDraft = Static<typeof WrittenDraft>;

export const ModelList = Type.Object({
  models: Type.Array(
    Type.Object({
      area: Type.String(),
      areaName: Type.String(),
      areaNameEn: Type.String(),
      version: Type.Integer(),
      state: Type.Union([Type.Literal('candidate'), Type.Literal('used'), Type.Literal('retired')]),
      trainedAt: instant,
      exampleCount: Type.Integer(),
      lessonCount: Type.Integer(),
      held: Type.Integer({ description: 'Lessons held out, on which versions are compared.' }),
      accuracy: maybe(Type.Number()),
      before: maybe(Type.Number({ description: 'What the version in use then reached on the same.' })),
    }),
  ),
});
export type ModelList = Static<typeof ModelList>;

export const AreaKey = Type.Object({ area: region });
export const ModelBack = Type.Object({ version: Type.Integer() });
